"""What rests on the disk says nothing, and what was erased is gone from it."""

import stat
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot.handles import Handle
from bot.mentoring.checkins import CheckIn, Moment
from bot.mentoring.goodbyes import Goodbye
from bot.mentoring.mentorships import Mentorship
from bot.mentoring.needs import Need
from bot.mentoring.people import Account, Bar, Companion, Person
from bot.mentoring.profiles import Profile
from bot.mentoring.requests import Request
from bot.outbox import Message
from store.seal import Seal, WrongKey
from store.store import open_store
from tests.stores import KEY

NOW = datetime(2026, 5, 4, tzinfo=UTC)


@pytest.fixture
def path(migrated_file, tmp_path):
    copy = tmp_path / "store.db"
    copy.write_bytes(migrated_file.read_bytes())
    return copy


@pytest.fixture
def url(path):
    return f"sqlite:///{path}"


def bytes_of(path: Path) -> bytes:
    """Everything that SQLite keeps: the file, its log, its index."""
    return b"".join(file.read_bytes() for file in sorted(path.parent.glob(f"{path.name}*")))


def life(work, name, other_id):
    """One of everything that a person can leave behind, each text with their name in it."""
    person = work.people.add(Person(0, name, f"{name}@example.org"))
    need = work.needs.add(Need(0, person.id, words=f"need of {name}", goal=f"goal of {name}"))
    request = work.requests.add(Request(0, need.id, person.id, other_id, f"asks {name}"))
    pair = work.mentorships.add(
        Mentorship(0, need.id, request.id, person.id, other_id, goal=f"aim {name}", contact=f"call {name}")
    )
    answers = {"met": f"answer of {name}"}
    work.checkins.add(CheckIn(0, person.id, pair.id, Moment.FIRST, NOW, answers=answers))
    work.goodbyes.add(Goodbye(0, pair.id, person.id, f"bye {name}", label=f"my {name}", reply=f"re {name}"))
    work.companions.add(Companion(0, person.id, f"friend of {name}", "research"))
    work.accounts.add(Account(0, person.id, "playground", "demo", f"U{name}", f"D{name}"))
    work.profiles.add(Profile(0, person.id, words=f"profile of {name}"))
    work.handles.add(Handle(0, f"token-{name}", (person.id,), f"holds {name}", NOW + timedelta(days=1)))
    work.outbox.put(Message(0, f"to:{person.id}", (person.id,), f"p:{person.id}", f"dear {name}", NOW))
    work.outbox.put(Message(0, f"of:{person.id}", (other_id,), f"p:{other_id}", f"meet {name}", NOW))
    return person


def test_what_a_person_wrote_cannot_be_read_off_the_disk(store, take, path):
    other = take(lambda work: work.people.add(Person(0, "Lee")))
    take(lambda work: life(work, "Canary", other.id))
    raw = bytes_of(path)
    assert b"profile of Canary" in raw  # what a mentor shows to everyone is not sealed
    for sealed in (
        "need of",
        "goal of",
        "asks",
        "aim",
        "call",
        "answer of",
        "bye",
        "my",
        "re",
        "friend of",
        "dear",
    ):
        assert f"{sealed} Canary".encode() not in raw, sealed


def test_whom_a_person_keeps_away_from_cannot_be_read_off_the_disk(store, take):
    lee, amira = take(lambda work: [work.people.add(Person(0, name)) for name in ("Lee", "Amira")])
    take(lambda work: work.bars.add(Bar(0, amira.id, lee.id)))
    kept = store.run(lambda connection: connection.scalar(text("SELECT other_id FROM bars"))).result()
    assert not str(kept).isdecimal()


def test_erased_people_leave_nothing_on_the_disk(store, take, path):
    other = take(lambda work: work.people.add(Person(0, "Lee")))
    names = [f"Canary{n:03}x" for n in range(60)]
    people = [take(lambda work, name=name: life(work, name, other.id)) for name in names]
    gone, kept = people[::2], people[1::2]
    for person in gone:
        take(lambda work, person=person: work.people.save(replace(person, left_at=NOW)))
        take(lambda work, person=person: work.forget(person.id))
    raw = bytes_of(path)
    assert [person.name for person in gone if person.name.encode() in raw] == []
    assert [person.name for person in kept if person.name.encode() not in raw] == []


def test_keys_are_turned_without_losing_a_read(store, take, url):
    amira, lee = take(lambda work: [work.people.add(Person(0, name)) for name in ("Amira", "Lee")])
    old = take(lambda work: work.needs.add(Need(0, amira.id, words="before")))
    bar = take(lambda work: work.bars.add(Bar(0, amira.id, lee.id)))
    store.close()
    key = Fernet.generate_key().decode()
    turned = open_store(url, [key, KEY])

    def job(work):
        assert work.needs.get(old.id) == old
        assert work.bars.where(other_id=lee.id) == [bar]
        new = work.needs.add(Need(0, amira.id, words="after"))
        work.needs.save(old)
        work.bars.save(bar)
        return new

    new = turned.submit("playground", "demo", job).result()
    turned.close()
    alone = open_store(url, [key])
    read = alone.submit(
        "playground", "demo", lambda work: (work.needs.where(), work.bars.where(other_id=lee.id))
    )
    assert read.result() == ([replace(old, version=2), new], [replace(bar, version=2)])
    alone.close()


def test_without_its_key_a_column_is_noise(store, take, url):
    amira = take(lambda work: work.people.add(Person(0, "Amira")))
    take(lambda work: work.needs.add(Need(0, amira.id, words="before")))
    store.close()
    other = open_store(url, [Fernet.generate_key().decode()])
    with pytest.raises(WrongKey):
        other.submit("playground", "demo", lambda work: work.needs.where()).result()
    other.close()


def test_an_error_of_the_database_says_nothing_of_what_was_written(store, take):
    with pytest.raises(SQLAlchemyError) as error:
        take(lambda work: work.accounts.add(Account(0, 404, "playground", "demo", "secret", "secret")))
    assert "secret" not in str(error.value)


def test_the_file_is_its_owners_alone(tmp_path):
    path = tmp_path / "var" / "new.db"
    open_store(f"sqlite:///{path}", [KEY]).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("url", ["mysql://x/y", "sqlite://"])
def test_an_address_of_no_use_is_refused_with_the_remedy(url):
    with pytest.raises(ValueError, match="sqlite:///"):
        open_store(url, [KEY])


def test_a_store_without_a_key_is_refused_with_the_remedy(tmp_path):
    with pytest.raises(ValueError, match="constellation keys"):
        open_store(f"sqlite:///{tmp_path}/x.db", [])


def test_the_same_words_are_never_sealed_alike():
    seal = Seal([KEY])
    assert len({seal.sealed("words") for _ in range(100)}) == 100
    assert {seal.opened(seal.sealed(words)) for words in ("", "words", "« Où ? »")} == {
        "",
        "words",
        "« Où ? »",
    }
