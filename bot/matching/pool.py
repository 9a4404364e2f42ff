"""The mentors of a programme, indexed by what a need may ask for."""

from collections import defaultdict
from collections.abc import Iterable, Set
from dataclasses import dataclass
from math import sqrt

from bot.matching.domains import A_KEYWORD
from bot.matching.evidence import told_by_keywords
from bot.matching.likeness import recorded, telling_words
from bot.matching.topics import domain_of, is_specific

CHALLENGE, DOMAIN = 1.0, 0.5
"""What a shared challenge, and a shared domain, count for."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What a mentor offers: topics ticked, own words, discipline, languages, and places open now."""

    mentor_id: int
    topics: frozenset[str]
    words: str
    discipline: str
    languages: frozenset[str]
    places: int


@dataclass(frozen=True, slots=True)
class _Entry:
    """An offer, and what was worked out of it once."""

    offer: Offer
    words: str
    speaks_of: dict[str, float]
    share: float


class Pool:
    """The mentors of a programme; what is put or removed counts from the next ranking on."""

    def __init__(self, offers: Iterable[Offer] = ()) -> None:
        self._entries: dict[int, _Entry] = {}
        self._by_topic: dict[str, dict[int, float]] = defaultdict(dict)
        self._by_spoken: dict[str, set[int]] = defaultdict(set)
        self._by_word: dict[str, set[int]] = defaultdict(set)
        self._open: dict[str, set[int]] = defaultdict(set)
        for offer in offers:
            self.put(offer)

    def __len__(self) -> int:
        return len(self._entries)

    def put(self, offer: Offer) -> None:
        """Take in a mentor's offer, in the place of the one they made before."""
        self.remove(offer.mentor_id)
        entry = _entry(offer)
        self._entries[offer.mentor_id] = entry
        for topic, weight in weighed(offer.topics).items():
            self._by_topic[topic][offer.mentor_id] = weight * entry.share
        for index, keys in self._places_of(entry):
            for key in keys:
                index[key].add(offer.mentor_id)

    def remove(self, mentor_id: int) -> None:
        """Let a mentor's offer go; nothing happens when there is none."""
        entry = self._entries.pop(mentor_id, None)
        if entry is None:
            return
        for topic in weighed(entry.offer.topics):
            del self._by_topic[topic][mentor_id]
        for index, keys in self._places_of(entry):
            for key in keys:
                index[key].discard(mentor_id)

    def offer(self, mentor_id: int) -> Offer:
        """A mentor's offer; KeyError when there is none."""
        return self._entries[mentor_id].offer

    def _places_of(self, entry: _Entry) -> tuple[tuple[dict[str, set[int]], Iterable[str]], ...]:
        """Where an offer stands in each index: the same when it goes as when it came."""
        return (
            (self._by_spoken, entry.speaks_of),
            (self._by_word, telling_words(entry.offer.words)),
            (self._open, entry.offer.languages if entry.offer.places > 0 else ()),
        )

    def reachable(self, languages: Set[str], barred: Set[int]) -> Set[int]:
        """Who speaks one of these languages, has a place, and is not barred."""
        spoken = [self._open.get(language, set()) for language in languages] or [set()]
        among = spoken[0].union(*spoken[1:]) if spoken[1:] else spoken[0]
        return among - barred if barred else among

    def sharing(self, topics: Iterable[str], among: Set[int]) -> dict[int, float]:
        """What each of these mentors shares with a need's topics, over the root of how many they declared."""
        postings = (self._by_topic.get(topic, {}) for topic in weighed(topics))
        longest, *others = sorted(postings, key=len, reverse=True) or [{}]
        shared = {mentor_id: much for mentor_id, much in longest.items() if mentor_id in among}
        for posting in others:
            for mentor_id in posting.keys() & among:
                shared[mentor_id] = shared.get(mentor_id, 0.0) + posting[mentor_id]
        return shared

    def speaking(self, topics: Iterable[str], words: str, among: Set[int], at_most: int) -> set[int]:
        """Mentors whose own words speak of these topics, or use a need's rarest words; the rarest first."""
        spoken = [self._by_spoken.get(topic, set()) for topic in topics]
        used = [self._by_word.get(word, set()) for word in telling_words(words)]
        found: set[int] = set()
        for users in sorted((one & among for one in used + spoken if len(one) <= at_most), key=len):
            if len(found | users) <= at_most:
                found |= users
        return found

    def speaks_of(self, mentor_id: int, topics: Iterable[str]) -> float:
        """How plainly a mentor's own words speak of these topics, ticked or not."""
        spoken = self._entries[mentor_id].speaks_of
        return sum(spoken.get(topic, 0.0) for topic in topics)

    def profiles(self, mentors: Iterable[int]) -> dict[int, str]:
        """The words of these mentors' profiles, as they are kept for comparing."""
        return {mentor_id: self._entries[mentor_id].words for mentor_id in mentors}


def weighed(topics: Iterable[str]) -> dict[str, float]:
    """Every topic that counts when it is shared: the challenges named, and the domains they stand in."""
    counted = {domain_of(topic): DOMAIN for topic in topics}
    return counted | {topic: CHALLENGE for topic in topics if is_specific(topic)}


def _entry(offer: Offer) -> _Entry:
    words = recorded(offer.words)
    plainly = {topic: told for topic, told in told_by_keywords(words).items() if told >= A_KEYWORD}
    return _Entry(offer, words, plainly, 1 / sqrt(max(1, len(offer.topics))))
