"""Who and what is in Teams: people, the conversations that the app is in, and what was posted there."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from itertools import count
from typing import Any

TENANT = "72f988bf-86f1-41af-91ab-2d7cd011db47"


@dataclass
class Person:
    """`user` is the app's own name of them, `aad` the directory's."""

    user: str
    aad: str
    name: str
    email: str
    tenant: str = TENANT
    locale: str = "en-CA"
    zone: str = "America/Edmonton"
    role: str = "user"

    @property
    def member(self) -> dict[str, Any]:
        """How the connector describes them."""
        given, _, surname = self.name.partition(" ")
        return {
            "id": self.user,
            "name": self.name,
            "objectId": self.aad,
            "aadObjectId": self.aad,
            "givenName": given,
            "surname": surname,
            "email": self.email,
            "userPrincipalName": self.email,
            "tenantId": self.tenant,
            "userRole": self.role,
        }


@dataclass
class Post:
    """A message of the app; `versions` counts how often it was changed."""

    id: str
    activity: dict[str, Any]
    versions: int = 1


@dataclass
class Conversation:
    """`refuses` is the code of the 403 that every call gets; "" where the app is welcome."""

    id: str
    kind: str
    tenant: str
    members: list[str]
    posts: list[Post] = field(default_factory=list)
    refuses: str = ""

    def post(self, ref: str) -> Post | None:
        return next((post for post in self.posts if post.id == ref), None)


class Tenancy:
    """Everything that is; names are made as Teams makes them."""

    def __init__(self) -> None:
        self.people: dict[str, Person] = {}
        self.conversations: dict[str, Conversation] = {}
        self._numbers = count(1_770_000_000_000)

    def arrive(
        self, name: str, locale: str = "en-CA", email: str = "", tenant: str = TENANT, role: str = "user"
    ) -> Person:
        """Somebody new in the directory; they have not added the app."""
        number = len(self.people) + 1
        user = f"29:1{secrets.token_urlsafe(48)}"
        aad = f"00000000-0000-4000-8000-{number:012d}"
        address = email or f"{name.split(maxsplit=1)[0].lower()}{number}@contoso.example"
        person = Person(user, aad, name, address, tenant, locale, role=role)
        self.people[user] = person
        return person

    def person(self, name: str) -> Person | None:
        """Whom this names, by either of their names."""
        return self.people.get(name) or next((one for one in self.people.values() if one.aad == name), None)

    def personal(self, person: Person) -> Conversation:
        """The conversation that the app and this person share; the same one each time."""
        for known in self.conversations.values():
            if known.kind == "personal" and known.members == [person.user]:
                return known
        return self._add("personal", f"a:1{secrets.token_urlsafe(60)}", person.tenant, [person.user])

    def group(self, members: list[Person]) -> Conversation:
        """A group chat of its own for each call."""
        name = f"19:{secrets.token_hex(16)}@thread.v2"
        return self._add("groupChat", name, members[0].tenant, [one.user for one in members])

    def new_id(self) -> str:
        """The name of a message: the milliseconds at which it was posted, each one once."""
        return str(next(self._numbers))

    def _add(self, kind: str, name: str, tenant: str, members: list[str]) -> Conversation:
        self.conversations[name] = Conversation(name, kind, tenant, members)
        return self.conversations[name]
