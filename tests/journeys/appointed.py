"""What a roster does and no page can: somebody becomes a coordinator."""

from dataclasses import replace

from bot.mentoring.people import Role
from bot.ports import Work


def appointed(work: Work, user: str) -> None:
    """The person behind this account is a coordinator besides what they are."""
    account = work.accounts.first(platform="playground", tenant="demo", user=user)
    assert account, f"nobody is {user}"
    person = work.people.get(account.person_id)
    work.people.save(replace(person, roles=(*person.roles, Role.COORDINATOR)))
