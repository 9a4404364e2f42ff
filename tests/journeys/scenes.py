"""Short ways into the middle of a story, in the words that stand on the buttons of either language."""

from __future__ import annotations

from dataclasses import replace

from tests.journeys.chat import Seen, Someone
from tests.journeys.conftest import Chat, said


async def doctor(chat: Chat, name: str, *, courtesy: str = "dre", locale: str = "en", **joins) -> Someone:
    """A mentor who has a profile and is addressed by their title."""
    someone = await chat.joins(name, locale=locale, **joins)
    await someone.says("/mentor me")
    await someone.presses(said("people.edit", locale))
    await someone.fills(courtesy=courtesy)
    return someone


async def looks_for(mentee: Someone, words: str, topic: str, goal: str = "", *, locale: str = "en") -> None:
    """Says what they need, keeps one of the topics that were understood, and sees who could help."""
    await mentee.says(words)
    understood = await mentee.sees(topic)
    only = any(topic in tap.label for tap in understood.taps)
    await mentee.presses(topic if only else said("needs.yes", locale))
    await mentee.fills(goal=goal)


async def writes(mentee: Someone, label: str, words: str) -> None:
    """Writes to a mentor by the button of a suggestion."""
    await mentee.presses(label)
    await mentee.fills(words=words)


async def met(someone: Someone, *, locale: str = "en") -> None:
    """Logs that the two met today."""
    await someone.presses(said("introductions.met", locale))
    await someone.fills()


async def introduced(
    mentee: Someone,
    mentor: Someone,
    need: tuple[str, str],
    words: str,
    *,
    called: str = "",
    locale: str = "en",
) -> None:
    """From a need (its words, its topic) to an introduction, with a goal that the mentor has read."""
    await looks_for(mentee, *need, words, locale=locale)
    await writes(mentee, called or mentor.name.split(" ")[-1], words)
    await mentor.presses(said("answers.accept", locale))


async def rates(someone: Someone, card: Seen, number: str, question: int) -> None:
    """Taps a number on a check-in, of the question in this place among those that have numbers."""
    taps = [tap for tap in card.taps if tap.label == number]
    await someone.presses_again(number, replace(card, taps=(taps[question - 1],)))
