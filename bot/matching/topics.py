"""The taxonomy: domains, and the challenges inside each, as keys of `words/topics.toml`."""

from bot.matching.shipped import table

TOPICS: tuple[str, ...] = tuple(table("words/topics.toml"))
"""Every domain and challenge, in the order in which people see them."""
DOMAINS: tuple[str, ...] = tuple(topic for topic in TOPICS if "." not in topic)
IDENTITY = "identity"
"""The domain that is proposed or quoted only where a person's own words name it."""
SOMETHING_ELSE = "something_else"
"""The last challenge of each domain: what the list does not name."""

_CHALLENGES = {
    domain: tuple(topic for topic in TOPICS if topic.startswith(f"{domain}.")) for domain in DOMAINS
}


def challenges(domain: str) -> tuple[str, ...]:
    """The challenges of a domain, "something else" last; KeyError for a domain that does not exist."""
    return _CHALLENGES[domain]


def domain_of(topic: str) -> str:
    """The domain of a challenge; a domain is its own."""
    return topic.partition(".")[0]


def is_specific(topic: str) -> bool:
    """Whether a topic is a named challenge: neither a bare domain nor its "something else"."""
    return "." in topic and not topic.endswith(SOMETHING_ELSE)
