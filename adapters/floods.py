"""How much one person, and everyone of a tenant, may do: more comes again later."""

from functools import lru_cache

from aiolimiter import AsyncLimiter

MOST_KEPT = 20_000
"""How many people and tenants are kept apart; who did something longest ago is forgotten first."""


class TooMuch(Exception):
    """More than a person, or a whole tenant, does: it may come again later."""


class Floods:
    """Counts what arrives; each speed is so many in so many seconds, the first of them at once."""

    def __init__(
        self, person: tuple[float, float] = (40, 10), tenant: tuple[float, float] = (3_000, 10)
    ) -> None:
        self._person = lru_cache(MOST_KEPT)(lambda *_: AsyncLimiter(*person))
        self._tenant = lru_cache(MOST_KEPT)(lambda *_: AsyncLimiter(*tenant))

    async def admit(self, tenant: str, user: str) -> None:
        """Let one more come in; TooMuch where there were too many."""
        for limiter in (self._person(tenant, user), self._tenant(tenant)):
            if not limiter.has_capacity():
                raise TooMuch
            await limiter.acquire()
