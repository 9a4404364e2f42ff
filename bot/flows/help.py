"""Help, and whatever was typed and was no command: never silence."""

from datetime import datetime
from zlib import crc32

from bot.cards import Button, Choices, Facts, Outcome, Text, button, card, line
from bot.flows import needs, welcome
from bot.heard import Heard
from bot.matching.domains import understood
from bot.matching.wording import plain
from bot.mentoring.people import Person, Role
from bot.packing import unpacked
from bot.ports import Work
from bot.post import own_room

GREETINGS = frozenset(
    (
        "hi", "hello", "hey", "hiya", "yo", "bonjour", "bonsoir", "salut", "allo", "coucou", "hi there",
        "hello there", "good morning", "good afternoon", "good evening", "bon matin",
    )
)  # fmt: skip
THANKS = frozenset(
    (
        "thanks", "thx", "ty", "merci", "cheers", "thank you", "thanks a lot", "many thanks",
        "thank you so much", "thank you very much", "merci beaucoup", "merci bien", "merci infiniment",
        "mille mercis", "un gros merci",
    )
)  # fmt: skip
NOT_UNDERSTOOD = tuple(f"help.not_understood.{number}" for number in ("one", "two", "three"))


def show(heard: Heard, work: Work, now: datetime) -> Outcome:
    """What can be done here, by role."""
    if not heard.person.is_here:
        return welcome.greet(heard, work, now)
    return Outcome(
        show=(
            card(
                Text(line("help.title"), "title"),
                Text(line("help.how")),
                Facts(
                    tuple(
                        (line(f"help.command.{name}"), line(f"help.means.{name}"))
                        for name in _commands(heard)
                    )
                ),
                _ways(heard.person),
            ),
        )
    )


def hear(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Answer what was typed: a greeting, a thank-you, a need in own words, or anything else."""
    said = plain(heard.text)
    if said in GREETINGS:
        return _answer("help.hello", heard.person)
    if said in THANKS:
        return _answer("help.welcome", heard.person)
    topics = understood(heard.text) if heard.person.has(Role.RESIDENT) else ()
    if topics:
        return needs.propose(heard, work, now, topics)
    return _answer(_not_understood(heard, work), heard.person)


def _answer(key: str, person: Person) -> Outcome:
    return Outcome(show=(card(line(key, name=person.first_name), _ways(person)),))


def _ways(person: Person) -> Choices:
    mentor = person.has(Role.FACULTY) and not person.has(Role.RESIDENT)
    first = ("help.my_profile", "profile.edit") if mentor else ("help.a_need", "needs.new")
    rows = (first, ("help.home", "home.show"), ("help.pause", "pauses.me"), ("help.help", "help.show"))
    return Choices(tuple(_way(key, action, number == 0) for number, (key, action) in enumerate(rows)))


def _way(key: str, action: str, first: bool) -> Button:
    return button(line(key), action, primary=first)


def _commands(heard: Heard) -> tuple[str, ...]:
    """The commands that mean something to this person, in the order of use."""
    mentor = ("profile",) if heard.person.has(Role.FACULTY) else ()
    coordinator = (
        ("status", "queue", "nudge", "import", "pause_all") if heard.person.has(Role.COORDINATOR) else ()
    )
    return ("need", "suggest", "home", *mentor, "me", "pause", "privacy", "help", *coordinator)


def _not_understood(heard: Heard, work: Work) -> str:
    """One of three sentences, never the one that was said last."""
    fresh = [key for key in NOT_UNDERSTOOD if key != _said_last(heard.person, work)]
    return fresh[crc32(heard.turn.id.encode()) % len(fresh)]


def _said_last(person: Person, work: Work) -> str:
    messages = work.outbox.of_room(own_room(person.id))
    if not messages or not messages[-1].card:
        return ""
    first: object = unpacked(messages[-1].card).parts[0]
    return first.line.key if isinstance(first, Text) else ""
