"""PostgreSQL asked by libpq itself: in psycopg's cursor, all Python, a question takes half as long again."""

from collections.abc import Sequence
from typing import Any

from psycopg import Connection, Error, OperationalError, errors, pq
from psycopg.adapt import PyFormat, Transformer

_FINE = (pq.ExecStatus.TUPLES_OK, pq.ExecStatus.COMMAND_OK)


class Libpq:
    """What a cursor is to other drivers; each statement is prepared once, under a name among `names`.

    They live as long as the connection. SQLAlchemy still begins and commits.
    """

    def __init__(self, connection: "Connection[Any]", names: dict[str, bytes]) -> None:
        self._server = connection.pgconn
        self._values = Transformer(connection)
        self._names = names
        self._answer: Any = None

    def execute(self, text: str, bound: Sequence[Any]) -> "Libpq":
        """Say a statement; the first one begins the transaction, as a cursor would."""
        if self._server.transaction_status == pq.TransactionStatus.IDLE:
            _fine(self._server.exec_(b"BEGIN"))
        # As text: in a binary value PostgreSQL would read the width that it prepared for, not the one sent.
        values: Any = self._values.dump_sequence(bound, [PyFormat.TEXT] * len(bound))
        self._answer = _fine(self._server.exec_prepared(self._name(text, len(bound)), values))
        return self

    @property
    def rowcount(self) -> int:
        """How many rows the last statement wrote."""
        return int(self._answer.command_tuples or 0)

    def fetchall(self) -> list[tuple[Any, ...]]:
        """The rows that the last statement found."""
        self._values.set_pgresult(self._answer)
        return self._values.load_rows(0, self._answer.ntuples, tuple)

    def _name(self, text: str, places: int) -> bytes:
        if text not in self._names:
            name = b"constellation_%d" % len(self._names)
            numbered = text % tuple(f"${number}" for number in range(1, places + 1))
            _fine(self._server.prepare(name, numbered.encode()))
            self._names[text] = name
        return self._names[text]


def _fine(answer: pq.abc.PGresult) -> pq.abc.PGresult:
    """The answer, where it is none of the server's errors; its detail, which may name values, is left out."""
    if answer.status in _FINE:
        return answer
    said = answer.error_field(pq.DiagnosticField.MESSAGE_PRIMARY) or answer.error_message
    raise _kind(answer.error_field(pq.DiagnosticField.SQLSTATE) or b"")(said.decode(errors="replace"))


def _kind(code: bytes) -> type[Error]:
    """The driver's error for a code of PostgreSQL's; where there is none, the connection broke."""
    try:
        return errors.lookup(code.decode())
    except KeyError:
        return OperationalError
