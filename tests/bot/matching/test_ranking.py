from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.ranking import Fit, Offer, Pool, Wish, ranked
from tests.bot.matching.development import needs, offers

NOBODY: frozenset[int] = frozenset()
WISH = Wish(
    topics=frozenset({"career.first_contract"}),
    words="negotiating my first contract",
    languages=frozenset({"en"}),
    discipline="anesthesiology",
    seed="need:1",
)
ROY = Offer(
    mentor_id=1,
    topics=frozenset({"career.first_contract", "life.parenting_and_leave"}),
    words="I negotiated my contract while pregnant.",
    discipline="anesthesiology",
    languages=frozenset({"en", "fr"}),
    places=2,
)
CHEN = replace(ROY, mentor_id=2, topics=frozenset({"research.writing"}), words="Regression and images.")


def names(fits: list[Fit]) -> list[int]:
    return [fit.mentor_id for fit in fits]


def test_a_mentor_who_offers_the_challenge_fits() -> None:
    assert names(ranked(Pool([ROY, CHEN]), WISH, NOBODY)) == [1]


def test_when_nobody_fits_nobody_is_listed() -> None:
    assert ranked(Pool([CHEN]), WISH, NOBODY) == []
    assert ranked(Pool([]), WISH, NOBODY) == []


def test_nobody_without_a_place_is_listed() -> None:
    assert ranked(Pool([replace(ROY, places=0)]), WISH, NOBODY) == []


def test_a_mentor_who_shares_no_language_is_not_listed() -> None:
    assert ranked(Pool([replace(ROY, languages=frozenset({"fr"}))]), WISH, NOBODY) == []


def test_nobody_barred_is_listed() -> None:
    assert ranked(Pool([ROY]), WISH, frozenset({1})) == []


def test_ticking_every_box_does_not_pay() -> None:
    everything = replace(ROY, mentor_id=3, topics=ROY.topics | {f"research.{n}" for n in range(30)})
    assert names(ranked(Pool([everything, ROY]), WISH, NOBODY)) == [1, 3]


def test_a_shared_challenge_counts_more_than_a_shared_domain() -> None:
    domain = replace(ROY, mentor_id=3, topics=frozenset({"career.changing_path", "life.parenting_and_leave"}))
    assert names(ranked(Pool([domain, ROY]), WISH, NOBODY)) == [1, 3]


def test_words_tell_apart_those_who_ticked_the_same() -> None:
    quiet = replace(ROY, mentor_id=3, words="Happy to help with anything.")
    assert names(ranked(Pool([quiet, ROY]), WISH, NOBODY)) == [1, 3]


def test_what_a_mentor_says_and_did_not_tick_is_heard_in_the_other_language() -> None:
    says = replace(CHEN, mentor_id=3, words="On peut parler de contrat, de salaire et de négociation.")
    assert names(ranked(Pool([CHEN, says]), WISH, NOBODY)) == [3]


def test_a_wish_without_topics_is_understood_from_its_words() -> None:
    assert names(ranked(Pool([ROY, CHEN]), replace(WISH, topics=frozenset()), NOBODY)) == [1]


def test_a_tie_is_settled_by_the_need_and_not_by_who_came_first() -> None:
    twins = [replace(ROY, mentor_id=number) for number in range(1, 9)]
    orders = {tuple(names(ranked(Pool(twins), replace(WISH, seed=f"need:{n}"), NOBODY))) for n in range(9)}
    assert len(orders) > 1
    assert names(ranked(Pool(twins), WISH, NOBODY)) == names(ranked(Pool(twins[::-1]), WISH, NOBODY))


def test_a_change_counts_from_the_next_ranking_on() -> None:
    pool = Pool([ROY])
    pool.put(replace(ROY, places=0))
    assert ranked(pool, WISH, NOBODY) == []
    pool.put(ROY)
    assert names(ranked(pool, WISH, NOBODY)) == [1]
    pool.remove(1)
    pool.remove(1)
    assert ranked(pool, WISH, NOBODY) == []


def test_a_pool_gives_back_what_was_put() -> None:
    pool = Pool([ROY])
    assert pool.offer(1) == ROY
    with pytest.raises(KeyError):
        pool.offer(2)


def test_in_a_large_programme_nobody_full_or_barred_or_of_another_language_is_listed() -> None:
    crowd = [
        replace(ROY, mentor_id=n, places=n % 3, languages=frozenset({("en", "fr")[n % 2]}))
        for n in range(1, 1_500)
    ]
    barred = frozenset(range(1, 1_500, 5))
    listed = names(ranked(Pool(crowd), WISH, barred))
    assert len(listed) >= 5
    assert not set(listed) & barred
    assert all(one % 3 and one % 2 == 0 for one in listed)


some_offers = st.lists(
    st.builds(
        lambda offer, mentor_id, places: replace(offer, mentor_id=mentor_id, places=places),
        st.sampled_from(offers()),
        st.integers(1, 12),
        st.integers(0, 3),
    ),
    max_size=30,
)
some_wishes = st.builds(
    lambda need, ticked: Wish(
        frozenset(need.topics if ticked else ()), need.says, frozenset({need.language}), "", need.says
    ),
    st.sampled_from(needs()),
    st.booleans(),
)


@given(some_offers, some_wishes, st.frozensets(st.integers(1, 12)))
def test_every_list_keeps_places_languages_and_bars_and_is_the_same_again(
    written: list[Offer], wish: Wish, barred: frozenset[int]
) -> None:
    pool = Pool(written)
    fits = ranked(pool, wish, barred)
    standing = [pool.offer(one) for one in names(fits)]
    assert all(offer.places > 0 and offer.languages & wish.languages for offer in standing)
    assert not barred & set(names(fits))
    assert [fit.score for fit in fits] == sorted((round(fit.score, 3) for fit in fits), reverse=True)
    assert fits == ranked(Pool({offer.mentor_id: offer for offer in written}.values()), wish, barred)


@given(some_offers, st.lists(st.integers(1, 12)), some_wishes)
def test_a_pool_that_was_changed_ranks_like_one_built_anew(
    written: list[Offer], gone: list[int], wish: Wish
) -> None:
    pool = Pool(written)
    for mentor_id in gone:
        pool.remove(mentor_id)
    left = {offer.mentor_id: offer for offer in written if offer.mentor_id not in gone}
    assert ranked(pool, wish, NOBODY) == ranked(Pool(left.values()), wish, NOBODY)
