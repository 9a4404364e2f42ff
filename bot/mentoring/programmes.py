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
    """A platform's tenant in which a programme lives."""

    id: int
    programme_id: int
    platform: str
    tenant: str
