"""What a mentee sees of a need: the question, what was understood, what was kept."""

from datetime import date

from bot.cards import (
    Button,
    Card,
    Choices,
    Day,
    Facts,
    Field,
    Form,
    Line,
    Option,
    Part,
    Pick,
    Press,
    Text,
    Tick,
    Write,
    button,
    card,
    line,
)
from bot.flows import options
from bot.flows.names import topic, topics, verbatim, when
from bot.mentoring.needs import Need, NeedState, domains_of

MOST_WORDS = 2_000
MOST_GOAL = 200
MOST_DOMAINS = 3
MOST_CHALLENGES = 6

_YES = {1: "needs.yes", 2: "needs.yes_both", 3: "needs.yes_all"}


def invitation() -> Card:
    """What `need` answers: write it here, or choose."""
    write = button(line("needs.write"), "needs.new", primary=True)
    return card(
        line("needs.invitation"),
        Text(line("forms.no_patients"), "hint"),
        Choices((write, button(line("needs.choose"), "needs.choose"))),
    )


def words_form() -> Form:
    """The form in which a need is told in own words."""
    hint = line("forms.no_patients")
    words = Write("words", line("needs.words"), hint=hint, lines=4, limit=MOST_WORDS, required=True)
    return Form(line("needs.title"), (words,), Press("needs.tell"), line("needs.next"))


def proposal(need: Need, proposed: tuple[str, ...]) -> Card:
    """What the words sound like, to be confirmed by a tap; the list, where they sound like nothing known."""
    others = button(line("needs.choose_others" if proposed else "needs.choose"), "needs.choose", need.id)
    if not proposed:
        return card(line("needs.not_sure"), Choices((others,)))
    whole = button(line(_YES[len(proposed)]), "needs.confirm", need.id, ",".join(proposed), primary=True)
    only = tuple(_only(need, key) for key in proposed) if len(proposed) > 1 else ()
    return card(line("needs.sounds_like", topics=topics(proposed)), Choices((whole, *only, others)))


def _only(need: Need, key: str) -> Button:
    return button(line("needs.only", topic=topic(key)), "needs.confirm", need.id, key)


def domains_form(need_id: int, ticked: tuple[str, ...]) -> Form:
    """The form in which the areas of a need are ticked."""
    named = options.options("topics", options.domains())
    areas = Tick("domains", line("needs.domains"), named, ticked, limit=MOST_DOMAINS, required=True)
    return Form(line("needs.domains_title"), (areas,), Press("needs.chosen", need_id), line("needs.next"))


def details_form(need: Need, chosen: tuple[str, ...]) -> Form:
    """The form that asks for what is still missing of a need, and demands none of it."""
    missing = any("." not in key for key in chosen) or need.state is not NeedState.DRAFT
    return Form(
        line("needs.details_title"),
        (*((_challenges(chosen),) if missing else ()), *_details(need)),
        Press("needs.save", need.id, ",".join(chosen)),
        line("needs.save"),
        intro=(Text(line("needs.details_intro"), "hint"),),
    )


def _challenges(chosen: tuple[str, ...]) -> Field:
    offered = tuple(name for domain in domains_of(chosen) for name in options.challenges(domain))
    ticked = tuple(key for key in chosen if key in offered)
    named = options.options("topics", offered)
    return Tick("challenges", line("needs.challenges"), named, ticked, limit=MOST_CHALLENGES)


def _details(need: Need) -> tuple[Field, ...]:
    lengths = tuple(Option(length, line(f"needs.{length}")) for length in ("longer", "once"))
    hint = line("forms.no_patients")
    return (
        Write("goal", line("needs.goal"), need.goal, hint=hint, limit=MOST_GOAL),
        Day("by", line("needs.by"), need.by.isoformat() if need.by else ""),
        Pick("lasting", line("needs.lasting"), lengths, "longer" if need.lasting else "once"),
    )


def kept(need: Need) -> Card:
    """A need as it was kept, and what may be done with it."""
    more = () if need.is_precise else (Text(line("needs.could_add"), "hint"),)
    return card(line("needs.kept", topics=topics(need.topics)), *_facts(need), *more, Choices(_verbs(need)))


def _facts(need: Need) -> tuple[Part, ...]:
    length = line("needs.longer" if need.lasting else "needs.once")
    rows: list[tuple[Line, Line]] = [(line("needs.lasting"), length)]
    if need.by:
        rows.insert(0, (line("needs.by_when"), when(need.by)))
    if need.goal:
        rows.insert(0, (line("needs.good"), verbatim(need.goal)))
    return (Facts(tuple(rows)),)


def _verbs(need: Need) -> tuple[Button, ...]:
    verbs = (("edit", "edit"), ("other_areas", "choose"), ("rest", "rest"), ("close", "close"))
    return tuple(button(line(f"needs.{word}"), f"needs.{action}", need.id) for word, action in verbs)


def put_away(need: Need, taken_back: int) -> Card:
    """A need that was closed or set aside, with the way back."""
    key = "needs.closed" if need.state is NeedState.CLOSED else "needs.rested"
    said = line(key, topics=topics(need.topics)) if need.topics else line("needs.closed_draft")
    note = (Text(line("needs.taken_back", n=taken_back), "hint"),) if taken_back else ()
    reopen = (Choices((button(line("needs.reopen"), "needs.reopen", need.id),)),) if need.topics else ()
    return card(said, *note, *reopen)


def newcomer(need: Need, name: Line) -> Card:
    """Someone new fits a need that had found no one."""
    see = button(line("needs.see"), "suggestions.show", need.id, primary=True)
    said = line("needs.newcomer", topics=topics(need.topics), name=name)
    return card(said, Choices((see, button(line("needs.no_longer"), "needs.close", need.id))))


def by_of(text: str) -> date | None:
    """The day that a checked field holds, if any."""
    return date.fromisoformat(text) if text else None
