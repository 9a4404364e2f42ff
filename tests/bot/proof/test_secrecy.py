"""Words in every field of five lived mentorships: who reads each, and that no log, queue or disk does."""

import asyncio
import io
import json
import logging
import shutil

import pytest
import structlog

from adapters import logs
from adapters.courier import Courier
from bot.mentoring.programmes import Programme
from bot.packing import packed
from store.deliveries import Deliveries
from store.store import open_store
from tests.bot.proof import lived
from tests.bot.proof.lived import PRIVATE, REPLIED, SHARED, begun
from tests.bot.proof.on_disk import StoreTalk
from tests.fakes_messenger import FakeMessenger
from tests.stores import KEY

LIVES = 5
OWN = {"companion", "goal", "rating"}
"""What she is shown again of her own."""

ON_THE_DISK = {"profile", "meets"}
"""What a mentor shows to everyone is not sealed."""


@pytest.fixture(scope="module")
def world(migrated_file, tmp_path_factory):
    """Five mentorships, lived and ended, with every log line at DEBUG, and each message carried."""
    path = tmp_path_factory.mktemp("secrecy") / "store.db"
    shutil.copy(migrated_file, path)
    root, out = logging.getLogger(), io.StringIO()
    handlers, level = root.handlers[:], root.level
    logs.set_up("debug", "json", out)
    store = open_store(f"sqlite:///{path}", [KEY])

    store.set_up(Programme(0, "Demo"), "playground", "demo").result()
    talk = StoreTalk(store)
    yield _lived(talk, store, path, out)
    store.close()
    structlog.reset_defaults()
    root.handlers[:] = handlers
    root.setLevel(level)


def _lived(talk, store, path, out):
    cora = talk.person("Cora Singh", ("coordinator",))
    lives = [begun(talk, number) for number in range(LIVES)]
    for life in lives:
        lived.asks(life)
    early = {life.number: _read_by(talk, life.roy) for life in lives}
    pairs = [lived.begins(life) for life in lives]
    talk.later(weeks=6)
    for life, pair in zip(lives, pairs, strict=True):
        lived.walks(life, pair)
        lived.ends(life, pair)
    for said in ("status", "queue", "nudge", "home", "help", "import", "privacy", "pause-all"):
        cora.says(f"/mentor {said}")
    cora.opens_home()
    courier = Courier(Deliveries(store), {"playground": FakeMessenger()}, lambda: talk.now)
    asyncio.run(courier.drain())
    everyone = [cora, *(someone for life in lives for someone in (life.amira, life.roy))]
    read = {someone.id: _read_by(talk, someone) for someone in everyone}
    queue = repr(talk.work.queue.where())
    return lives, early, read, read[cora.id] + queue, path, out


def _read_by(talk, someone):
    """Everything that was ever shown to somebody, their home too, as one text."""
    me = someone.id
    someone.opens_home()
    shown = [row.card for row in talk.work.outbox.messages if me in row.people]
    return "\n".join([*shown, packed(someone.home)])


def _found(life, text):
    return {place for place, word in life.typed.items() if word in text}


def test_enough_was_typed(world):
    lives, *_ = world
    assert all(set(life.typed) == SHARED | PRIVATE | {REPLIED} for life in lives)
    assert sum(len(life.typed) for life in lives) >= 100


def test_a_mentor_who_was_asked_reads_what_was_written_to_them_and_no_more(world):
    lives, early, *_ = world
    for life in lives:
        assert _found(life, early[life.number]) == {"asked"}


def test_each_of_the_two_reads_what_the_other_wrote_to_them_and_nothing_else_of_theirs(world):
    lives, _, read, *_ = world
    for life in lives:
        hers, his = (_found(life, read[someone.id]) for someone in (life.amira, life.roy))
        assert his == (SHARED - ON_THE_DISK) | {"draft"}
        assert hers - OWN == SHARED | {REPLIED}


def test_nobody_reads_a_word_of_another_pair(world):
    lives, _, read, *_ = world
    for life in lives:
        text = read[life.amira.id] + read[life.roy.id]
        assert [other.number for other in lives if _found(other, text) - ON_THE_DISK] == [life.number]


def test_a_coordinator_reads_none_of_it(world):
    lives, _, _, text, *_ = world
    assert "queue." in text
    assert [_found(life, text) for life in lives] == [set()] * LIVES


def test_no_log_line_holds_any_of_it(world):
    lives, *_, out = world
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert len(lines) > 5
    assert [_found(life, out.getvalue()) for life in lives] == [set()] * LIVES
    assert not [life.amira.sender.name for life in lives if life.amira.sender.name in out.getvalue()]


def test_the_disk_holds_none_of_it_but_what_is_public(world):
    lives, *_, path, _ = world
    raw = b"".join(file.read_bytes() for file in path.parent.glob("store.db*")).decode("latin-1")
    assert [_found(life, raw) for life in lives] == [ON_THE_DISK] * LIVES
