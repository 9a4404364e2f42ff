"""A mentor answers "not now": until a day, or only for a part; the re-ask is kept for the mentee."""

from dataclasses import replace
from datetime import date, datetime

from bot.cards import Button, Line, Outcome, line
from bot.due import Due
from bot.flows import answer_cards, request_cards, requests_round
from bot.flows.answers import asked
from bot.flows.names import short_name, topic, when
from bot.heard import Heard
from bot.mentoring import profiles
from bot.mentoring.days import morning, today
from bot.mentoring.people import Person
from bot.mentoring.requests import Request, RequestEvent, moved, topics_asked
from bot.ports import Work


def not_now(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Ask until when, or for what only."""
    request, _ = asked(heard, work, RequestEvent.NOT_NOW)
    topics = topics_asked(request, work.needs.get(request.need_id).topics)
    return Outcome(form=answer_cards.not_now_form(request, topics))


def save_not_now(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Keep until when or for what, tell the mentee, and go on to the next in line."""
    request, mentee = asked(heard, work, RequestEvent.NOT_NOW)
    until = date.fromisoformat(heard.word("until")) if heard.word("until") else None
    errors = _faults(heard, until, now)
    if errors:
        return Outcome(errors=errors)
    at = morning(until, heard.person.zone) if until else None
    kept = _kept(work, request, at, heard.word("only"), now)
    said, verbs = _news(kept, heard.person, until)
    requests_round.tell_and_move_on(work, kept, said, now, verbs)
    _take_stance(work, heard, at)
    return Outcome(instead=answer_cards.not_now_kept(mentee, until))


def _faults(heard: Heard, until: date | None, now: datetime) -> dict[str, Line]:
    if until and until <= today(now, heard.person.zone):
        return {"until": line("answers.until_ahead")}
    if heard.word("stance") == "pause" and not until:
        return {"until": line("answers.until_for_pause")}
    return {}


def _kept(work: Work, request: Request, at: datetime | None, only: str, now: datetime) -> Request:
    requests_round.stop_clock(work, request)
    domain = only or request.only_domain
    kept = replace(moved(request, RequestEvent.NOT_NOW, now), until=at, only_domain=domain)
    kept = work.requests.save(kept)
    if at:
        requests_round.keep_reask(work, kept, at)
    return kept


def _news(
    request: Request, mentor: Person, until: date | None
) -> tuple[tuple[Line, ...], tuple[Button, ...]]:
    """What the mentee reads, and what they may do about it."""
    name = short_name(mentor)
    if until:
        said = line("requests.not_before", name=name, until=when(until))
        only = (
            (line("requests.not_before_only", topic=topic(request.only_domain)),)
            if request.only_domain
            else ()
        )
        return (said, *only, line("requests.nothing_about_you")), (request_cards.keep_in_mind(request),)
    if request.only_domain:
        ask = request_cards.again(request, mentor)
        return (line("requests.only_for", name=name, topic=topic(request.only_domain)),), (ask,)
    return (line("requests.declined", name=name),), ()


def _take_stance(work: Work, heard: Heard, until: datetime | None) -> None:
    """What the mentor set for new requests in the same step."""
    profile = work.profiles.of(heard.person.id)
    stance = heard.word("stance")
    if profile and stance == "limit":
        work.profiles.save(profiles.limited(profile))
    if profile and stance == "pause" and until:
        saved = work.profiles.save(profiles.paused(profile, until))
        cause = f"profile.resume:{heard.person.id}:{until.isoformat()}:{saved.version}"
        work.due.put(Due(0, "profile.resume", cause, until, saved.id, heard.person.id))
