"""Whether a store is well: it answers, it is whole, and its keys open what it holds."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import SQLAlchemyError

from bot.outbox import MessageState
from store import tables
from store.engine import engine_of
from store.migrate import newest
from store.seal import Seal, WrongKey
from store.sealed import SEALED
from store.tables import OF

Finding = tuple[bool, str]
"""Whether all is well there, and one plain line."""


def findings(url: str, keys: Sequence[str]) -> list[Finding]:
    """What is found, nothing changed; a store that is not there yet is found to be so."""
    engine = engine_of(url, Seal(keys)).engine
    try:
        return _looked_at(engine)
    except SQLAlchemyError:
        return [(False, "the database does not answer: is its address right, and is it running?")]
    finally:
        engine.dispose()


def _looked_at(engine: Engine) -> list[Finding]:
    with engine.connect() as connection:
        if not engine.dialect.has_table(connection, "alembic_version"):
            return [(True, "the store is empty: `constellation serve` sets it up")]
        return [_schema(connection), *_whole(connection), _keys(connection), *_outbox(connection)]


def _schema(connection: Connection) -> Finding:
    revision = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    if revision == newest():
        return True, f"the schema is up to date ({revision})"
    return False, f"the schema is at {revision}, not {newest()}: `constellation serve` brings it up to date"


def _whole(connection: Connection) -> Iterator[Finding]:
    if connection.dialect.name == "sqlite":
        verdict = connection.exec_driver_sql("PRAGMA quick_check").scalar()
        yield (
            verdict == "ok",
            "the file is whole" if verdict == "ok" else "the file is damaged: restore a copy",
        )


def _keys(connection: Connection) -> Finding:
    """One sealed field of each kind is opened; which one, and what it holds, is not told."""
    try:
        for kind, names in SEALED.items():
            columns = [OF[kind].c[name] for name in sorted(names)]
            connection.execute(select(*columns).order_by(OF[kind].c.id.desc()).limit(1)).all()
    except WrongKey:
        return False, "the keys do not open what is stored: give the key it was written with as well"
    return True, "the keys open what is stored"


def _outbox(connection: Connection) -> Iterator[Finding]:
    state = tables.outbox.c.state
    counts = {
        row.state: row.number
        for row in connection.execute(select(state, func.count().label("number")).group_by(state))
    }
    waiting, dead = counts.get(MessageState.WAITING, 0), counts.get(MessageState.DEAD, 0)
    yield True, f"messages waiting: {waiting}"
    yield (
        dead == 0,
        f"messages that could not be delivered: {dead}"
        + (" (they are on the coordinator's queue)" if dead else ""),
    )
