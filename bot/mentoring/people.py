"""People: who they are, where they are reached, what they agreed to, and whom they keep away from."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

GONE_AFTER = timedelta(days=7)
"""How long nobody can be reached before what they have open closes gently for the others."""


class Role(StrEnum):
    """What a person may do; one person may hold several."""

    RESIDENT = "resident"
    FACULTY = "faculty"
    COORDINATOR = "coordinator"
    LEADER = "leader"


@dataclass(frozen=True)
class Person:
    """A person of the programme. Not joined until they said yes; gone once they left.

    `courtesy` is how they wish to be addressed: "dr", "dre" or "" (first name). `busy` are days on
    call or night float, `snoozed_until` holds back every nudge.
    """

    id: int
    name: str
    email: str = ""
    roles: tuple[str, ...] = (Role.RESIDENT,)
    level: str = ""
    discipline: str = ""
    courtesy: str = ""
    locale: str = "en"
    zone: str = "America/Edmonton"
    joined_at: datetime | None = None
    snoozed_until: datetime | None = None
    busy: tuple[date, ...] = ()
    left_at: datetime | None = None
    version: int = 1

    @property
    def first_name(self) -> str:
        """The name by which the bot speaks to them."""
        return self.name.split(" ")[0]

    @property
    def is_here(self) -> bool:
        """Whether they joined and have not left."""
        return self.joined_at is not None and self.left_at is None

    def has(self, role: Role) -> bool:
        """Whether they hold this role."""
        return role in self.roles


@dataclass(frozen=True)
class Account:
    """Where a person is reached on one platform; `route` names their direct messages there.

    `joint` where several people can be brought into one conversation, `latest` where they last did
    anything: of all that they have, they are written to there.
    """

    id: int
    person_id: int
    platform: str
    tenant: str
    user: str
    route: str
    reachable: bool = True
    joint: bool = True
    latest: bool = True
    version: int = 1


@dataclass(frozen=True)
class Consent:
    """One purpose a person agreed to, in the version of the text that they saw."""

    id: int
    person_id: int
    purpose: str
    text_version: int
    given_at: datetime
    withdrawn_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True)
class Bar:
    """A confidential, permanent "never suggest" (or block) from one person towards another."""

    id: int
    person_id: int
    other_id: int
    blocked: bool = False
    version: int = 1


@dataclass(frozen=True)
class Tie:
    """A conflict of interest: the mentor assesses, promotes or supervises the mentee."""

    id: int
    mentor_id: int
    mentee_id: int
    kind: str
    version: int = 1


@dataclass(frozen=True)
class Companion:
    """Someone outside the programme, or a peer, whom a person keeps on their own map."""

    id: int
    person_id: int
    name: str
    domain: str
    kind: str = "mentor"
    version: int = 1
