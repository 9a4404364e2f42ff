"""Who speaks: found by their account, by their e-mail on the roster, or greeted as someone new."""

from dataclasses import replace
from datetime import datetime

from bot.cards import Outcome
from bot.flows.leaving import close
from bot.forms import tidied
from bot.heard import Heard
from bot.mentoring.days import is_zone
from bot.mentoring.people import Account, Person
from bot.ports import Work
from bot.turns import Sender, Turn

LONGEST_NAME = 80


def known(turn: Turn, work: Work, now: datetime) -> Person:
    """The person who speaks; someone new is kept as a visitor until they say yes."""
    account = _account(turn, work)
    if account:
        _keep_fresh(account, turn, work)
        return work.people.get(account.person_id)
    person = _on_the_roster(turn.sender, work) or work.people.add(_visitor(turn.sender, work))
    _reach(person, turn, work)
    return _named(person, turn.sender, work)


def is_known(turn: Turn, work: Work) -> bool:
    """Whether whoever speaks was met at this place before, and has not gone since."""
    account = _account(turn, work)
    return account is not None and account.reachable


def left(heard: Heard, work: Work, now: datetime) -> Outcome:
    """They can't be reached here any more; where that was the last place, what is open ends gently."""
    account = _account(heard.turn, work)
    if account:
        work.accounts.save(replace(account, reachable=False))
    if not work.accounts.first(person_id=heard.person.id, reachable=True):
        close(work, heard.person, now)
    return Outcome()


def last_word(turn: Turn, work: Work) -> Person:
    """A nameless visitor at the place where someone was just forgotten, to be told that it is done."""
    person = work.people.add(_visitor(replace(turn.sender, name="", email=""), work))
    _reach(person, turn, work)
    return person


def _account(turn: Turn, work: Work) -> Account | None:
    place = turn.address
    return work.accounts.first(platform=place.platform, tenant=place.tenant, user=turn.sender.user)


def _keep_fresh(account: Account, turn: Turn, work: Work) -> None:
    place = turn.address
    route = place.route or account.route
    fresh = replace(account, route=route, reachable=True, joint=place.joint, latest=True)
    if not account.latest:
        _leave_for_another(account.person_id, work)
    if fresh != account:
        work.accounts.save(fresh)


def _leave_for_another(person_id: int, work: Work) -> None:
    """They use another of their accounts from now on."""
    for account in work.accounts.where(person_id=person_id, latest=True):
        work.accounts.save(replace(account, latest=False))


def _on_the_roster(sender: Sender, work: Work) -> Person | None:
    """A roster keeps its e-mails in lower case."""
    return work.people.first(email=_email(sender)) if _email(sender) else None


def _named(person: Person, sender: Sender, work: Work) -> Person:
    """Whoever is on the roster by e-mail alone is for the rest as the platform tells."""
    if person.name:
        return person
    told = _visitor(sender, work)
    return work.people.save(replace(person, name=told.name, locale=told.locale, zone=told.zone))


def _email(sender: Sender) -> str:
    return tidied(sender.email).casefold()


def _visitor(sender: Sender, work: Work) -> Person:
    programme = work.programme
    return Person(
        0,
        tidied(sender.name)[:LONGEST_NAME],
        _email(sender),
        roles=(),
        locale="fr" if sender.locale.casefold().startswith("fr") else programme.locale,
        zone=sender.zone if is_zone(sender.zone) else programme.zone,
    )


def _reach(person: Person, turn: Turn, work: Work) -> None:
    place = turn.address
    _leave_for_another(person.id, work)
    work.accounts.add(
        Account(0, person.id, place.platform, place.tenant, turn.sender.user, place.route, joint=place.joint)
    )
