"""What is wanted and nobody offers yet: the coordinator knows of it, the mentee hears of whoever comes."""

from dataclasses import replace
from datetime import datetime

from bot.flows import need_cards, suggestions_found
from bot.flows.names import name_of
from bot.mentoring.hours import free_at
from bot.mentoring.needs import Need, NeedState
from bot.mentoring.queue import QueueItem, Waiting
from bot.ports import Work
from bot.post import to_person


def want(work: Work, need: Need, now: datetime) -> None:
    """Put the need's topic on the coordinator's queue, once; its mentee now waits for someone."""
    if need.unmatched_at:
        return
    work.needs.save(replace(need, unmatched_at=now))
    work.queue.add(QueueItem(0, Waiting.UNMATCHED, topic=need.topics[0], opened_at=now))


def tell_of_newcomer(work: Work, mentor_id: int, now: datetime) -> None:
    """Tell those who wait for someone like this mentor, once for each need, at an hour that is theirs."""
    for need in work.needs.where(state=NeedState.OPEN):
        if need.unmatched_at and suggestions_found.is_new_for(work, need, mentor_id):
            mentee = work.people.get(need.mentee_id)
            at = free_at(mentee, now, lambda _: False)
            shown = need_cards.newcomer(need, name_of(work.people.get(mentor_id)))
            to_person(work, mentee.id, shown, f"newcomer:{need.id}:{mentor_id}", at)
