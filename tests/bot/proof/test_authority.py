"""Every action by every kind of person in every state: who may is written here by hand, all others alike."""

from dataclasses import replace
from itertools import product

import pytest

from bot import conversation
from bot.cards import Outcome, Press, card, line
from bot.mentoring.people import Role
from bot.routes import ACTIONS
from bot.turns import Pressed
from tests.bot.proof.actors import KINDS, STATES, staged
from tests.bot.proof.stages import answered, as_it_was
from tests.bot.proof.village import handed

ANYONE = frozenset(KINDS) - {"stranger"}
MEMBERS = ANYONE - {"listed", "gone_mentee", "gone_mentor"}
FACULTY = frozenset({"mentor", "other_mentor"})
COORDINATOR = frozenset({"coordinator"})
MENTEE, MENTOR = frozenset({"mentee"}), frozenset({"mentor"})
BOTH = MENTEE | MENTOR
NOBODY = "no.such.token"

MAY = {
    "nothing": {
        "welcome.start": ANYONE, "welcome.join": ANYONE, "welcome.later": ANYONE, "welcome.language": ANYONE,
        "profile.edit": MEMBERS, "profile.offer": FACULTY, "profile.save": FACULTY, "profile.pause": FACULTY,
        "profile.save_pause": FACULTY, "profile.resume": FACULTY, "profile.limited": FACULTY,
        "people.me": MEMBERS, "people.save_me": MEMBERS,
        "needs.new": MEMBERS, "needs.tell": MEMBERS, "needs.choose": MEMBERS, "needs.chosen": MEMBERS,
        "suggestions.pick": MEMBERS, "requests.show": MEMBERS,
        "home.show": MEMBERS, "home.companion": MEMBERS, "home.add_companion": MEMBERS,
        "pauses.me": MEMBERS, "pauses.save_me": MEMBERS, "pauses.back": MEMBERS,
        "privacy.show": ANYONE, "privacy.export": MEMBERS, "privacy.consents": MEMBERS,
        "privacy.save_consents": MEMBERS, "privacy.forget": ANYONE, "privacy.forget_me": ANYONE,
        "privacy.block": MEMBERS, "privacy.save_block": MEMBERS, "privacy.wrong": MEMBERS,
        "privacy.tell": MEMBERS, "help.show": ANYONE,
        "roster.offer": COORDINATOR, "roster.ask": COORDINATOR, "roster.check": COORDINATOR,
        "roster.apply": COORDINATOR, "roster.cancel": COORDINATOR,
        "queue.status": COORDINATOR, "queue.show": COORDINATOR, "queue.nudge": COORDINATOR,
        "queue.ask_to_pause": COORDINATOR, "queue.pause_all": COORDINATOR, "queue.resume_all": COORDINATOR,
        "queue.leave": COORDINATOR,
    },
    "queue": {"queue.settle": COORDINATOR},
    "companions": {"home.remove_companion": MENTEE},
    "needs": {
        "needs.confirm": MENTEE, "needs.save": MENTEE, "needs.edit": MENTEE, "needs.close": MENTEE,
        "needs.rest": MENTEE, "needs.reopen": MENTEE,
        "suggestions.show": MENTEE, "suggestions.more": MENTEE, "suggestions.pass": MENTEE,
        "suggestions.never": MENTEE, "suggestions.save_never": MENTEE, "suggestions.none_fits": MENTEE,
        "requests.write": MENTEE, "requests.send": MENTEE, "requests.rank": MENTEE,
        "requests.send_ranked": MENTEE,
    },
    "requests": {
        "requests.withdraw": MENTEE, "requests.stop": MENTEE, "requests.keep_in_mind": MENTEE,
        "requests.again": MENTEE, "requests.send_again": MENTEE,
        "answers.accept": MENTOR, "answers.one_meeting": MENTOR, "answers.decline": MENTOR,
        "answers.redirect": MENTOR, "answers.save_redirect": MENTOR, "answers.not_now": MENTOR,
        "answers.save_not_now": MENTOR, "answers.keep_open": MENTOR, "home.request": MENTOR,
    },
    "mentorships": {
        "introductions.propose": BOTH, "introductions.save_time": BOTH, "introductions.works": BOTH,
        "introductions.met": BOTH, "introductions.save_met": BOTH, "introductions.agreement": BOTH,
        "introductions.agree": BOTH,
        "drift.still": BOTH, "drift.busy": BOTH,
        "mentorships.adjust": BOTH, "mentorships.save_adjust": BOTH,
        "mentorships.share_adjust": BOTH, "mentorships.agree": BOTH, "mentorships.talk": BOTH,
        "mentorships.leave": BOTH, "mentorships.pause": BOTH, "mentorships.save_pause": BOTH,
        "mentorships.pause_now": BOTH, "mentorships.resume": BOTH, "mentorships.rest": BOTH,
        "mentorships.reopen": BOTH,
        "goodbyes.start": BOTH, "goodbyes.compose": BOTH, "goodbyes.silent": BOTH,
        "goodbyes.keep_going": BOTH, "goodbyes.no_hello": BOTH, "goodbyes.place": MENTOR,
        "privacy.block_now": BOTH,
    },
    "checkins": {
        "checkins.answer": MENTEE, "checkins.choose": MENTEE, "checkins.skip": MENTEE,
        "checkins.snooze": MENTEE, "checkins.unexpected": MENTEE, "checkins.save_unexpected": MENTEE,
        "home.checkin": MENTEE,
    },
    "goodbyes": {
        "goodbyes.edit": MENTEE, "goodbyes.save_edit": MENTEE, "goodbyes.send": MENTEE,
        "goodbyes.undo": MENTEE, "goodbyes.keep": MENTEE,
        "goodbyes.thank": MENTOR, "goodbyes.reply": MENTOR, "goodbyes.save_reply": MENTOR,
        "goodbyes.hello": MENTOR,
    },
}  # fmt: skip
"""What an action is about, and which kinds of people may take it, whatever state that is in."""

WITHIN = {
    ("needs.choose", "needs"): MENTEE,
    ("needs.chosen", "needs"): MENTEE,
    ("privacy.wrong", "mentorships"): BOTH,
}
"""Actions that anyone may take about nothing, and only these about something: their flow looks itself."""

ROWS = [(thing, action) for thing, actions in MAY.items() for action in actions]


@pytest.fixture(scope="module")
def stage():
    return staged()


def test_every_action_is_in_the_table_once():
    named = [action for _, action in ROWS]
    assert sorted(named) == sorted(ACTIONS)


@pytest.mark.parametrize(("thing", "action"), ROWS)
def test_only_those_who_may_are_let_in_and_all_others_read_the_same(stage, monkeypatch, thing, action):
    monkeypatch.setattr(conversation, "ACTIONS", _only_entered())
    for state, kind in product(STATES[thing], KINDS):
        with as_it_was(stage.village.work):
            stage.turn_to(thing, state)
            event, actor = _press(stage, thing, action, kind)
            if kind in MAY[thing][action]:
                assert _let_in(actor, event), (kind, state)
            else:
                _is_refused_like_anything(actor, event)


@pytest.mark.parametrize(("action", "thing"), WITHIN)
def test_a_flow_that_looks_itself_refuses_in_the_same_words(stage, action, thing):
    for state, kind in product(STATES[thing], sorted(set(KINDS) - WITHIN[action, thing])):
        with as_it_was(stage.village.work):
            stage.turn_to(thing, state)
            event, actor = _press(stage, thing, action, kind)
            _is_refused_like_anything(actor, event)


@pytest.mark.parametrize("action", [action for action, who in MAY["nothing"].items() if who is COORDINATOR])
def test_a_right_that_was_taken_away_is_gone_from_the_cards_that_were_drawn_with_it(stage, action):
    with as_it_was(stage.village.work):
        event, cora = _press(stage, "nothing", action, "coordinator")
        stage.village.work.people.save(replace(cora.person, roles=(Role.RESIDENT,)))
        _is_refused_like_anything(cora, event)


def test_a_button_of_a_version_that_is_gone_is_refused_like_any_other(stage):
    with as_it_was(stage.village.work):
        event, amira = _press(stage, "mentorships", "mentorships.as_it_once_was", "mentee")
        _is_refused_like_anything(amira, event)


def _press(stage, thing, action, kind):
    """A press on a card of one's own; a stranger, who has none, presses the mentee's."""
    press = Press(action, stage.about[thing], "yes")
    holder = stage.people["mentee" if kind == "stranger" else kind]
    message, button = handed(holder, press)
    return Pressed(button.token, str(message.id)), stage.actor(kind)


def _only_entered():
    """Every route with its own keeper, and behind it nothing but word that one came in."""
    entered = Outcome(show=(card(line("help.title")),))
    return {action: replace(route, flow=lambda *_: entered) for action, route in ACTIONS.items()}


def _let_in(actor, event):
    cards, _ = answered(actor, event)
    return "help.title" in cards and "no_longer_open" not in cards


def _is_refused_like_anything(actor, event):
    """What comes back is what comes back for a token that never was, and nothing else has changed."""
    work = actor.talk.work
    with as_it_was(work):
        expected, new = answered(actor, Pressed(NOBODY))
    cards, changed = answered(actor, event)
    assert cards == expected
    assert "constellation.no_longer_open" in cards
    assert set(changed) == set(new) <= {"people", "accounts"}
