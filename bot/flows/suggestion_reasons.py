"""The reasons for a suggestion in words: facts that the mentor chose to show, never a score."""

from bot.cards import Line, line
from bot.flows.names import short_name, topics
from bot.matching.reasons import (
    OpenPlaces,
    OtherDiscipline,
    OwnWords,
    Reason,
    SameDiscipline,
    SharedLanguage,
    SharedTopics,
)
from bot.matching.topics import is_specific
from bot.mentoring.people import Person


def in_words(facts: tuple[Reason, ...], mentor: Person) -> tuple[Line, ...]:
    """Each fact that the card does not show by itself, as a line."""
    return tuple(said for fact in facts if (said := _said(fact, mentor)))


def _said(fact: Reason, mentor: Person) -> Line | None:
    match fact:
        case SharedTopics(shared):
            named = topics(topic for topic in shared if is_specific(topic))
            if not named:  # the mentee may have chosen something narrower: no "you chose"
                return line("suggestions.reason.domains", topics=topics(shared), name=short_name(mentor))
            return line("suggestions.reason.topics", topics=named, name=short_name(mentor), n=len(named))
        case OwnWords(sentence):
            return line("suggestions.reason.quote", text=sentence)
        case SameDiscipline():
            return line("suggestions.reason.same_discipline")
        case OtherDiscipline() | SharedLanguage() | OpenPlaces():
            return None
