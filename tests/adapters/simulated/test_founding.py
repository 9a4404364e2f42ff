"""A town before its first day: the priors, and what is injected, can be read off its people."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from adapters.simulated import wordlists
from adapters.simulated.acts import Leaves, Presses
from adapters.simulated.crowd import crowd
from adapters.simulated.events import THEME
from adapters.simulated.founding import awaken, founded
from adapters.simulated.priors import DEMAND, OFFER, QUIET, Priors
from bot.flows.options import challenges, domains

START = datetime(2025, 9, 2, 15, tzinfo=UTC)


def town(priors: Priors, days: int = 365, residents: int = 150, mentors: int = 90):
    made = founded(crowd(residents, mentors, priors, "7"), days, "7", START, priors)
    awaken(made)
    return made


def wishes(made):
    return [wish for person in made.people.values() for wish in person.wishes]


def meant(made, kind):
    return {user: act for _, _, user, act in made.agenda.rows if isinstance(act, kind)}


@pytest.fixture(scope="module")
def lively():
    return town(Priors())


@pytest.fixture(scope="module")
def quiet():
    return town(QUIET)


def test_the_same_seed_makes_the_same_town(lively):
    again = town(Priors())
    assert [(p.user, p.wishes, p.offers) for p in again.people.values()] == [
        (p.user, p.wishes, p.offers) for p in lively.people.values()
    ]
    assert [row[:3] for row in again.agenda.rows] == [row[:3] for row in lively.agenda.rows]


def test_nobody_shares_an_id(lively):
    assert len(lively.people) == 150 + 90 + 1


def test_where_names_run_out_ids_are_numbered():
    many = crowd(1, 400, replace(QUIET, women=1.0, french=1.0), "7", taken={"nobody"})
    assert len({one.user for one in many}) == 401


def test_a_town_may_lack_any_mentor():
    assert town(replace(Priors(), opt_in=0.0), residents=2, mentors=2)


def test_people_are_as_the_priors_say(quiet):
    people = list(quiet.people.values())
    joined = sum(one.enrols for one in people if one.role == "resident")
    assert 0.65 < joined / 150 < 0.85
    assert 1.7 < len(wishes(quiet)) / joined < 2.7
    assert 0.2 < sum(one.locale == "fr" for one in people) / len(people) < 0.4


def test_every_word_that_is_typed_is_there_in_both_languages():
    topics = {topic for domain in domains() for topic in challenges(domain)}
    assert wordlists.needs().keys() <= topics
    assert {topic.split(".")[0] for topic in wordlists.needs()} == DEMAND.keys() == OFFER.keys()
    for locale in ("en", "fr"):
        assert all(entry[locale] and entry["goal"][locale] for entry in wordlists.needs().values())
        assert all(wordlists.offer(domain, locale) for domain in domains())


def test_needs_surge_in_july(lively, quiet):
    def july(made):
        return sum(wish.at.month == 7 for wish in wishes(made)) / len(wishes(made))

    assert july(lively) > 1.5 * july(quiet)


def test_more_needs_are_about_jobs_in_the_season_of_the_match(lively):
    def jobs(in_season):
        domains = [
            w.topic.split(".")[0] for w in wishes(lively) if (w.at.month in (11, 12, 1, 2)) is in_season
        ]
        return domains.count("jobs") / len(domains)

    assert jobs(True) > 1.5 * jobs(False)


def test_one_mentor_is_the_star(lively, quiet):
    assert [one.places for one in lively.people.values() if one.star] == [3]
    assert not any(one.star for one in quiet.people.values())


def test_a_domain_may_have_no_mentor(lively, quiet):
    def offered(made):
        return Counter(topic.split(".")[0] for one in made.people.values() for topic in one.offers)

    assert offered(lively)["procedures"] == 0 < offered(quiet)["procedures"]


def test_some_mentors_retire(lively, quiet):
    assert len(meant(lively, Leaves)) == round(
        0.03 * sum(one.is_mentor and one.enrols for one in lively.people.values()) + 0.499
    )
    assert not meant(quiet, Leaves)


def test_a_cut_takes_places_away(lively, quiet):
    cut = [
        act.fills["profile.save"] for act in meant(lively, Presses).values() if "profile.save" in act.fills
    ]
    assert cut
    assert all(set(fill) == {"places"} for fill in cut)
    assert not [act for act in meant(quiet, Presses).values() if "profile.save" in act.fills]


def test_a_theme_comes_up_that_nobody_foresaw(lively, quiet):
    themed = [wish for wish in wishes(lively) if wish.words in THEME.values()]
    assert themed
    assert all(wish.at > START + timedelta(days=182) for wish in themed)
    assert not [wish for wish in wishes(quiet) if wish.words in THEME.values()]


def test_an_event_can_be_made_stronger():
    strong = town(replace(Priors(), retirements=0.5), residents=10, mentors=20)
    assert len(meant(strong, Leaves)) > 4
