"""Joining: consent first, one form, the next step; and every way out of it."""

import pytest

from bot.cards import Choices, Facts, Text
from bot.mentoring.consent import agreed
from tests.bot.flows.talk import Talk

EVERYTHING = ("keep", "checkins", "figures")


@pytest.fixture
def talk():
    return Talk()


@pytest.fixture
def amira(talk):
    newcomer = talk.stranger("Amira Haddad", "amira@example.org")
    newcomer.arrives()
    return newcomer


def consents_of(talk, someone):
    return agreed(talk.work.consents.where(person_id=someone.id))


def test_the_greeting_says_who_sees_what_before_anything_is_asked(amira):
    amira.sees("welcome.greeting", "welcome.between_us", "welcome.no_patients", "welcome.sees.answers")
    assert amira.actions() == {"welcome.start", "privacy.show", "welcome.later", "welcome.language"}


def test_someone_without_a_name_is_greeted_too(talk):
    nobody = talk.stranger("", user="u9")
    nobody.arrives()
    nobody.sees("welcome.greeting_you")


def test_joining_takes_one_form_and_leads_to_a_first_need(talk, amira):
    amira.presses("welcome.start")
    amira.submits(brings="mentee", level="pgy4", discipline="emergency_medicine", agree=EVERYTHING)
    amira.sees("welcome.joined", "welcome.next.mentee")
    assert amira.person.is_here
    assert amira.person.roles == ("resident",)
    assert (amira.person.level, amira.person.discipline) == ("pgy4", "emergency_medicine")
    assert consents_of(talk, amira) == {*EVERYTHING}
    assert "needs.new" in amira.actions()
    assert "profile.edit" not in amira.actions()


def test_a_mentor_is_led_to_their_profile_and_one_who_is_both_to_both(talk, amira):
    amira.presses("welcome.start")
    amira.submits(brings="mentor", agree=("keep",))
    amira.sees("welcome.next.mentor")
    assert amira.person.roles == ("faculty",)
    noor = talk.stranger("Noor")
    noor.arrives()
    noor.presses("welcome.start")
    noor.submits(brings="both", agree=("keep",))
    noor.sees("welcome.next.both")
    assert {"needs.new", "profile.edit"} <= noor.actions()


def test_nothing_is_ticked_beforehand_and_only_the_first_is_needed(talk, amira):
    amira.presses("welcome.start")
    agree = next(entry for entry in amira.form.fields if entry.name == "agree")
    assert agree.values == ()
    amira.submits(brings="mentee", agree=("checkins",))
    assert amira.errors == {"agree": "welcome.keep_is_needed"}
    assert not amira.person.is_here
    amira.submits(brings="mentee", agree=("keep",))
    assert consents_of(talk, amira) == {"keep"}


def test_what_is_missing_is_said_at_its_place(amira):
    amira.presses("welcome.start")
    amira.submits(name="   ", brings="", zone="Mars/Olympus")
    assert amira.errors == {
        "name": "forms.required",
        "brings": "forms.required",
        "agree": "forms.required",
        "zone": "forms.pick_one",
    }


def test_the_language_can_be_switched_at_once(amira):
    amira.presses("welcome.language", value="fr")
    assert amira.person.locale == "fr"
    amira.sees("welcome.greeting", "welcome.speak.en")


def test_not_now_leaves_the_way_back_open(amira):
    amira.presses("welcome.later")
    amira.sees("welcome.later_then")
    amira.says("bonjour")
    amira.sees("welcome.greeting")
    amira.presses("welcome.start")
    assert amira.form


def test_before_joining_every_command_but_help_leads_to_the_greeting(amira):
    for typed in ("/mentor need research", "home", "/mentor pause", "anything at all", "/mentor"):
        amira.says(typed)
        amira.sees("welcome.greeting")


def test_whoever_opens_the_conversation_again_is_not_greeted_again(talk, amira):
    before, messages = amira.person, len(talk.work.outbox.messages)
    amira.arrives()
    assert len(talk.work.outbox.messages) == messages
    assert amira.person == before


def test_whoever_went_and_is_back_is_greeted(talk, amira):
    amira.leaves()
    amira.arrives()
    amira.sees("welcome.greeting")


def test_joining_twice_by_two_cards_keeps_the_first(talk, amira):
    amira.presses("welcome.start")
    form = amira.form
    amira.submits(brings="mentee", agree=EVERYTHING)
    joined_at = amira.person.joined_at
    amira.form = form
    amira.submits(name="Somebody Else", brings="mentor", agree=("keep",))
    assert (amira.person.joined_at, amira.person.name) == (joined_at, "Amira Haddad")
    assert len(talk.work.consents.where(person_id=amira.id)) == len(EVERYTHING)


def test_joining_again_gives_each_consent_once(talk, amira):
    amira.presses("welcome.start")
    amira.submits(brings="mentee", agree=("keep", "checkins"))
    amira.leaves()
    amira.says("hello")
    amira.presses("welcome.start")
    amira.submits(agree=EVERYTHING)
    assert consents_of(talk, amira) == {*EVERYTHING}
    assert len(talk.work.consents.where(person_id=amira.id)) == len(EVERYTHING)


def test_a_coordinator_who_joins_stays_one(talk):
    ana = talk.person("Ana Cruz", ("coordinator",), joined=False)
    ana.says("hi")
    ana.presses("welcome.start")
    ana.submits(brings="both", agree=("keep",))
    assert ana.person.roles == ("resident", "faculty", "coordinator")


def test_the_greeting_fits_a_phone(amira):
    (card,) = amira.newest()
    assert [type(part) for part in card.parts] == [Text, Text, Facts, Text, Choices]


def test_an_old_greeting_leads_someone_who_joined_home(amira):
    old = {name: amira.button(f"welcome.{name}")[1] for name in ("start", "later", "language")}
    amira.presses("welcome.start")
    amira.submits(brings="mentee", agree=EVERYTHING)
    for button in old.values():
        amira.presses_old(button)
        amira.sees("welcome.again", "constellation.title")
    assert amira.person.locale == "fr"
