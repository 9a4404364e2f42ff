"""A mentor answers a request: yes, one meeting, a colleague, or no; each a good answer."""

from dataclasses import replace
from datetime import datetime

from bot.cards import Outcome, Part, line
from bot.flows import answer_cards, requests_round, suggestions
from bot.flows.introductions import introduce
from bot.flows.names import short_name
from bot.heard import Heard
from bot.mentoring.life import after
from bot.mentoring.needs import domains_of
from bot.mentoring.people import Person
from bot.mentoring.requests import LIFE, Request, RequestEvent, moved
from bot.ports import Work


def accept(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Yes: a place is taken and the two are introduced; nothing changes where no place is left."""
    request, mentee = asked(heard, work, RequestEvent.ACCEPT)
    if not work.profiles.take_place(request.mentor_id):
        return Outcome(show=(answer_cards.full(request, mentee),))
    introduce(work, answered(work, request, RequestEvent.ACCEPT, now), now)
    return Outcome(instead=answer_cards.thanks("answers.accepted", request, mentee))


def one_meeting(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Yes to one meeting, which takes none of the mentor's places."""
    request, mentee = asked(heard, work, RequestEvent.ONE_MEETING)
    introduce(work, answered(work, request, RequestEvent.ONE_MEETING, now), now, one_meeting=True)
    return Outcome(instead=answer_cards.thanks("answers.one_meeting_kept", request, mentee))


def decline(heard: Heard, work: Work, now: datetime) -> Outcome:
    """No, without a reason; the mentee is told kindly and the next in line is asked."""
    request, mentee = asked(heard, work, RequestEvent.DECLINE)
    declined = answered(work, request, RequestEvent.DECLINE, now)
    said = line("requests.declined", name=short_name(heard.person))
    requests_round.tell_and_move_on(work, declined, (said,), now)
    return Outcome(instead=answer_cards.thanks("answers.declined", request, mentee))


def redirect(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Ask whom the mentor thinks of."""
    request, _ = asked(heard, work, RequestEvent.REDIRECT)
    colleagues = _colleagues(work, request)
    if not colleagues:
        return Outcome(show=(answer_cards.nobody_to_suggest(request),))
    return Outcome(form=answer_cards.redirect_form(request, colleagues))


def save_redirect(heard: Heard, work: Work, now: datetime) -> Outcome:
    """The colleague is shown to the mentee, who decides whether to write to them."""
    request, mentee = asked(heard, work, RequestEvent.REDIRECT)
    colleague = work.people.get(int(heard.word("colleague")))
    requests_round.stop_clock(work, request)
    redirected = replace(moved(request, RequestEvent.REDIRECT, now), colleague_id=colleague.id)
    said = (line("requests.declined", name=short_name(heard.person)), *_shown(work, request, colleague, now))
    requests_round.tell_and_move_on(work, work.requests.save(redirected), said, now)
    return Outcome(instead=answer_cards.thanks("answers.redirected", request, mentee))


def keep_open(heard: Heard, work: Work, now: datetime) -> Outcome:
    """New requests may reach the mentor as before."""
    return Outcome(instead=answer_cards.as_before())


def asked(heard: Heard, work: Work, event: RequestEvent) -> tuple[Request, Person]:
    """The request and its mentee; StaleCard where it can no longer be answered so."""
    request = work.requests.get(heard.about)
    after(LIFE, request.state, event)
    return request, work.people.get(request.mentee_id)


def answered(work: Work, request: Request, event: RequestEvent, now: datetime) -> Request:
    """The request with its answer; nothing more falls due about it."""
    requests_round.stop_clock(work, request)
    return work.requests.save(moved(request, event, now))


def _colleagues(work: Work, request: Request) -> list[Person]:
    """Mentors with a place open, those in the need's domains first; whom the mentee avoids is not told."""
    domains = frozenset(domains_of(work.needs.get(request.need_id).topics))
    profiles = [
        p
        for p in work.profiles.where()
        if p.places and p.person_id not in (request.mentor_id, request.mentee_id)
    ]
    known = [(work.people.get(profile.person_id), profile) for profile in profiles]
    near = sorted(known, key=lambda row: (domains.isdisjoint(domains_of(row[1].topics)), row[0].name))
    return [person for person, _ in near if person.is_here]


def _shown(work: Work, request: Request, colleague: Person, now: datetime) -> tuple[Part, ...]:
    """The colleague as a suggestion; nothing is said of one whom the mentee asked already, or can't ask."""
    waits = work.requests.first(need_id=request.need_id, mentor_id=colleague.id, state=requests_round.KEPT)
    if waits or not requests_round.may_be_asked(work, request.mentee_id, colleague.id):
        return ()
    return suggestions.thought_of(
        work, work.needs.get(request.need_id), work.people.get(request.mentor_id), colleague, now
    )
