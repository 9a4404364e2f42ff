"""A re-set as it is asked for, shown and kept in a button: pure functions of a mentorship."""

from collections.abc import Mapping

from bot.cards import Card, Choices, Facts, Field, Line, Option, Pick, Write, button, card, line
from bot.flows.names import topic, verbatim
from bot.flows.options import domains, options
from bot.mentoring.mentorships import Mentorship

RHYTHMS = (7, 14, 30, 60, 90)
"""Days between meetings that can be chosen."""

Proposal = Mapping[str, str]
"""What should change: goal, domain, rhythm in days; `at` is when it was read over, and names it."""


def as_it_is(mentorship: Mentorship) -> Proposal:
    """What holds today, as a proposal that changes nothing."""
    domain = mentorship.topics[0].split(".")[0] if mentorship.topics else ""
    return {"goal": mentorship.goal, "domain": domain, "rhythm": str(mentorship.rhythm)}


def topics_after(mentorship: Mentorship, domain: str) -> tuple[str, ...]:
    """The topics once the domain is this: its challenges are kept where it stays the same."""
    kept = tuple(key for key in mentorship.topics if key.split(".")[0] == domain)
    return kept or ((domain,) if domain else mentorship.topics)


def fields(mentorship: Mentorship, begun: Proposal) -> tuple[Field, ...]:
    """The fields of the form, filled in with what was begun."""
    hint = line("forms.no_patients")
    every = sorted({*RHYTHMS, mentorship.rhythm})
    rhythms = tuple(Option(str(days), rhythm(days)) for days in every)
    return (
        Write("goal", line("mentorships.adjusting.goal"), begun["goal"], hint=hint, limit=300),
        Pick("domain", line("mentorships.adjusting.domain"), options("topics", domains()), begun["domain"]),
        Pick("rhythm", line("mentorships.adjusting.rhythm"), rhythms, begun["rhythm"], required=True),
    )


def facts(proposal: Proposal) -> Facts:
    """What the mentorship would be, fact by fact."""
    said = {
        "goal": verbatim(proposal["goal"]) if proposal["goal"] else None,
        "domain": topic(proposal["domain"]) if proposal["domain"] else None,
        "rhythm": rhythm(int(proposal["rhythm"])),
    }
    rows = ((line(f"mentorships.adjusting.{name}_is"), value) for name, value in said.items() if value)
    return Facts(tuple(rows))


def rhythm(days: int) -> Line:
    """A number of days between meetings in words."""
    return line(f"mentorships.rhythm.{days}") if days in RHYTHMS else line("mentorships.rhythm.other", n=days)


def preview_card(mentorship: Mentorship, name: Line, proposal: Proposal, value: str) -> Card:
    """What the other side would read, and every way on."""
    share = line("mentorships.adjusting.share")
    ways = (
        button(share, "mentorships.share_adjust", mentorship.id, value, primary=True),
        button(line("mentorships.adjusting.change"), "mentorships.adjust", mentorship.id, value),
        button(line("mentorships.adjusting.leave"), "mentorships.leave", mentorship.id, "adjusting.left"),
    )
    return card(line("mentorships.adjusting.preview", name=name), facts(proposal), Choices(ways))


def proposed_card(mentorship: Mentorship, name: Line, proposal: Proposal, value: str) -> Card:
    """Asks the other side for their agreement."""
    good, talk = line("mentorships.adjusting.sounds_good"), line("mentorships.adjusting.lets_talk")
    ways = (
        button(good, "mentorships.agree", mentorship.id, value, primary=True),
        button(talk, "mentorships.talk", mentorship.id, value),
    )
    return card(line("mentorships.adjusting.proposed", name=name), facts(proposal), Choices(ways))
