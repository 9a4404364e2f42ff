"""Pages and pieces of pages, in the words of the one who reads them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from adapters.dates import dates, hour
from adapters.playground import cards
from adapters.playground.people import PlaygroundPerson
from adapters.playground.rooms import Posted
from bot.cards import Card, Form, Home, line
from bot.packing import unpacked
from bot.words import Say, every_key, plain, speaker

People = Mapping[str, PlaygroundPerson]

_TEMPLATES = Environment(
    loader=PackageLoader("adapters.playground"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def voice(person: PlaygroundPerson) -> Say:
    """Who speaks to this person, in their language and zone."""
    return speaker(person.locale, dates(person.zone))


def words(locale: str) -> Callable[..., str]:
    """The page's own words in one language, by their key: `t("send")`."""
    say = speaker(locale, dates("UTC"))
    return lambda key, **blanks: plain(say(line(f"playground.{key}", **blanks)))


def page(template: str, locale: str, /, **filled: Any) -> Markup:
    """A template of ours, filled; whatever it is filled with is escaped, so the whole may stand in a page."""
    return Markup(_TEMPLATES.get_template(template).render(t=words(locale), locale=locale, **filled))


def message(posted: Posted, reader: PlaygroundPerson, people: People, together: Sequence[str]) -> Markup:
    """One message as this reader reads it; `together` are all who read along."""
    view: dict[str, Any] = {
        "id": posted.id,
        "is_bot": not posted.author,
        "at": posted.at.isoformat(),
        **_time(posted.at, reader),
        **(_card(posted, reader, people, together) if not posted.author else _own(posted, people)),
    }
    return page("message.html", reader.locale, view=view)


def form(asked: Form, reader: PlaygroundPerson) -> Markup:
    """A dialog's inside."""
    return page("form.html", reader.locale, form=cards.form(asked, voice(reader)))


def home(shown: Home, reader: PlaygroundPerson) -> Markup:
    """A person's own page."""
    return page("home.html", reader.locale, sections=cards.sections(shown, voice(reader)))


def farewell(shown: Sequence[Card], reader: PlaygroundPerson) -> Markup:
    """The last words to someone who is forgotten, and whom no message reaches any more."""
    return page("farewell.html", reader.locale, cards=[cards.parts(card, voice(reader)) for card in shown])


def about(person: PlaygroundPerson, locale: str) -> str:
    """Level and discipline in words: "PGY-4 · Emergency medicine"."""
    keys = (("levels", person.level), ("disciplines", person.discipline))
    say = speaker(locale, dates(person.zone))
    named = [
        plain(say(line(f"{table}.{code}"))) if f"{table}.{code}" in every_key() else code
        for table, code in keys
    ]
    return " · ".join(filter(None, named))


def _time(at: datetime, reader: PlaygroundPerson) -> dict[str, str]:
    day = at.astimezone(ZoneInfo(reader.zone)).date()
    return {
        "time": hour(at, reader.zone, reader.locale),
        "day": day.isoformat(),
        "day_label": dates(reader.zone)(day, reader.locale),
    }


def _own(posted: Posted, people: People) -> dict[str, Any]:
    author = people.get(posted.author, PlaygroundPerson(posted.author, "?"))
    return {"name": author.name, "initials": author.initials, "tint": author.tint, "text": posted.text}


def _card(
    posted: Posted, reader: PlaygroundPerson, people: People, together: Sequence[str]
) -> dict[str, Any]:
    shown: Card = unpacked(posted.card)
    others = (people[user] for user in together if user in people)
    other = next((one for one in others if one.locale != reader.locale), None)
    if other is None:
        return {"name": "Constellation", "parts": cards.parts(shown, voice(reader)), "also": []}
    also_voice = speaker(other.locale, dates(reader.zone))
    parts, also = cards.bilingual(shown, voice(reader), also_voice)
    return {"name": "Constellation", "parts": parts, "also": also, "also_locale": other.locale}
