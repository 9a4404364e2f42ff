"""PostgreSQL asked by libpq itself: in psycopg's cursor, all Python, a question takes half as long again."""

from collections.abc import Sequence
from itertools import count
from typing import Any

from store.clashes import FORGOTTEN

_numbers = count()


class Libpq:
    """What a cursor is to other drivers; each statement is prepared once, under a name among `names`.

    They live as long as the connection; `psycopg` is the driver that SQLAlchemy loaded, and commits by.
    """

    def __init__(self, psycopg: Any, connection: Any, names: dict[str, bytes]) -> None:
        self._psycopg = psycopg
        self._server = connection.pgconn
        self._values = psycopg.adapt.Transformer(connection)
        self._names = names
        self._answer: Any = None

    def execute(self, text: str, bound: Sequence[Any]) -> "Libpq":
        """Say a statement; the first one begins the transaction, as a cursor would."""
        if self._server.transaction_status == self._psycopg.pq.TransactionStatus.IDLE:
            self._fine(self._server.exec_(b"BEGIN"))
        # As text: in a binary value PostgreSQL would read the width that it prepared for, not the one sent.
        values = self._values.dump_sequence(bound, [self._psycopg.adapt.PyFormat.TEXT] * len(bound))
        try:
            self._answer = self._fine(self._server.exec_prepared(self._name(text, len(bound)), values))
        except self._psycopg.Error as error:
            if error.sqlstate in FORGOTTEN:
                self._names.clear()
            raise
        return self

    @property
    def rowcount(self) -> int:
        """How many rows the last statement wrote."""
        return int(self._answer.command_tuples or 0)

    def fetchall(self) -> Any:
        """The rows that the last statement found."""
        self._values.set_pgresult(self._answer)
        return self._values.load_rows(0, self._answer.ntuples, tuple)

    def _name(self, text: str, places: int) -> bytes:
        if text not in self._names:
            name = b"constellation_%d" % next(_numbers)
            numbered = text % tuple(f"${number}" for number in range(1, places + 1))
            self._fine(self._server.prepare(name, numbered.encode()))
            self._names[text] = name
        return self._names[text]

    def _fine(self, answer: Any) -> Any:
        """The answer where it is no error; an error's detail, which names values, is left out."""
        pq = self._psycopg.pq
        if answer.status in (pq.ExecStatus.TUPLES_OK, pq.ExecStatus.COMMAND_OK):
            return answer
        said = answer.error_field(pq.DiagnosticField.MESSAGE_PRIMARY) or answer.error_message
        code = answer.error_field(pq.DiagnosticField.SQLSTATE) or b""
        raise self._kind(code.decode())(said.decode(errors="replace"))

    def _kind(self, code: str) -> type[Exception]:
        """The driver's error for a code of PostgreSQL's; where there is none, the connection broke."""
        try:
            kind: type[Exception] = self._psycopg.errors.lookup(code)
        except KeyError:
            kind = self._psycopg.OperationalError
        return kind
