"""Where Teams may be answered: addresses are allowed host by host, and read in one way only."""

import re
from collections.abc import Iterable

from adapters.teams.clouds import PUBLIC

LOOPBACK = frozenset({"127.0.0.1", "localhost"})

_LONGEST = 512
_NAME = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
_LOCAL = re.compile(r"(127\.0\.0\.1|localhost):[0-9]{1,5}")
# No port, user, query, fragment, escape or backslash: what no two readers of addresses could disagree on.
_ADDRESS = re.compile(r"(https?)://([a-z0-9.:-]+)((?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/?)")


class Hosts:
    """The hosts that may have our token: by https, and on this machine by plain http where it is asked for.

    `loopback` names hosts of this machine with their ports ("127.0.0.1:56150"): for development and tests.
    """

    def __init__(self, names: Iterable[str] = PUBLIC.hosts, loopback: Iterable[str] = ()) -> None:
        allowed = [("https", name) for name in names], [("http", name) for name in loopback]
        for pattern, hosts in zip((_NAME, _LOCAL), allowed, strict=True):
            if not all(pattern.fullmatch(name) for _, name in hosts):
                raise ValueError("a host is allowed by its full name in small letters, never by a pattern")
        self._allowed = frozenset([*allowed[0], *allowed[1]])

    def allow(self, address: object) -> bool:
        """Whether this is an address of Teams'."""
        if not isinstance(address, str) or len(address) > _LONGEST:
            return False
        found = _ADDRESS.fullmatch(address)
        return found is not None and found.group(1, 2) in self._allowed
