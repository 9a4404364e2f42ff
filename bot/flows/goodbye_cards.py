"""The cards of a goodbye: the preview, the hold, the note as it is received, what follows."""

from bot.cards import Card, Choices, Line, Part, Text, button, card, line
from bot.flows.names import name_of, short_name, topics, verbatim
from bot.mentoring.goodbyes import Goodbye
from bot.mentoring.mentorships import Mentorship
from bot.mentoring.needs import NeedState
from bot.mentoring.people import Person
from bot.ports import Work


def preview_card(work: Work, goodbye: Goodbye) -> Card:
    """The note as it would be read, and every way on; nothing is sent without it."""
    return card(
        Text(line("goodbyes.preview", name=_reader(work, goodbye)), "title"),
        Text(line("goodbyes.less_awkward"), "hint"),
        Text(verbatim(goodbye.note), "quote"),
        *_colleague(work, goodbye),
        Choices(
            (
                button(line("goodbyes.send"), "goodbyes.send", goodbye.id, primary=True),
                button(line("goodbyes.edit.do"), "goodbyes.edit", goodbye.id),
            )
        ),
        Choices(
            (
                button(line("goodbyes.without"), "goodbyes.silent", goodbye.mentorship_id),
                button(line("goodbyes.keep"), "goodbyes.keep", goodbye.id),
            )
        ),
    )


def held_card(work: Work, goodbye: Goodbye) -> Card:
    """The note on its way, until when it can be undone."""
    at = goodbye.send_at
    said = line("goodbyes.on_its_way", name=_reader(work, goodbye), when=at) if at else line("goodbyes.kept")
    return card(said, Choices((button(line("goodbyes.undo"), "goodbyes.undo", goodbye.id),)))


def silent_card(mentorship: Mentorship, name: Line) -> Card:
    """Asks once more before it ends without a note."""
    yes = button(line("goodbyes.silent.yes"), "goodbyes.silent", mentorship.id, "yes")
    no = button(line("goodbyes.keep"), "goodbyes.keep_going", mentorship.id)
    return card(line("goodbyes.silent.ask", name=name), Choices((yes, no)))


def received_card(work: Work, goodbye: Goodbye, after: tuple[Part, ...]) -> Card:
    """The note as its reader gets it, with `after` what it opens to them."""
    author = work.people.get(goodbye.from_id)
    ways = [
        button(line("goodbyes.thank"), "goodbyes.thank", goodbye.id, primary=True),
        button(line("goodbyes.reply.do"), "goodbyes.reply", goodbye.id),
    ]
    if goodbye.door == "alumni":
        ways.append(button(line("goodbyes.hello_too"), "goodbyes.hello", goodbye.id))
    note = Text(verbatim(goodbye.note), "quote")
    from_whom = Text(line("goodbyes.from", name=name_of(author)), "title")
    return card(from_whom, note, Choices(tuple(ways)), *_suggested(work, goodbye, author), *after)


def delivered_card(work: Work, goodbye: Goodbye, mentorship: Mentorship, crossed: bool) -> Card:
    """Tells the author that the note has arrived, and asks a mentee about the need."""
    name = _reader(work, goodbye)
    said = line("goodbyes.crossed" if crossed else "goodbyes.delivered", name=name)
    celebrated = _celebrated(mentorship) if goodbye.label == "goal_reached" else ()
    return card(said, *celebrated, *about_the_need(work, mentorship, goodbye.from_id))


def about_the_need(work: Work, mentorship: Mentorship, reader_id: int) -> tuple[Part, ...]:
    """Asks the mentee whether the need is met or still open; nothing for a mentor."""
    need = work.needs.get(mentorship.need_id)
    if reader_id != mentorship.mentee_id or need.state is not NeedState.MET:
        return ()
    met = button(line("goodbyes.need_met"), "needs.close", need.id)
    look = button(line("goodbyes.look_on"), "needs.reopen", need.id)
    return Text(line("goodbyes.and_the_need", topics=topics(need.topics))), Choices((met, look))


def thanked_card(reader: Person) -> Card:
    """Tells the author that the reader says thank you."""
    return card(line("goodbyes.thanked", name=short_name(reader)))


def replied_card(reader: Person, words: str) -> Card:
    """Brings the author the one reply."""
    return card(line("goodbyes.replied", name=short_name(reader)), Text(verbatim(words), "quote"))


def place_card(mentorship: Mentorship) -> Card:
    """Asks a mentor, privately, whether the freed place is open."""
    is_open = button(line("goodbyes.place.open"), "goodbyes.place", mentorship.id, "open", primary=True)
    closed = button(line("goodbyes.place.closed"), "profile.pause")
    return card(line("goodbyes.place.ask"), Choices((is_open, closed)))


def _celebrated(mentorship: Mentorship) -> tuple[Part, ...]:
    if not mentorship.goal:
        return (Text(line("goodbyes.reached")),)
    return (Text(line("goodbyes.reached_goal", goal=verbatim(mentorship.goal))),)


def _colleague(work: Work, goodbye: Goodbye) -> tuple[Part, ...]:
    if not goodbye.colleague_id:
        return ()
    colleague = name_of(work.people.get(goodbye.colleague_id))
    return (Text(line("goodbyes.with_colleague", name=_reader(work, goodbye), colleague=colleague), "hint"),)


def _suggested(work: Work, goodbye: Goodbye, author: Person) -> tuple[Part, ...]:
    if not goodbye.colleague_id:
        return ()
    colleague = work.people.get(goodbye.colleague_id)
    need_id = work.mentorships.get(goodbye.mentorship_id).need_id
    said = line("goodbyes.suggests", name=short_name(author), colleague=name_of(colleague))
    label = line("goodbyes.write_to", name=short_name(colleague))
    return Text(said), Choices((button(label, "requests.write", need_id, str(colleague.id)),))


def _reader(work: Work, goodbye: Goodbye) -> Line:
    mentorship = work.mentorships.get(goodbye.mentorship_id)
    return short_name(work.people.get(mentorship.other(goodbye.from_id)))
