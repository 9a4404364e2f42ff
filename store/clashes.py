"""What an engine says when somebody else was first."""

from sqlalchemy.exc import DBAPIError

_BEATEN = {
    "SQLITE_CONSTRAINT_UNIQUE",
    "SQLITE_CONSTRAINT_PRIMARYKEY",
    "SQLITE_CONSTRAINT_CHECK",
    "23505",  # PostgreSQL: unique_violation
    "23514",  # check_violation
}
_AGAIN = {"40001", "40P01"}  # PostgreSQL: serialization_failure, deadlock_detected

FORGOTTEN = {"26000", "0A000"}
"""What PostgreSQL says of a statement that it has prepared no more, or for tables that have changed since."""


def beaten(error: DBAPIError) -> bool:
    """Whether somebody else's row stands where this one should: same key, no place left."""
    return _code(error) in _BEATEN


def worth_another_try(error: DBAPIError) -> bool:
    """Whether the same transaction may well succeed when it is taken again."""
    return _code(error) in _AGAIN | FORGOTTEN


def _code(error: DBAPIError) -> str:
    return str(getattr(error.orig, "sqlite_errorname", None) or getattr(error.orig, "sqlstate", ""))
