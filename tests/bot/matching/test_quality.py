"""Floors under what the bench measures; needs_dev.toml says how far each set is to be trusted."""

import pytest

from bot.matching.ranking import Pool
from tests.bot.matching.development import mean, ndcg, needs, offers, recall, right_at, suggested


@pytest.mark.parametrize(("name", "first", "among_three"), [("held", 0.55, 0.68), ("last", 0.76, 0.85)])
def test_the_domain_of_a_need_is_understood(name: str, first: float, among_three: float) -> None:
    chosen = [need for need in needs() if need.set == name]
    assert len(chosen) >= 90
    assert mean([right_at(need, 1) for need in chosen]) >= first
    assert mean([right_at(need, 3) for need in chosen]) >= among_three


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(("ticked", "gain", "found"), [(True, 0.90, 0.95), (False, 0.82, 0.90)])
def test_the_right_mentors_come_first(language: str, ticked: bool, gain: float, found: float) -> None:
    pool = Pool(offers())
    chosen = [need for need in needs() if need.fits and need.language == language]
    orders = [(suggested(pool, need, ticked), need.fits) for need in chosen]
    assert mean([ndcg(*one) for one in orders]) >= gain
    assert mean([recall(*one) for one in orders]) >= found
