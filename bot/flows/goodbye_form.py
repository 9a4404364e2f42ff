"""What a goodbye asks of its author: the ends of a few sentences, a tone, a door; all of it optional."""

from collections.abc import Iterator
from itertools import islice

from bot.cards import Field, Form, Line, Option, Pick, Press, Text, Write, line
from bot.flows.goodbye_note import DOORS, TONES
from bot.flows.names import name_of, short_name
from bot.flows.options import options
from bot.mentoring.goodbyes import Goodbye
from bot.mentoring.mentorships import Mentorship
from bot.mentoring.people import Person
from bot.ports import Work
from bot.words import LOCALES

LABELS = ("goal_reached", "moved_on", "no_spark", "circumstances")
MOST_COLLEAGUES = 100
"""As many options as a list can hold on every platform."""


def goodbye_form(work: Work, mentorship: Mentorship, author: Person) -> Form:
    """The form of a note; the short one where the two never met."""
    name = short_name(work.people.get(mentorship.other(author.id)))
    intro = Text(line("goodbyes.form.intro", name=name))
    submit = Press("goodbyes.compose", mentorship.id)
    fields = tuple(_fields(work, mentorship, author, name))
    return Form(line("goodbyes.form.title"), fields, submit, line("goodbyes.form.preview"), (intro,))


def note_form(goodbye: Goodbye) -> Form:
    """The form of the whole note, to be changed freely."""
    hint = line("forms.no_patients")
    note = Write(
        "note", line("goodbyes.edit.note"), goodbye.note, hint=hint, lines=8, limit=2000, required=True
    )
    submit = Press("goodbyes.save_edit", goodbye.id)
    return Form(line("goodbyes.edit.title"), (note,), submit, line("goodbyes.form.preview"))


def reply_form(goodbye: Goodbye) -> Form:
    """The form of the one reply."""
    hint = line("forms.no_patients")
    words = Write("words", line("goodbyes.reply.words"), hint=hint, lines=4, limit=1000, required=True)
    submit = Press("goodbyes.save_reply", goodbye.id)
    return Form(line("goodbyes.reply.title"), (words,), submit, line("goodbyes.reply.send"))


def _fields(work: Work, mentorship: Mentorship, author: Person, name: Line) -> Iterator[Field]:
    for slot in ("thanks", "change", "reason", "wish") if mentorship.met_at else ("reason", "wish"):
        hint = line("forms.no_patients")
        yield Write(slot, line(f"goodbyes.form.{slot}"), hint=hint, lines=2, limit=300)
    yield Pick("door", line("goodbyes.form.door"), options("goodbyes.doors", DOORS), DOORS[0], required=True)
    yield Pick("tone", line("goodbyes.form.tone"), options("goodbyes.tones", TONES), TONES[0], required=True)
    languages = options("goodbyes.languages", LOCALES)
    yield Pick("language", line("goodbyes.form.language"), languages, author.locale, required=True)
    if author.id == mentorship.mentor_id and (colleagues := _colleagues(work, mentorship)):
        yield Pick("colleague", line("goodbyes.form.colleague", name=name), colleagues)
    labels, private = options("goodbyes.labels", LABELS), line("goodbyes.form.only_you")
    yield Pick("label", line("goodbyes.form.label"), labels, hint=private)


def _colleagues(work: Work, mentorship: Mentorship) -> tuple[Option, ...]:
    """Other mentors with a place open, those of the same domain first."""
    domains = {key.split(".")[0] for key in mentorship.topics}
    near = sorted(
        (profile for profile in work.profiles.where() if profile.places and profile.topics),
        key=lambda profile: not domains & {key.split(".")[0] for key in profile.topics},
    )
    people = (work.people.get(profile.person_id) for profile in near)
    fit = (person for person in people if person.is_here and person.id not in mentorship.both)
    return tuple(Option(str(person.id), name_of(person)) for person in islice(fit, MOST_COLLEAGUES))
