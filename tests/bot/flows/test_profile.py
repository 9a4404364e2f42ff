"""A mentor's profile: two forms, places never below those taken, a pause that ends by itself."""

from datetime import UTC, date, datetime

import pytest

from bot.mentoring.profiles import Availability
from tests.bot.flows.talk import Talk
from tests.fakes import FakeCalendar

FILLED = {
    "challenges": ("career.first_contract", "life.parenting_and_leave"),
    "words": "Three children, two during residency.",
    "formats": ("video", "in_person"),
    "languages": ("en", "fr"),
    "meets": "Tuesdays after 4",
    "replies": "a_few_days",
    "places": "3",
    "availability": "available",
}


@pytest.fixture
def talk():
    return Talk()


@pytest.fixture
def lea(talk):
    return talk.person("Léa Roy", ("faculty",))


def profile_of(someone):
    return someone.talk.work.profiles.of(someone.id)


def sets_up(lea, **answers):
    if not profile_of(lea):
        lea.says("/mentor profile")
    lea.presses("profile.edit")
    lea.submits(domains=("life", "career"))
    lea.submits(**{**FILLED, **answers})


def test_domains_come_first_then_their_challenges(lea):
    lea.says("profil")
    lea.sees("profile.intro")
    lea.presses("profile.edit")
    lea.submits(domains=("life", "career"))
    (challenges,) = (entry for entry in lea.form.fields if entry.name == "challenges")
    assert {option.value.split(".")[0] for option in challenges.options} == {"career", "life"}


def test_what_is_offered_is_kept_in_the_order_of_the_taxonomy(lea):
    sets_up(lea)
    profile = profile_of(lea)
    assert profile.topics == ("career", "career.first_contract", "life", "life.parenting_and_leave")
    assert (profile.capacity, profile.places, profile.replies) == (3, 3, "a_few_days")
    lea.sees(
        "profile.saved", "topics.career.first_contract", "profile.format.video", "profile.reply.a_few_days"
    )


def test_a_profile_is_edited_as_it_stands(lea):
    sets_up(lea)
    lea.presses("profile.edit")
    lea.submits()
    before = profile_of(lea)
    lea.submits(places="4")
    assert profile_of(lea).capacity == 4
    assert profile_of(lea).topics == before.topics
    assert profile_of(lea).words == before.words


def test_challenges_of_a_domain_that_is_offered_no_more_go(lea):
    sets_up(lea)
    lea.presses("profile.edit")
    lea.submits(domains=("life",))
    lea.submits()
    assert profile_of(lea).topics == ("life", "life.parenting_and_leave")


def test_places_never_fall_below_those_taken(lea):
    sets_up(lea)
    lea.talk.work.profiles.take_place(lea.id)
    lea.talk.work.profiles.take_place(lea.id)
    lea.presses("profile.edit")
    lea.submits()
    lea.submits(places="1")
    assert lea.errors == {"places": "profile.below_taken"}
    lea.submits(places="2")
    assert (profile_of(lea).capacity, profile_of(lea).taken) == (2, 2)


@pytest.mark.parametrize(
    ("answers", "errors"),
    [
        ({"places": "11"}, {"places": "forms.pick_one"}),
        ({"places": ""}, {"places": "forms.required"}),
        ({"languages": ()}, {"languages": "forms.required"}),
        ({"words": "x" * 601}, {"words": "forms.too_long"}),
        ({"challenges": ("exams.study_plan",)}, {"challenges": "forms.pick_one"}),
        ({"availability": "paused", "until": "2026-05-12"}, {"until": "profile.until_ahead"}),
        ({"until": "2026-06-01"}, {"until": "profile.until_needs_pause"}),
        ({"until": "next week"}, {"until": "forms.a_day"}),
    ],
)
def test_what_cannot_be_is_said_at_its_place(lea, answers, errors):
    sets_up(lea, **answers)
    assert lea.errors == errors
    assert profile_of(lea) is None


def test_a_pause_ends_by_itself_on_its_morning(talk, lea):
    sets_up(lea)
    lea.presses("profile.pause")
    lea.submits(until="2026-05-14")
    lea.sees("profile.paused", "profile.paused_until")
    assert profile_of(lea).places == 0
    assert profile_of(lea).paused_until == datetime(2026, 5, 14, 14, tzinfo=UTC)
    talk.later(days=1, hours=22)
    assert profile_of(lea).availability is Availability.PAUSED
    talk.later(hours=2)
    assert profile_of(lea).availability is Availability.AVAILABLE
    lea.sees("profile.by_itself")


def test_a_pause_that_ends_on_a_free_day_opens_then_and_says_so_later(talk, lea):
    talk.calendar = FakeCalendar(("CA-AB", date(2026, 5, 18)))
    sets_up(lea)
    lea.presses("profile.pause")
    lea.submits(until="2026-05-16")
    talk.later(days=5)
    assert profile_of(lea).availability is Availability.AVAILABLE
    assert "profile.by_itself" not in lea.new_keys()
    talk.later(days=2)
    lea.sees("profile.by_itself")


def test_a_pause_without_a_day_waits_for_them(talk, lea):
    sets_up(lea)
    lea.presses("profile.pause")
    lea.submits()
    talk.later(days=60)
    assert profile_of(lea).availability is Availability.PAUSED
    lea.says("profile")
    lea.presses("profile.resume")
    assert profile_of(lea).availability is Availability.AVAILABLE


def test_a_pause_that_was_moved_ends_on_its_new_day_only(talk, lea):
    sets_up(lea)
    lea.presses("profile.pause")
    lea.submits(until="2026-05-14")
    lea.presses("profile.edit")
    lea.submits()
    lea.submits(availability="paused", until="2026-05-20")
    talk.later(days=4)
    assert profile_of(lea).availability is Availability.PAUSED
    talk.later(days=5)
    assert profile_of(lea).availability is Availability.AVAILABLE


def test_the_same_pause_twice_ends_twice(talk, lea):
    sets_up(lea)
    for _ in range(2):
        lea.says("profile")
        lea.presses("profile.pause")
        lea.submits(until="2026-05-14")
        lea.presses("profile.resume")
    lea.presses("profile.pause")
    lea.submits(until="2026-05-14")
    talk.later(days=3)
    assert profile_of(lea).availability is Availability.AVAILABLE


def test_one_at_a_time_leaves_one_place(lea):
    sets_up(lea)
    lea.presses("profile.limited")
    assert profile_of(lea).places == 1
    lea.sees("profile.limited_now")


def test_a_pause_can_be_set_with_the_profile_itself(lea):
    sets_up(lea, availability="paused", until="2026-06-01")
    assert profile_of(lea).paused_until == datetime(2026, 6, 1, 14, tzinfo=UTC)


def test_someone_who_offers_nothing_sees_themselves_instead(talk):
    amira = talk.person("Amira Haddad")
    amira.says("/mentor profile")
    amira.sees("people.shown")
