"""Up to five mentors with true reasons; put aside, kept away for ever, or asked; shared out fairly."""

from datetime import timedelta

import pytest

from bot.cards import Choices, Text
from bot.flows.options import challenges, domains
from bot.mentoring.mentorships import Mentorship
from bot.mentoring.people import Bar, Tie
from bot.mentoring.profiles import Availability, Profile
from bot.mentoring.queue import Waiting
from bot.mentoring.suggestions import Suggestion
from tests.bot.flows.asking import CONTRACT, PARENTING, ask, mentor, need
from tests.bot.flows.talk import Talk, lines_of
from tests.bot.proof.showing import faults

LONG = tuple(challenge for domain in domains()[:3] for challenge in challenges(domain)[:2])
SENTENCE = "I negotiated my first contract twice."


@pytest.fixture
def talk():
    return Talk()


@pytest.fixture
def amira(talk):
    return talk.person("Amira Haddad", discipline="emergency_medicine")


def suggested(someone):
    """The ids of the mentors in the newest list."""
    return [
        int(button.press.value)
        for card in someone.newest()
        for part in card.parts
        if isinstance(part, Choices)
        for button in part.buttons
        if button.press.action == "requests.write"
    ]


def test_a_mentor_is_shown_with_what_they_chose_to_show(talk, amira):
    mentor(
        talk, "Léa Roy", words=SENTENCE, formats=("video",), meets="Tuesdays after 4", replies="a_few_days"
    )
    need(talk, amira, goal="a fair first contract")
    amira.says("suggestions")
    amira.sees(
        "suggestions.title",
        "suggestions.mentor",
        "disciplines.anesthesiology",
        "suggestions.places",
        "suggestions.reason.topics",
        "suggestions.way.video",
        "suggestions.meets",
        "suggestions.within.a_few_days",
        "suggestions.best",
    )
    quotes = [
        line.blanks["text"] for card in amira.newest() for line in lines_of(card) if "quote" in line.key
    ]
    assert quotes == [SENTENCE]


def test_what_a_mentor_left_open_is_left_out(talk, amira):
    mentor(talk, "Léa Roy")
    need(talk, amira)
    amira.says("suggestions")
    assert not {"suggestions.works", "suggestions.meets", "suggestions.replies"} & amira.new_keys()


def test_five_are_shown_and_others_on_request(talk, amira):
    everyone = {mentor(talk, f"M{number} Doe").id for number in range(7)}
    need(talk, amira)
    amira.says("suggestions")
    first = suggested(amira)
    assert len(first) == 5
    amira.presses("suggestions.more")
    assert set(suggested(amira)) == everyone - set(first)
    amira.presses("suggestions.more")
    amira.sees("suggestions.no_others")


def test_every_mentor_shown_is_recorded_once(talk, amira):
    roy = mentor(talk, "Léa Roy")
    row = need(talk, amira)
    amira.says("suggestions")
    assert [(s.need_id, s.mentor_id) for s in talk.work.suggestions.where()] == [(row.id, roy.id)]


def test_not_this_one_gives_the_place_to_the_next_and_does_not_come_back_soon(talk, amira):
    for number in range(6):
        mentor(talk, f"M{number} Doe")
    need(talk, amira)
    amira.says("suggestions")
    first = suggested(amira)
    amira.presses("suggestions.pass", value=",".join(map(str, [first[1], *first[:1], *first[2:]])))
    after = suggested(amira)
    assert after[:4] == [first[0], *first[2:]]
    assert len(after) == 5
    for _ in range(2):
        amira.says("suggestions")
        assert first[1] not in suggested(amira)


def test_not_this_one_is_for_one_need_and_for_a_while(talk, amira):
    roy = mentor(talk, "Léa Roy", "career", CONTRACT, "life", PARENTING)
    row, other = need(talk, amira), need(talk, amira, PARENTING)
    talk.work.suggestions.add(Suggestion(0, row.id, roy.id, talk.now, passed=True))
    amira.says("suggestions")
    amira.presses("suggestions.show", row.id)
    amira.sees("suggestions.no_others")
    amira.presses("suggestions.show", other.id)
    assert suggested(amira) == [roy.id]
    talk.now += timedelta(days=31)
    amira.presses("suggestions.show", row.id)
    assert suggested(amira) == [roy.id]


def test_never_suggest_is_confirmed_kept_for_every_need_and_told_to_nobody(talk, amira):
    roy = mentor(talk, "Léa Roy")
    row, other = need(talk, amira), need(talk, amira)
    amira.says("suggestions")
    amira.presses("suggestions.show", row.id)
    amira.presses("suggestions.never", row.id)
    assert not talk.work.bars.where()
    amira.submits()
    (bar,) = talk.work.bars.where()
    assert (bar.person_id, bar.other_id, bar.blocked) == (amira.id, roy.id, False)
    amira.says("suggestions")
    amira.presses("suggestions.show", other.id)
    assert suggested(amira) == []
    assert not [m for m in talk.work.outbox.messages if roy.id in m.people]


@pytest.mark.parametrize("by_mentor", [True, False])
def test_a_block_keeps_both_away_from_each_other(talk, amira, by_mentor):
    roy = mentor(talk, "Léa Roy")
    ids = (roy.id, amira.id) if by_mentor else (amira.id, roy.id)
    talk.work.bars.add(Bar(0, *ids, blocked=True))
    need(talk, amira)
    amira.says("suggestions")
    amira.sees("suggestions.nothing")


def test_whom_a_mentor_never_wants_suggested_to_themselves_may_still_be_shown_them(talk, amira):
    roy = mentor(talk, "Léa Roy")
    talk.work.bars.add(Bar(0, roy.id, amira.id))
    need(talk, amira)
    amira.says("suggestions")
    assert suggested(amira) == [roy.id]


def test_nobody_full_paused_or_gone_is_shown_and_never_oneself(talk, amira):
    mentor(talk, "Full Doe", capacity=1, taken=1)
    mentor(talk, "Paused Doe", availability=Availability.PAUSED)
    mentor(talk, "Gone Doe").leaves()
    ana = talk.person("Ana Cruz", ("resident", "faculty"))
    talk.work.profiles.add(Profile(0, ana.id, topics=("career", CONTRACT)))
    need(talk, ana)
    ana.says("suggestions")
    ana.sees("suggestions.nothing")


def test_a_mentor_who_walks_along_in_this_domain_already_is_not_shown_again(talk, amira):
    roy, kim = mentor(talk, "Léa Roy"), mentor(talk, "Sam Kim")
    row = need(talk, amira)
    walk = Mentorship(0, 0, 0, amira.id, roy.id, topics=("career.changing_path",))
    talk.work.mentorships.add(walk)
    talk.work.mentorships.add(Mentorship(0, 0, 0, amira.id, kim.id, topics=("research",)))
    amira.says("suggestions")
    assert suggested(amira) == [kim.id]
    assert row.domain == "career"


def test_whoever_was_asked_is_not_suggested_for_the_same_need_again(talk, amira):
    roy, kim = mentor(talk, "Léa Roy"), mentor(talk, "Sam Kim")
    row = need(talk, amira)
    ask(amira, roy, row)
    amira.says("suggestions")
    assert suggested(amira) == [kim.id]


def test_a_conflict_of_interest_is_flagged_and_not_hidden(talk, amira):
    roy = mentor(talk, "Léa Roy")
    talk.work.ties.add(Tie(0, roy.id, amira.id, "supervises"))
    need(talk, amira)
    amira.says("suggestions")
    amira.sees("suggestions.conflict")
    assert suggested(amira) == [roy.id]


def test_among_equals_the_least_suggested_goes_first(talk, amira):
    roy, kim = mentor(talk, "Léa Roy"), mentor(talk, "Sam Kim")
    row = need(talk, amira)
    for shown, other in ((roy, kim), (kim, roy)):
        talk.work.suggestions.held.clear()
        for _ in range(3):
            talk.work.suggestions.add(Suggestion(0, row.id + 99, shown.id, talk.now - timedelta(days=80)))
        amira.says("suggestions")
        assert suggested(amira) == [other.id, shown.id]


def test_a_mentee_is_shown_mentors_of_their_language(talk):
    chloe = talk.person("Chloé Gagnon", locale="fr")
    mentor(talk, "Sam Kim", languages=("en",))
    roy = mentor(talk, "Léa Roy", languages=("en", "fr"))
    need(talk, chloe)
    chloe.says("suggestions")
    assert suggested(chloe) == [roy.id]


def test_none_of_these_fit_reaches_the_queue_once(talk, amira):
    mentor(talk, "Léa Roy")
    need(talk, amira)
    amira.says("suggestions")
    for _ in range(2):
        amira.presses("suggestions.none_fits")
        amira.sees("suggestions.noted")
    (item,) = talk.work.queue.where(kind=Waiting.UNMATCHED)
    assert (item.topic, item.about) == (CONTRACT, 0)


@pytest.mark.parametrize("typed", ["suggest", "suggestions", "/mentor suggest"])
def test_with_several_needs_one_says_which(talk, amira, typed):
    mentor(talk, "Léa Roy")
    rows = [need(talk, amira), need(talk, amira, PARENTING)]
    amira.says(typed)
    amira.sees("suggestions.which")
    amira.presses("suggestions.show", rows[1].id)
    amira.sees("suggestions.nothing")


def test_however_many_needs_there_are_and_however_long_each_can_be_chosen(talk, amira):
    rows = [need(talk, amira, *LONG) for _ in range(30)]
    amira.says("suggest")
    (card,) = amira.newest()
    assert not faults(card)
    amira.presses("suggestions.show", rows[-1].id)
    amira.sees("suggestions.nothing")


def test_without_a_need_the_first_one_is_asked_for(amira):
    amira.says("suggest")
    amira.sees("suggestions.no_need")
    assert "needs.new" in amira.actions()


def test_a_list_is_readable_without_a_picture(talk, amira):
    mentor(talk, "Léa Roy")
    need(talk, amira)
    amira.says("suggestions")
    (card,) = amira.newest()
    assert isinstance(card.parts[0], Text)
    assert all(part.label for part in card.parts if isinstance(part, Choices) and len(part.buttons) == 3)
