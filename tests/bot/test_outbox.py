from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot import outbox
from bot.outbox import (
    CannotAsk,
    Envelope,
    InDoubt,
    Message,
    MessageState,
    NotThere,
    Reader,
    Sent,
    TryAgain,
    Undeliverable,
)
from bot.turns import Address

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
WAITING = Message(1, "t1:12", (7,), "p:7", "{}", NOW)


def envelope(doubted: bool = False, attempts: int = 1, readers: tuple[Reader, ...] = ()) -> Envelope:
    claimed = replace(outbox.claimed(WAITING, "me", NOW), attempts=attempts)
    return Envelope(claimed, doubted, 1, readers)


def reader(person_id: int, user: str, tenant: str = "demo") -> Reader:
    return Reader(person_id, user, Address("playground", tenant, user), "en", "America/Edmonton")


def test_a_claim_is_marked_in_doubt_before_anything_leaves():
    claimed = outbox.claimed(WAITING, "me", NOW)
    assert (claimed.in_doubt, claimed.owner, claimed.attempts) == (True, "me", 1)
    assert claimed.next_at == NOW + outbox.LEASE


def test_a_message_held_until_later_lets_others_of_its_room_pass_until_it_was_tried():
    later = replace(WAITING, id=2)
    held = replace(WAITING, next_at=NOW + timedelta(minutes=10))
    assert outbox.may_claim(later, [held], NOW)
    assert not outbox.may_claim(later, [replace(held, owner="me")], NOW)
    assert not outbox.may_claim(later, [WAITING], NOW)


def test_nothing_is_sent_that_could_still_be_in_the_air_when_the_lease_ends():
    message = outbox.claimed(WAITING, "me", NOW)
    last = NOW + outbox.LEASE - outbox.TIME_OUT - outbox.SETTLE
    assert outbox.may_send(message, last)
    assert not outbox.may_send(message, last + timedelta(microseconds=1))


def test_sent_is_the_end():
    after = outbox.settled(envelope(), Sent("17.5"), NOW)
    assert (after.state, after.sent_as, after.sent_at, after.in_doubt) == (
        MessageState.SENT,
        "17.5",
        NOW,
        False,
    )


@pytest.mark.parametrize("doubted", [False, True])
def test_patience_is_no_attempt_and_leaves_the_doubt_as_it_was(doubted: bool):
    after = outbox.settled(envelope(doubted, attempts=3), TryAgain(timedelta(seconds=30)), NOW)
    assert (after.attempts, after.in_doubt) == (2, doubted)
    assert timedelta(seconds=30) <= after.next_at - NOW <= timedelta(seconds=37.5)


def test_a_platform_that_asks_for_no_patience_is_still_given_a_second():
    assert outbox.settled(envelope(), TryAgain(timedelta(0)), NOW).next_at >= NOW + timedelta(seconds=1)


def test_the_pause_doubles_from_the_settle_time_to_an_hour_and_is_the_same_each_time():
    pauses = [outbox.back_off(replace(WAITING, attempts=number)) for number in range(1, 40)]
    assert outbox.SETTLE <= pauses[0] <= outbox.SETTLE * 1.25
    assert all(pause <= outbox.LONGEST * 1.25 for pause in pauses)
    assert pauses[7] > pauses[0] * 64
    assert pauses == [outbox.back_off(replace(WAITING, attempts=number)) for number in range(1, 40)]


def test_two_messages_that_fell_at_once_do_not_rise_at_once():
    pauses = {outbox.back_off(replace(WAITING, cause=f"t1:{number}", attempts=1)) for number in range(50)}
    assert len(pauses) > 45


def test_doubt_stays_in_doubt_until_there_were_too_many_attempts():
    assert outbox.settled(envelope(), InDoubt(), NOW).state is MessageState.WAITING
    last = outbox.settled(envelope(attempts=outbox.ATTEMPTS + 1), InDoubt(), NOW)
    assert (last.state, last.in_doubt) == (MessageState.DEAD, True)


@pytest.mark.parametrize(
    ("found", "attempts", "verdict"),
    [
        (NotThere(), 2, None),
        (NotThere(), outbox.ATTEMPTS + 1, Undeliverable("too_many_attempts")),
        (Sent("9"), outbox.ATTEMPTS + 1, Sent("9")),
        (InDoubt(), 2, InDoubt()),
        (TryAgain(timedelta(seconds=5)), 2, TryAgain(timedelta(seconds=5))),
        (CannotAsk(send_again=True), 2, None),
        (CannotAsk(send_again=True), outbox.ATTEMPTS + 1, Undeliverable("cannot_ask")),
        (CannotAsk(send_again=False), 2, Undeliverable("cannot_ask")),
    ],
)
def test_what_asking_settles(found, attempts, verdict):
    assert outbox.after_asking(envelope(doubted=True, attempts=attempts), found) == verdict


@pytest.mark.parametrize(
    "stored",
    [
        {"owner": "another"},
        {"next_at": NOW + timedelta(hours=1)},
        {"state": MessageState.SENT},
        {"state": MessageState.VOID},
    ],
)
def test_whoever_lost_the_row_may_not_settle_it(stored):
    mine = envelope()
    assert outbox.still_holds(mine.message, mine)
    assert not outbox.still_holds(replace(mine.message, **stored), mine)


def test_people_are_reached_in_the_first_place_that_they_share():
    amira, sol = reader(1, "amira", "north"), reader(2, "sol", "south")
    amira_south = reader(1, "amira.s", "south")
    assert outbox.who_reads((1,), [amira, amira_south]) == (amira,)
    assert outbox.who_reads((1, 2), [amira, amira_south, sol]) == (amira_south, sol)
    assert outbox.who_reads((1, 2), [amira, sol]) == ()
    assert outbox.who_reads((1,), [sol, amira, amira_south]) == (amira,)
    assert outbox.who_reads((), [amira]) == ()


def test_only_whoever_is_gone_is_gone():
    both = (reader(1, "amira"), reader(2, "sol"))
    assert (
        outbox.who_is_gone(envelope(readers=both), Undeliverable("left", gone=True, user="sol")) == both[1:]
    )
    assert outbox.who_is_gone(envelope(readers=both), Undeliverable("left", gone=True)) == ()
    assert outbox.who_is_gone(envelope(readers=both[:1]), Undeliverable("left", gone=True)) == both[:1]
