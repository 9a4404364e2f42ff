"""Two people who both said yes are introduced, find a time, and log that they met."""

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.cards import Outcome, line
from bot.errors import StaleCard
from bot.flows import checkins, drift, introduction_cards, introduction_forms, requests_round
from bot.heard import Heard
from bot.mentoring import mentorships, needs
from bot.mentoring.days import today
from bot.mentoring.life import can
from bot.mentoring.mentorships import NOT_ENDED, Meeting, Mentorship, MentorshipEvent
from bot.mentoring.needs import Need, NeedEvent
from bot.mentoring.requests import Request, topics_asked
from bot.ports import Work
from bot.post import share_a_room, to_both, to_person

NOON = time(12)


def introduce(work: Work, request: Request, now: datetime, one_meeting: bool = False) -> Mentorship:
    """Bring the two together: their mentorship, the need met, its other requests closed, word to both.

    The mentor's place was taken before; one meeting takes none.
    """
    need = work.needs.get(request.need_id)
    mentorship = work.mentorships.add(_begun(request, need, now, one_meeting))
    if can(needs.LIFE, need.state, NeedEvent.MEET):
        work.needs.save(needs.moved(need, NeedEvent.MEET))
    others = requests_round.settle(work, need.id, now)
    _tell(work, mentorship, request, others, now)
    checkins.schedule(work, mentorship, now)
    drift.schedule(work, mentorship, now)
    return mentorship


def _begun(request: Request, need: Need, now: datetime, one_meeting: bool) -> Mentorship:
    """The mentorship as it begins; the goal is in it only if the mentee wrote it to the mentor."""
    return Mentorship(
        0,
        need.id,
        request.id,
        request.mentee_id,
        request.mentor_id,
        topics=topics_asked(request, need.topics),
        goal=need.goal if need.goal in request.words else "",
        one_meeting=one_meeting,
        holds=not one_meeting,
        introduced_at=now,
    )


def _tell(work: Work, mentorship: Mentorship, request: Request, others: int, now: datetime) -> None:
    mentee, mentor = work.people.get(mentorship.mentee_id), work.people.get(mentorship.mentor_id)
    together = share_a_room(work, mentorship)
    said_yes = introduction_cards.said_yes(mentorship, mentor, others, together=together)
    to_person(work, mentee.id, said_yes, requests_round.cause(request, "accepted"), now)
    shown = introduction_cards.introduction(mentorship, mentee, mentor, request.words)
    cause = f"introduction:{mentorship.id}"
    if together:
        to_both(work, mentorship, shown, cause, now)
        return
    for reader, other in ((mentee, mentor), (mentor, mentee)):
        to_person(work, reader.id, introduction_cards.apart(shown, other), f"{cause}:{reader.id}", now)


def propose(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Ask for a day and a time, by the clock of whoever proposes."""
    mentorship = _going_on(heard, work)
    return Outcome(form=introduction_forms.time_form(mentorship))


def save_time(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Propose the time to both, with an invitation for their calendars."""
    mentorship = _going_on(heard, work)
    hour, minute = map(int, heard.word("time").split(":"))
    day = date.fromisoformat(heard.word("day"))
    start = datetime.combine(day, time(hour, minute), ZoneInfo(heard.person.zone)).astimezone(now.tzinfo)
    if start <= now:
        return Outcome(errors={"day": line("introductions.time_past")})
    other = work.people.get(mentorship.other(heard.person.id))
    proposed = introduction_cards.proposed_time(
        mentorship, heard.person, other, start, int(heard.word("minutes")), heard.word("where")
    )
    to_both(work, mentorship, proposed, f"meeting:{mentorship.id}:{heard.turn.id}", now)
    return Outcome()


def works(heard: Heard, work: Work, now: datetime) -> Outcome:
    """The other of the two agrees to a proposed time; both read it."""
    mentorship = _going_on(heard, work)
    proposer, _, start = heard.value.partition(" ")
    if int(proposer) == heard.person.id:
        return Outcome(
            show=(introduction_cards.waits_for_other(work.people.get(mentorship.other(heard.person.id))),)
        )
    agreed = introduction_cards.agreed_time(heard.person, datetime.fromisoformat(start))
    to_both(work, mentorship, agreed, f"meeting:{mentorship.id}:{start}:agreed", now)
    return Outcome()


def met(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Ask on which day the two met; today, unless they say otherwise."""
    mentorship = _going_on(heard, work)
    return Outcome(form=introduction_forms.met_form(mentorship, today(now, heard.person.zone)))


def save_met(heard: Heard, work: Work, now: datetime) -> Outcome:
    """Log a meeting once for its day, tell both, and let what follows a meeting follow."""
    mentorship = _going_on(heard, work)
    day = date.fromisoformat(heard.word("on"))
    zone = heard.person.zone
    begun = today(mentorship.introduced_at, zone) if mentorship.introduced_at else day
    if day > today(now, zone):
        return Outcome(errors={"on": line("introductions.not_yet")})
    if day < begun:
        return Outcome(errors={"on": line("introductions.too_early", since=begun)})
    if work.meetings.first(mentorship_id=mentorship.id, on=day):
        return Outcome(show=(introduction_cards.logged_already(day),))
    work.meetings.add(Meeting(0, mentorship.id, heard.person.id, day))
    at = min(now, datetime.combine(day, NOON, ZoneInfo(zone)).astimezone(now.tzinfo))
    saved = work.mentorships.save(_met(mentorship, at))
    to_both(work, saved, introduction_cards.logged(saved, day), f"met:{saved.id}:on:{day}", now)
    checkins.schedule(work, saved, now)
    drift.schedule(work, saved, now)
    return Outcome()


def _met(mentorship: Mentorship, at: datetime) -> Mentorship:
    """The mentorship after a meeting; one that is logged late does not turn the clock back."""
    met = mentorships.moved(mentorship, MentorshipEvent.MEET, at)
    last = max(at, mentorship.last_met_at or at)
    return replace(met, last_met_at=last, quiet_since=max(last, mentorship.quiet_since or last))


def _going_on(heard: Heard, work: Work) -> Mentorship:
    mentorship = work.mentorships.get(heard.about)
    if mentorship.state not in NOT_ENDED:
        raise StaleCard("it has ended")
    return mentorship
