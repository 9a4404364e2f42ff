"""A request of this very machine: the only one that may come in unsigned, while somebody develops."""

from multidict import MultiMapping

from adapters.teams.hosts import LOOPBACK

_LOCAL = frozenset({"127.0.0.1", "::1"})
_FROM_ELSEWHERE = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via")
_FROM_A_PAGE = ("Origin", "Sec-Fetch-Site", "Referer")


def is_own_machine(headers: MultiMapping[str], remote: str) -> bool:
    """Whether a program of this machine asks: no proxy for somebody else, and no page in a browser."""
    host = headers.get("Host", "").partition(":")[0]
    told = any(name in headers for name in (*_FROM_ELSEWHERE, *_FROM_A_PAGE))
    return remote in _LOCAL and host in LOOPBACK and not told
