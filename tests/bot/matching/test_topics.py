import tomllib
from pathlib import Path

import pytest

from bot.matching.catalogue import DISCIPLINES, LEVELS, OVERLAYS
from bot.matching.shipped import table
from bot.matching.topics import DOMAINS, TOPICS, challenges, domain_of, is_specific


def test_there_are_fifteen_domains_and_each_ends_with_something_else() -> None:
    assert len(DOMAINS) == 15
    assert all(challenges(domain)[-1] == f"{domain}.something_else" for domain in DOMAINS)


def test_every_challenge_stands_in_its_domain() -> None:
    assert all(domain_of(one) == domain for domain in DOMAINS for one in challenges(domain))
    assert domain_of("career") == "career"


def test_a_bare_domain_and_something_else_name_no_challenge() -> None:
    assert is_specific("career.first_contract")
    assert not is_specific("career")
    assert not is_specific("career.something_else")


def test_an_unknown_domain_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        challenges("astrology")


def test_disciplines_levels_and_the_roles_that_overlay_them_are_kept_apart() -> None:
    assert {"anesthesiology", "family_medicine", "social_work"} <= set(DISCIPLINES)
    assert LEVELS[0] == "pgy1"
    assert LEVELS[-1] == "professor"
    assert "overlay.near_peer" in OVERLAYS
    assert not set(LEVELS) & set(OVERLAYS)


def test_every_topic_but_something_else_has_six_seed_phrases_in_each_language() -> None:
    seeds = table("matching/seeds.toml")
    assert set(seeds) == {topic for topic in TOPICS if not topic.endswith("something_else")}
    assert all(len(seed[language]) >= 6 for seed in seeds.values() for language in ("en", "fr"))


def test_no_need_of_the_development_set_is_a_seed_phrase() -> None:
    written = tomllib.loads(Path(__file__).with_name("needs_dev.toml").read_text(encoding="utf-8"))
    seeds = {said for seed in table("matching/seeds.toml").values() for said in (*seed["en"], *seed["fr"])}
    assert not seeds & {need["says"] for need in written["needs"]}
