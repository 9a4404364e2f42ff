from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from bot import outbox
from bot.due import Due
from bot.mentoring.people import Account, Person
from bot.mentoring.programmes import Programme
from bot.outbox import Message, MessageState, Sent, Undeliverable
from store.deliveries import Backlog, Deliveries

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def deliveries(store):
    return Deliveries(store)


def message(cause, room="p:1", people=(1,), at=NOW):
    return Message(0, cause, people, room, "{}", at)


def put(take, *messages):
    take(lambda work: [work.messages.add(each) for each in messages])


def moved_in(work, name, place="demo"):
    person = work.people.add(Person(0, name, locale="fr", zone="America/Toronto"))
    work.accounts.add(Account(0, person.id, "playground", place, name.casefold(), f"route {name}"))
    return person


def causes(envelopes):
    return [envelope.message.cause for envelope in envelopes]


def claim(deliveries, owner="me", now=NOW, limit=100):
    return deliveries.claim(owner, now, limit).result(10)


def test_of_several_accounts_somebody_is_written_to_at_the_one_that_they_used_last(take, deliveries):
    def used(work):
        amira = moved_in(work, "Amira")
        first = work.accounts.first(person_id=amira.id)
        work.accounts.save(replace(first, latest=False))
        work.accounts.add(Account(0, amira.id, "teams", "t1", "a1", "there"))
        return amira.id

    amira = take(used)
    put(take, message("hello", people=(amira,)))
    [envelope] = claim(deliveries)
    assert [reader.address.platform for reader in envelope.readers] == ["teams"]


def test_the_statement_claims_exactly_what_the_decision_allows(take, deliveries):
    rng = Random(7)
    for number in range(300):
        row = message(f"c{number}", room=f"p:{rng.randrange(25)}", people=())
        row = replace(
            row,
            next_at=NOW + timedelta(minutes=rng.randrange(-3, 4)),
            owner=rng.choice(["", "", "someone"]),
            state=rng.choice([MessageState.WAITING] * 3 + [*MessageState]),
            in_doubt=rng.random() < 0.3,
        )
        put(take, row)
    rows = take(lambda work: work.messages.where())
    allowed = {
        row.cause
        for row in rows
        if outbox.may_claim(row, [one for one in rows if one.room == row.room and one.id < row.id], NOW)
    }
    claimed = claim(deliveries, limit=1000)
    assert set(causes(claimed)) == allowed
    assert len(allowed) > 10


def test_the_row_is_written_as_the_decision_says(take, deliveries):
    put(take, message("once"))
    (envelope,) = claim(deliveries)
    stored = take(lambda work: work.messages.first(cause="once"))
    assert replace(stored, version=1) == envelope.message
    assert envelope.message == outbox.claimed(replace(message("once"), id=stored.id), "me", NOW)
    assert not envelope.doubted


def test_a_claim_whose_lease_ended_is_doubted(take, deliveries):
    put(take, message("once"))
    claim(deliveries, "dead")
    assert claim(deliveries, now=NOW + outbox.LEASE - timedelta(microseconds=1)) == []
    (envelope,) = claim(deliveries, now=NOW + outbox.LEASE)
    assert (envelope.doubted, envelope.message.attempts, envelope.message.owner) == (True, 2, "me")


def test_the_newest_card_never_comes_before_one_that_is_on_its_way(take):
    """Two who press at once on PostgreSQL may be seen in another order than that of their ids."""
    untried, flying, newest = (
        replace(message(cause), replaces="ts") for cause in ("untried", "on its way", "newest")
    )
    put(take, untried, replace(flying, in_doubt=True))
    assert take(lambda work: work.outbox.put(newest))
    room = take(lambda work: work.outbox.of_room("p:1"))
    assert [kept.cause for kept in room] == ["untried", "on its way", "newest"]


def test_readers_are_told_with_their_language_zone_and_address(take, deliveries):
    people = take(lambda work: [moved_in(work, "Amira"), moved_in(work, "Sol")])
    put(take, message("both", people=tuple(person.id for person in people)))
    (envelope,) = claim(deliveries)
    assert [reader.user for reader in envelope.readers] == ["amira", "sol"]
    first = envelope.readers[0]
    assert (first.locale, first.zone, first.address.route) == ("fr", "America/Toronto", "route Amira")


def test_whoever_cannot_be_reached_reads_nothing(take, deliveries):
    def unreachable(work):
        account = work.accounts.first(person_id=moved_in(work, "Amira").id)
        work.accounts.save(replace(account, reachable=False))
        return account.person_id

    put(take, message("hello", people=(take(unreachable),)))
    assert claim(deliveries)[0].readers == ()


def test_no_message_reaches_an_account_of_another_programme(store, take, deliveries):
    store.set_up(Programme(0, "Other"), "playground", "other").result()
    elsewhere = store.submit("playground", "other", lambda work: moved_in(work, "Amira", "other")).result()
    put(take, message("hello", people=(elsewhere.id,)))
    assert claim(deliveries)[0].readers == ()


def test_the_coordinator_hears_once_of_each_person_until_it_is_taken_care_of(take, deliveries):
    person = take(lambda work: moved_in(work, "Amira"))
    put(take, *(message(f"c{number}", room=f"r{number}", people=(person.id,)) for number in range(3)))
    for envelope in claim(deliveries):
        assert deliveries.settle(envelope, Undeliverable("left", gone=True), NOW).result(10)
    (item,) = take(lambda work: work.queue.where())
    assert item.about == person.id
    assert not take(lambda work: work.accounts.first(person_id=person.id)).reachable
    take(lambda work: work.queue.save(replace(item, settled_at=NOW)))
    put(take, message("again", people=(person.id,)))
    (envelope,) = claim(deliveries)
    deliveries.settle(envelope, Undeliverable("closed"), NOW).result(10)
    assert len(take(lambda work: work.queue.where(settled_at=None))) == 1


def test_three_workers_claim_everything_once_and_each_room_in_its_order(take, open_at):
    put(take, *(message(f"{number:03}", room=f"p:{number % 40}", people=()) for number in range(400)))
    sent = []

    def work(name):
        deliveries = Deliveries(open_at())
        while envelopes := claim(deliveries, name, limit=7):
            for envelope in envelopes:
                sent.append(envelope.message)
                assert deliveries.settle(envelope, Sent("ts"), NOW).result(10)

    with ThreadPoolExecutor(3) as pool:
        for done in [pool.submit(work, f"w{number}") for number in range(3)]:
            done.result(60)
    left = take(lambda work: work.messages.where(state=MessageState.WAITING))
    if left:  # a worker may find every room in another's hands, and go home early
        work("last")
    assert set(Counter(each.cause for each in sent).values()) == {1}
    assert len(sent) == 400
    for room in {each.room for each in sent}:
        order = [each.cause for each in sent if each.room == room]
        assert order == sorted(order)


def test_what_waits_is_counted_and_aged_by_what_could_go_out(take, deliveries):
    minute = timedelta(minutes=1)
    put(
        take,
        replace(message("in hand", at=NOW + minute), owner="me", in_doubt=True),
        message("behind it", at=NOW - 9 * minute),
        message("free", room="p:2", at=NOW - minute),
    )
    take(lambda work: work.due.put(Due(0, "profile.resume", "due", NOW - 2 * minute)))
    assert deliveries.backlog(NOW).result(10) == Backlog(3, NOW - minute, NOW - 2 * minute)


def test_what_a_paused_programme_holds_back_is_not_left_lying(take, deliveries):
    take(lambda work: work.due.put(Due(0, "profile.resume", "due", NOW)))
    take(lambda work: work.change_programme(replace(work.programme, paused_at=NOW)))
    assert deliveries.backlog(NOW).result(10).oldest_due is None


def test_the_next_instant_is_the_next_message_or_whatever_else_falls_due(take, deliveries):
    assert deliveries.next_instant(NOW).result(10) is None
    day = timedelta(days=1)
    put(take, message("past", at=NOW - day), message("message", at=NOW + 3 * day))
    assert deliveries.next_instant(NOW).result(10) == NOW + 3 * day
    take(lambda work: work.due.put(Due(0, "profile.resume", "due", NOW + day)))
    assert deliveries.next_instant(NOW).result(10) == NOW + day
    assert deliveries.next_instant(NOW + day).result(10) == NOW + 3 * day
