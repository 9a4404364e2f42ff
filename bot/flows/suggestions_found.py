"""Who fits a need now: nobody full or kept away, the least suggested first where several fit as well."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from bot.flows.requests_round import kept_away, may_be_asked
from bot.flows.suggestion_cards import Shown
from bot.flows.suggestion_reasons import in_words
from bot.matching.exposure import shortlist
from bot.matching.pool import Pool
from bot.matching.ranking import Wish, ranked
from bot.matching.reasons import reasons
from bot.mentoring.mentorships import NOT_ENDED, MentorshipState
from bot.mentoring.needs import Need, domains_of
from bot.mentoring.requests import RequestState
from bot.ports import Work

MOST_SHOWN = 5
"""How many mentors one list holds."""

PUT_ASIDE = timedelta(days=30)
"""How long "not this one" keeps a mentor out of a need's list."""

LATELY = timedelta(days=90)
"""The time over which suggestions are shared out fairly."""

ASKED = (
    *(RequestState.QUEUED, RequestState.SENT, RequestState.NOT_NOW),
    *(RequestState.DECLINED, RequestState.REDIRECTED, RequestState.EXPIRED),
)
"""Requests after which the same mentor is not suggested again for the same need."""


def found(work: Work, need: Need, now: datetime, keep: Sequence[int], seen: Sequence[int]) -> list[Shown]:
    """Those who stay in the list and can still be asked, then the best of the others, five at most."""
    stay = [id for id in keep if may_be_asked(work, need.mentee_id, id)]
    barred = _never(work, need) | _not_now(work, need, now) | frozenset((*stay, *seen))
    wish, pool = wish_of(work, need), work.pool()
    fits = ranked(pool, wish, barred)
    best = shortlist(
        fits,
        work.shown_lately(now - LATELY),
        lambda id: pool.offer(id).discipline == wish.discipline,
        MOST_SHOWN - len(stay),
    )
    return [_shown(work, need, id, wish, pool) for id in (*stay, *best)]


def anybody(work: Work, need: Need) -> bool:
    """Whether anybody fits at all, those asked or put aside included."""
    return bool(ranked(work.pool(), wish_of(work, need), _never(work, need)))


def is_new_for(work: Work, need: Need, mentor_id: int) -> bool:
    """Whether this mentor offers what a need looks for, can be asked, and was never suggested for it."""
    profile = work.profiles.of(mentor_id)
    if profile is None or not may_be_asked(work, need.mentee_id, mentor_id):
        return False
    shares = set(domains_of(profile.topics)) & set(domains_of(need.topics))
    speaks = wish_of(work, need).languages & set(profile.languages)
    return bool(shares and speaks) and not work.suggestions.first(need_id=need.id, mentor_id=mentor_id)


def shown(work: Work, need: Need, mentor_id: int) -> Shown:
    """A mentor as this mentee may see them."""
    return _shown(work, need, mentor_id, wish_of(work, need), work.pool())


def _shown(work: Work, need: Need, mentor_id: int, wish: Wish, pool: Pool) -> Shown:
    mentor, profile = work.people.get(mentor_id), work.profiles.where(person_id=mentor_id)[0]
    tied = work.ties.first(mentor_id=mentor_id, mentee_id=need.mentee_id) is not None
    return Shown(mentor, profile, in_words(reasons(wish, pool.offer(mentor_id)), mentor), tied)


def wish_of(work: Work, need: Need) -> Wish:
    """What the ranking may know of a need: never identity."""
    mentee = work.people.get(need.mentee_id)
    words = " ".join(filter(None, (need.words, need.goal)))
    return Wish(
        frozenset(need.topics), words, frozenset({mentee.locale}), mentee.discipline, f"need:{need.id}"
    )


def _never(work: Work, need: Need) -> frozenset[int]:
    """Oneself, and everyone who is kept away."""
    return kept_away(work, need.mentee_id) | {need.mentee_id}


def _not_now(work: Work, need: Need, now: datetime) -> frozenset[int]:
    """Whoever was asked about this need, was put aside or parted from, or walks with the mentee there."""
    asked = (request.mentor_id for request in work.requests.where(need_id=need.id, state=ASKED))
    rows = work.suggestions.where(need_id=need.id, passed=True)
    aside = (row.mentor_id for row in rows if row.shown_at > now - PUT_ASIDE)
    return frozenset((*asked, *aside, *_walking(work, need), *_parted(work, need, now)))


def _walking(work: Work, need: Need) -> Iterable[int]:
    """The mentors who are with the mentee for this need, or in one of its domains."""
    domains = frozenset(domains_of(need.topics))
    for mentorship in work.mentorships.where(mentee_id=need.mentee_id, state=NOT_ENDED):
        if mentorship.need_id == need.id or domains & frozenset(domains_of(mentorship.topics)):
            yield mentorship.mentor_id


def _parted(work: Work, need: Need, now: datetime) -> Iterable[int]:
    """The mentors with whom the mentee has lately moved on from this need."""
    for mentorship in work.mentorships.where(need_id=need.id, state=MentorshipState.ENDED):
        if mentorship.ended_at and mentorship.ended_at > now - PUT_ASIDE:
            yield mentorship.mentor_id
