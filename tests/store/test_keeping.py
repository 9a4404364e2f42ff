"""What is kept for how long, how the engine is set, and that what is due is found by its index."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from bot.due import Due, DueState
from bot.handles import Handle
from bot.outbox import Message, MessageState
from store.deliveries import _CLAIMABLE
from store.due import _CLAIM

NOW = datetime(2026, 5, 4, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=91)


def test_turns_are_remembered_for_seven_days(store, take):
    def is_new(turn):
        return take(lambda work: work.first_time(turn, NOW))

    take(lambda work: work.first_time("old", NOW - timedelta(days=7)))
    take(lambda work: work.first_time("young", NOW - timedelta(days=6)))
    store.purge(NOW).result()
    assert (is_new("old"), is_new("young")) == (True, False)


def test_buttons_go_when_they_expire(store, take):
    for token, at in (("gone", NOW), ("stays", NOW + timedelta(seconds=1))):
        take(lambda work, token=token, at=at: work.handles.add(Handle(0, token, (1,), "[]", at)))
    store.purge(NOW).result()
    assert [handle.token for handle in take(lambda work: work.handles.where())] == ["stays"]


def test_the_words_of_a_message_go_ninety_days_after_it_was_sent_and_its_cause_stays(store, take):
    sent = MessageState.SENT
    messages = (
        Message(0, "long ago", (1,), "p:1", "words", LONG_AGO, state=sent, sent_at=LONG_AGO),
        Message(0, "lately", (1,), "p:1", "words", LONG_AGO, state=sent, sent_at=NOW),
        Message(0, "still waits", (1,), "p:1", "words", LONG_AGO),
        Message(0, "set aside", (1,), "p:1", "words", LONG_AGO, state=MessageState.DEAD),
    )
    take(lambda work: [work.outbox.put(message) for message in messages])
    assert store.purge(NOW).result() == 2
    kept = {message.cause: message.card for message in take(lambda work: work.outbox.of_room("p:1"))}
    assert kept == {"long ago": "", "lately": "words", "still waits": "words", "set aside": ""}
    assert not take(lambda work: work.outbox.put(messages[0]))
    assert store.purge(NOW).result() == 0


def test_sqlite_is_set_as_promised(store):
    def pragmas(connection):
        names = ("journal_mode", "foreign_keys", "secure_delete", "synchronous", "busy_timeout")
        return {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names}

    if store._engine.dialect.name == "sqlite":
        assert store.run(pragmas).result() == {
            "journal_mode": "wal",
            "foreign_keys": 1,
            "secure_delete": 1,
            "synchronous": 2,
            "busy_timeout": 10_000,
        }


def test_what_is_due_is_found_by_the_index_of_open_rows(store, take):
    def fill(work):
        for number in range(300):
            work.due.put(
                Due(0, "kind", f"cause {number}", NOW, state=DueState.DONE if number % 20 else DueState.OPEN)
            )

    take(fill)
    assert "ix_due_programme_id_next_at" in plan(store, _CLAIM, its_programme=1, now=NOW, most=10)


def test_what_waits_to_be_sent_is_found_by_the_indexes_of_waiting_rows(store, take):
    def fill(work):
        for number in range(300):
            state = MessageState.SENT if number % 20 else MessageState.WAITING
            work.messages.add(Message(0, f"cause {number}", (1,), "p:1", "{}", NOW, state=state))

    take(fill)
    found = plan(store, _CLAIMABLE, now=NOW, most=10)
    assert "ix_outbox_next_at_id_programme_id_room" in found
    assert "ix_outbox_programme_id_room_id_next_at_owner" in found


def plan(store, statement, **values):
    """How the engine means to find what the statement asks for."""

    def explained(connection):
        explain = "EXPLAIN QUERY PLAN" if connection.dialect.name == "sqlite" else "EXPLAIN"
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL enable_seqscan = off"))
        compiled = statement.params(values).compile(connection, compile_kwargs={"render_postcompile": True})
        return "\n".join(map(str, connection.exec_driver_sql(f"{explain} {compiled}", bound(compiled)).all()))

    return store.run(explained).result()


def bound(compiled):
    """The statement's values as the driver takes them."""
    kept = {
        name: value.replace(tzinfo=None).isoformat(" ") if hasattr(value, "tzinfo") else value
        for name, value in compiled.params.items()
    }
    return tuple(kept[name] for name in compiled.positiontup) if compiled.positiontup else kept


def test_an_instant_without_its_zone_is_refused(take):
    with pytest.raises(ValueError, match="zone"):
        take(lambda work: work.due.put(Due(0, "kind", "cause", datetime(2026, 5, 4))))  # noqa: DTZ001
    assert take(lambda work: work.due.first("cause")) is None


def test_an_instant_of_another_zone_is_the_same_instant(take):
    edmonton = datetime.fromisoformat("2026-05-04T09:30:00-06:00")
    take(lambda work: work.due.put(Due(0, "kind", "cause", edmonton)))
    kept = take(lambda work: work.due.first("cause")).next_at
    assert (kept, kept.utcoffset()) == (edmonton, timedelta(0))
