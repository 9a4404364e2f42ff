"""The table: everything that can be said, pressed or submitted, the flow that hears it, who may."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.authority import Who
from bot.flows import help as help_flow
from bot.flows import welcome
from bot.heard import Flow


@dataclass(frozen=True)
class Route:
    """A flow and who may take it."""

    flow: Flow
    who: Who = Who.MEMBER


ACTIONS: Mapping[str, Route] = {
    # joining
    "welcome.start": Route(welcome.start, Who.ANYONE),
    # a mentor's profile, oneself
    # needs and suggestions
    # requests and introductions
    # check-ins, moving with, moving on
    # home, pauses, privacy
    "help.show": Route(help_flow.show, Who.ANYONE),
    # coordinators
}
"""What a button or a form may ask for."""

COMMANDS: Mapping[str, str] = {
    "help": "help.show",
    "aide": "help.show",
}
"""What a person may type, alone or after `/mentor`, in either language; the action it means."""
