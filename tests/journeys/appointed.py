"""What a roster does and no page can: somebody becomes a coordinator, or supervises somebody."""

from dataclasses import replace

from bot.mentoring.people import Role, Tie
from bot.ports import Work


def appointed(work: Work, user: str) -> None:
    """The person behind this account is a coordinator besides what they are."""
    account = work.accounts.first(user=user)
    assert account, f"nobody is {user}"
    person = work.people.get(account.person_id)
    work.people.save(replace(person, roles=(*person.roles, Role.COORDINATOR)))


def supervising(work: Work, mentor: str, mentee: str) -> None:
    """The first of these accounts' people supervises the second's."""
    ids = (work.accounts.first(user=user) for user in (mentor, mentee))
    mentor_id, mentee_id = (account.person_id for account in ids if account)
    work.ties.add(Tie(0, mentor_id, mentee_id, "supervises"))
