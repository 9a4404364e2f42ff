"""What arrives: one turn of one person, in the core's own words."""

from collections.abc import Mapping
from dataclasses import dataclass, field

FieldValue = str | tuple[str, ...]
"""What a form's field holds when it is sent: a text, or the values that were ticked."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a conversation is: the platform, its tenant, and a route that only the platform reads.

    `joint` where the platform lets the app bring several people into one conversation.
    """

    platform: str
    tenant: str
    route: str
    joint: bool = True


@dataclass(frozen=True, slots=True)
class Sender:
    """Who speaks, as the platform has verified it; what it does not tell is empty."""

    user: str
    name: str = ""
    email: str = ""
    locale: str = ""
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A person typed something; `command` when it came by `/mentor`."""

    text: str
    command: bool = False


@dataclass(frozen=True, slots=True)
class Pressed:
    """A person pressed a button: its token, and the platform's name of the message it stands in."""

    token: str
    message: str = ""


@dataclass(frozen=True, slots=True)
class Submitted:
    """A person sent a form: its token and the fields by name (an attached file is its text)."""

    token: str
    fields: Mapping[str, FieldValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Opened:
    """A person opened their home."""


@dataclass(frozen=True, slots=True)
class Joined:
    """A person opened the app's conversation for the first time, or brought the app to their tenant."""

    brought: bool = False


@dataclass(frozen=True, slots=True)
class Left:
    """A person removed the app or left the tenant."""


Event = Said | Pressed | Submitted | Opened | Joined | Left


@dataclass(frozen=True, slots=True)
class Turn:
    """One delivery by a platform; `id` is the same when the platform delivers it again.

    `aside` where what is shown goes back with the answer, and not into the person's own conversation.
    """

    id: str
    address: Address
    sender: Sender
    event: Event
    aside: bool = False
