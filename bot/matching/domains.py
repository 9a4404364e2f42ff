"""What a need is about: the topics that a person's words speak of, in English or Canadian French.

Nothing that was typed is kept, and nothing leaves: the words are weighed here, against phrases that ship."""

from collections.abc import Mapping

from bot.matching.evidence import told_by_keywords, told_by_letters
from bot.matching.topics import IDENTITY, domain_of
from bot.matching.wording import content, plain

PROPOSED = 3
"""How many topics are put to a person at most: a tap confirms them."""
LETTERS = 0.1
"""What the likelihood of the letters counts for beside one keyword."""
A_KEYWORD = 0.4
"""The evidence of keywords that lets even one word be a need; a lone hint does not reach it."""
WORTH_SAYING = 0.75
"""The evidence without which nothing has been understood, when no keyword speaks for a text."""
ENOUGH_WORDS = 4
"""How many words that carry a meaning such a text needs as well."""
ON_ITS_OWN = 0.5
"""The evidence of keywords with which a second topic stands, however clear the first is."""
BESIDE_THE_FIRST = 0.3
"""The share of the first topic's evidence with which another is worth proposing too."""


def understood(text: str) -> tuple[str, ...]:
    """Up to three topics that a need speaks of, the likeliest first; none when nothing was understood."""
    words = plain(text)
    told = told_by_keywords(words)
    evidence = _fused(told, told_by_letters(words))
    spoken_for = max(told.values(), default=0.0) >= A_KEYWORD
    if not evidence or not (spoken_for or _says_enough(words, evidence)):
        return ()
    return tuple(_worth_proposing(evidence, told))


def _says_enough(words: str, evidence: Mapping[str, float]) -> bool:
    return len(content(words)) >= ENOUGH_WORDS and max(evidence.values()) >= WORTH_SAYING


def _fused(told: Mapping[str, float], letters: Mapping[str, float]) -> dict[str, float]:
    """Both kinds of evidence; who somebody is, is never guessed from letters alone."""
    sayable = (
        topic for topic in letters if domain_of(topic) != IDENTITY or told.get(topic, 0.0) >= A_KEYWORD
    )
    return {topic: told.get(topic, 0.0) + LETTERS * letters[topic] for topic in sayable}


def _worth_proposing(evidence: Mapping[str, float], told: Mapping[str, float]) -> list[str]:
    """The first topic, and those that stand on their own or stand near it."""
    near = BESIDE_THE_FIRST * max(evidence.values())
    worthy = [one for one in evidence if evidence[one] >= near or told.get(one, 0.0) >= ON_ITS_OWN]
    proposed: list[str] = []
    for topic in sorted(worthy, key=lambda one: (-evidence[one], one)):
        if not _says_no_more(topic, proposed):
            proposed.append(topic)
    return proposed[:PROPOSED]


def _says_no_more(topic: str, proposed: list[str]) -> bool:
    """A bare domain adds nothing to its challenge; after two of a domain, the third place is another's."""
    same = [one for one in proposed if domain_of(one) == domain_of(topic)]
    return len(same) > 1 or (bool(same) and topic == domain_of(topic))
