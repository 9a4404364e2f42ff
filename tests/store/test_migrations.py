"""The migrations lead to the tables as they are, on both engines and from every schema there ever was."""

import re
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect

from store import tables
from store.engine import engine_of
from store.migrate import newest, upgrade
from store.seal import Seal
from store.store import open_store
from tests.stores import KEY

SNAPSHOTS = sorted((Path(__file__).parent / "snapshots").glob("*.sql"))
METADATA = tables.programmes.metadata
HOW_TO = 'the tables changed: python -m tools.revise "What changed"'


def differences(engine):
    """What a migration would still have to do."""
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return compare_metadata(context, METADATA)


def checks(engine):
    """Every CHECK, as words only: engines write the same condition differently."""
    found = inspect(engine)
    return {
        (table.name, check["name"]): sorted(set(re.findall(r"'\w+'|taken|capacity|0", check["sqltext"])))
        for table in METADATA.sorted_tables
        for check in found.get_check_constraints(table.name)
    }


def test_the_migrations_make_the_tables(url):
    engine = engine_of(url, Seal([KEY])).engine
    assert differences(engine) == [], HOW_TO
    engine.dispose()


def test_the_migrations_make_every_check(url, tmp_path):
    migrated = engine_of(url, Seal([KEY])).engine
    made = create_engine(f"sqlite:///{tmp_path}/made.db")
    METADATA.create_all(made)
    assert checks(migrated) == checks(made), HOW_TO
    assert ("profiles", "ck_profiles_places") in checks(migrated)
    migrated.dispose()
    made.dispose()


def test_the_newest_schema_is_kept_to_test_upgrades_from():
    assert SNAPSHOTS[-1].stem == newest(), HOW_TO


@pytest.mark.parametrize("snapshot", SNAPSHOTS, ids=lambda path: path.stem)
def test_a_store_of_every_age_is_brought_up_to_date(snapshot, tmp_path):
    path = tmp_path / "old.db"
    old = sqlite3.connect(path)
    old.executescript(snapshot.read_text())
    old.executescript(
        """
        INSERT INTO programmes VALUES (1, 'Demo', 'en', 'America/Edmonton', 'CA-AB', '', '', NULL, 1, 0, 0);
        INSERT INTO places (id, programme_id, platform, tenant) VALUES (1, 1, 'playground', 'demo');
        """
    )
    old.close()
    store = open_store(f"sqlite:///{path}", [KEY])
    assert store.submit("playground", "demo", lambda work: work.programme.name).result() == "Demo"
    store.close()
    engine = engine_of(f"sqlite:///{path}", Seal([KEY])).engine
    assert differences(engine) == []
    engine.dispose()


def test_opening_again_changes_nothing(url):
    engine = engine_of(url, Seal([KEY])).engine
    upgrade(engine)
    assert differences(engine) == []
    engine.dispose()
