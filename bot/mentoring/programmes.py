"""A programme: one community of mentees and mentors, with its zone, languages and pace."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Programme:
    """One programme; `region` names its holidays ("CA-AB"), `human` is a person one can talk to."""

    id: int
    name: str
    locale: str = "en"
    zone: str = "America/Edmonton"
    region: str = "CA-AB"
    human: str = ""
    resources: str = ""
    paused_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True)
class Place:
    """A platform's tenant in which a programme lives.

    `holds` is what lets us speak there, in the platform's own words (it rests sealed); `gone_at` is
    when the app was taken away: from then on nothing is sent there, and in time all of it is forgotten.
    """

    id: int
    programme_id: int
    platform: str
    tenant: str
    holds: str = ""
    gone_at: datetime | None = None
    version: int = 1
