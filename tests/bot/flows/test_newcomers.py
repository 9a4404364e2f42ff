"""Who speaks: by account, by the roster's e-mail, or someone new; and what happens when they go."""

import pytest

from bot import conversation
from bot.mentoring.mentorships import Mentorship, MentorshipState
from bot.mentoring.needs import Need, NeedState
from bot.mentoring.people import Account, Person
from bot.mentoring.profiles import Profile
from bot.mentoring.programmes import Programme
from bot.mentoring.requests import Request, RequestState
from bot.turns import Address, Joined, Said, Sender, Turn
from tests.bot.flows.talk import NOW, Talk
from tests.fakes import FakeWork

FACULTY = ("faculty",)


def test_someone_on_the_roster_is_known_by_their_e_mail_whatever_its_case():
    talk = Talk()
    listed = talk.work.people.add(
        Person(0, "Léa Roy", "lea.roy@example.org", FACULTY, discipline="anesthesiology")
    )
    lea = talk.stranger("Lea R.", " Lea.Roy@Example.org ")
    lea.arrives()
    assert lea.person == listed
    assert not listed.is_here


def test_someone_new_is_a_visitor_with_what_the_platform_told():
    talk = Talk()
    noor = talk.stranger("Noor\u202e Haddad", "Noor@Example.org", locale="fr-CA", zone="America/Toronto")
    noor.arrives()
    assert (noor.person.name, noor.person.email) == ("Noor Haddad", "noor@example.org")
    assert (noor.person.locale, noor.person.zone) == ("fr", "America/Toronto")
    assert noor.person.roles == ()
    assert not noor.person.is_here


def test_whoever_is_on_the_roster_by_e_mail_alone_is_for_the_rest_as_the_platform_tells():
    talk = Talk()
    talk.work.people.add(Person(0, "", "noor@example.org", ("coordinator",)))
    noor = talk.stranger("Noor Haddad", "noor@example.org", locale="fr-CA", zone="America/Toronto")
    noor.arrives()
    assert (noor.person.name, noor.person.roles) == ("Noor Haddad", ("coordinator",))
    assert (noor.person.locale, noor.person.zone) == ("fr", "America/Toronto")


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../../etc/passwd", "America", "\0"])
def test_a_zone_that_is_none_gives_way_to_the_programmes(zone):
    talk = Talk(FakeWork(Programme(1, "Demo", locale="fr", zone="America/Winnipeg")))
    noor = talk.stranger("Noor", locale="xx", zone=zone)
    noor.arrives()
    assert (noor.person.locale, noor.person.zone) == ("fr", "America/Winnipeg")


def test_the_route_of_an_account_is_kept_fresh():
    talk = Talk()
    amira = talk.person("Amira Haddad")
    talk.work.accounts.save(
        Account(1, amira.id, "playground", "demo", "amira", "old", reachable=False, version=1)
    )
    amira.says("hello")
    account = talk.work.accounts.first(person_id=amira.id)
    assert (account.route, account.reachable) == ("amira", True)


def test_the_same_e_mail_on_another_platform_is_the_same_person():
    talk = Talk()
    amira = talk.person("Amira Haddad")
    sender = Sender("U123", "Amira", amira.person.email)
    conversation.take(Turn("x", Address("teams", "t1", "r1"), sender, Joined()), talk.work, NOW)
    assert len(talk.work.accounts.where(person_id=amira.id)) == 2
    assert len(talk.work.people.where()) == 1


def test_of_two_accounts_the_one_that_was_used_last_is_known():
    talk = Talk()
    amira = talk.person("Amira Haddad")
    sender = Sender("U123", "Amira", amira.person.email)
    conversation.take(Turn("x", Address("teams", "t1", "r1"), sender, Joined()), talk.work, NOW)

    def latest():
        return [one.platform for one in talk.work.accounts.where(person_id=amira.id, latest=True)]

    assert latest() == ["teams"]
    amira.says("hello")
    assert latest() == ["playground"]
    conversation.take(Turn("y", Address("teams", "t1", "r1"), sender, Said("hello")), talk.work, NOW)
    assert latest() == ["teams"]


def test_whoever_brought_the_app_coordinates_where_nobody_does_yet():
    talk = Talk()
    nadia, sol = (talk.stranger(name, f"{name}@example.org") for name in ("Nadia", "Sol"))
    for someone in (nadia, sol):
        turn = Turn(
            f"i-{someone.sender.user}",
            Address("playground", "demo", ""),
            someone.sender,
            Joined(brought=True),
        )
        conversation.take(turn, talk.work, NOW)
    assert nadia.person.roles == ("coordinator",)
    assert sol.person.roles == ()


def test_who_leaves_ends_what_is_open_gently_and_takes_their_requests_along():
    talk = Talk()
    work = talk.work
    amira, lea = talk.person("Amira Haddad"), talk.person("Léa Roy", FACULTY)
    sol = talk.person("Sol Ito", FACULTY)
    work.profiles.add(Profile(0, lea.id, ("career",), taken=1))
    met = work.needs.add(Need(0, amira.id, ("career",), state=NeedState.MET))
    open_need = work.needs.add(Need(0, amira.id, ("research",), state=NeedState.OPEN))
    work.requests.add(Request(0, open_need.id, amira.id, sol.id, state=RequestState.SENT, sent_at=NOW))
    work.mentorships.add(
        Mentorship(0, met.id, 0, amira.id, lea.id, ("career",), state=MentorshipState.ACTIVE)
    )
    amira.leaves()
    assert work.mentorships.get(1).state is MentorshipState.ENDED
    assert work.requests.get(1).state is RequestState.WITHDRAWN
    assert work.profiles.of(lea.id).taken == 0
    assert not amira.person.is_here
    lea.sees("goodbyes.closed")
    amira.sees_nothing_new()


def test_who_leaves_one_platform_of_two_stays():
    talk = Talk()
    amira = talk.person("Amira Haddad")
    talk.work.accounts.add(Account(0, amira.id, "teams", "t1", "a", "a"))
    amira.leaves()
    assert amira.person.is_here


def test_who_left_can_come_back_by_writing():
    talk = Talk()
    amira = talk.person("Amira Haddad")
    amira.leaves()
    amira.says("hello again")
    amira.sees("welcome.greeting")
    amira.presses("welcome.start")
    amira.submits(agree=("keep",))
    assert amira.person.is_here
