"""Why a mentor is in the list: facts that the mentor chose to show, and nothing worked out from them.

No reason rests on a score, and identity is never in one."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.matching.domains import A_KEYWORD
from bot.matching.evidence import told_by_keywords
from bot.matching.likeness import telling_words
from bot.matching.pool import Offer
from bot.matching.ranking import Wish
from bot.matching.topics import IDENTITY, TOPICS, domain_of, is_specific
from bot.matching.wording import READ, plain

ALIKE = 2
"""How many telling words a sentence shares with a need to be quoted for it."""
ABOUT_IT = 0.6
"""How plainly a sentence speaks of a topic of the need to be quoted for it, in whatever language."""


@dataclass(frozen=True, slots=True)
class SharedTopics:
    """You chose these; they offer these."""

    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnWords:
    """A sentence of the mentor's profile, as it was written."""

    sentence: str


@dataclass(frozen=True, slots=True)
class SameDiscipline:
    """They work in the mentee's own discipline."""

    discipline: str


@dataclass(frozen=True, slots=True)
class OtherDiscipline:
    """They see it from another discipline."""

    discipline: str


@dataclass(frozen=True, slots=True)
class SharedLanguage:
    """Both speak these languages."""

    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenPlaces:
    """How many places they have open."""

    count: int


Reason = SharedTopics | OwnWords | SameDiscipline | OtherDiscipline | SharedLanguage | OpenPlaces


def reasons(wish: Wish, offer: Offer) -> tuple[Reason, ...]:
    """What can truly be said of a mentor for a need, the most telling first."""
    return tuple(_facts(wish, offer))


def _facts(wish: Wish, offer: Offer) -> Iterator[Reason]:
    if topics := _shared_topics(wish, offer):
        yield SharedTopics(topics)
    if sentence := _most_alike(wish, offer.words):
        yield OwnWords(sentence)
    if offer.discipline and wish.discipline:
        same = offer.discipline == wish.discipline
        yield SameDiscipline(offer.discipline) if same else OtherDiscipline(offer.discipline)
    if languages := wish.languages & offer.languages:
        yield SharedLanguage(tuple(sorted(languages)))
    if offer.places > 0:
        yield OpenPlaces(offer.places)


def _shared_topics(wish: Wish, offer: Offer) -> tuple[str, ...]:
    """The challenges that both named; of a domain without one, the domain."""
    named = {topic for topic in wish.topics & offer.topics if is_specific(topic)}
    domains = {domain_of(topic) for topic in wish.topics} & {domain_of(topic) for topic in offer.topics}
    bare = domains - {domain_of(topic) for topic in named}
    return tuple(topic for topic in TOPICS if topic in named or topic in bare)


def _most_alike(wish: Wish, profile: str) -> str:
    """The sentence nearest to the need; empty when none truly is."""
    telling = telling_words(wish.words)
    best, nearest = "", 0.0
    for sentence in _sentences(profile):
        told = told_by_keywords(plain(sentence))
        if _tells_who_they_are(told, wish):
            continue
        shared = len(telling & telling_words(sentence))
        about = max((told.get(topic, 0.0) for topic in wish.topics), default=0.0)
        if (shared >= ALIKE or about >= ABOUT_IT) and shared + about > nearest:
            best, nearest = sentence, shared + about
    return best


def _tells_who_they_are(told: Mapping[str, float], wish: Wish) -> bool:
    """Whether a sentence speaks of identity where the need does not: then it is no reason."""
    asked = any(domain_of(topic) == IDENTITY for topic in wish.topics)
    return not asked and any(domain_of(one) == IDENTITY and much >= A_KEYWORD for one, much in told.items())


_AFTER_A_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[^a-zà-ÿ])|\n+")
_SHORTENED = re.compile(r"(?:^|\W)(?:Dre?|Mr|Mrs|Ms|M|Prof|St|Ste|vs|[A-Z])\.$")


def _sentences(text: str) -> list[str]:
    """A profile's sentences, as they were written; a title's full stop ends none."""
    found: list[str] = []
    for piece in _AFTER_A_SENTENCE.split(text[:READ]):
        if found and _SHORTENED.search(found[-1]):
            found[-1] += f" {piece}"
        else:
            found.append(piece.strip())
    return found
