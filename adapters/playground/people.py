"""The people one can be in the playground."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlaygroundPerson:
    """Someone a visitor can be; `level` and `discipline` are codes of the taxonomy, or empty."""

    user: str
    name: str
    locale: str = "en"
    zone: str = "America/Edmonton"
    roles: tuple[str, ...] = ()
    level: str = ""
    discipline: str = ""

    @property
    def initials(self) -> str:
        """One or two letters for a face without a picture."""
        words = [word for word in self.name.replace("-", " ").split() if word[0].isalpha()]
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper() or "?"

    @property
    def tint(self) -> int:
        """One of six quiet colours, always the same for the same person."""
        return sum(self.user.encode()) % 6


GROUPS = ("newcomer", "resident", "faculty", "coordinator")
"""How people are listed, in this order; who has no role yet is a newcomer."""


def grouped(people: Iterable[PlaygroundPerson]) -> dict[str, list[PlaygroundPerson]]:
    """People by the group they are listed under, each group by name; empty groups are left out."""
    listed = sorted(people, key=lambda person: person.name.casefold())
    groups = {group: [person for person in listed if _group(person) == group] for group in GROUPS}
    return {group: members for group, members in groups.items() if members}


def _group(person: PlaygroundPerson) -> str:
    """Who has several roles is listed by the rarer one, or by what they look for here."""
    order = ("coordinator", "leader", "resident", "faculty")
    held = next((role for role in order if role in person.roles), "newcomer")
    return "coordinator" if held == "leader" else held
