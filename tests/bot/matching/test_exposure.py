from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from bot.matching.exposure import shortlist
from bot.matching.ranking import Fit


def at_home(mentor_id: int) -> bool:
    return mentor_id % 2 == 0


FITS = [Fit(1, 3.0), Fit(2, 2.9), Fit(3, 1.0), Fit(4, 0.9), Fit(5, 0.0), Fit(6, -1.0)]


def test_the_best_are_shown_best_first() -> None:
    assert shortlist(FITS, {}, at_home) == (1, 2, 3, 4, 5)


def test_among_those_who_fit_as_well_the_least_suggested_goes_first() -> None:
    assert shortlist(FITS, {1: 4, 2: 1, 3: 9}, at_home)[:4] == (2, 1, 4, 3)


def test_who_was_never_shown_does_not_pass_somebody_who_fits_better() -> None:
    assert shortlist(FITS, {1: 99, 2: 99}, at_home)[:2] == (1, 2)


def test_a_list_holds_somebody_from_outside_the_home_discipline() -> None:
    fits = [Fit(number * 2, 9.0 - number) for number in range(6)] + [Fit(1, -5.0)]
    assert shortlist(fits, {}, at_home)[-1] == 1


def test_a_list_holds_somebody_from_inside_where_there_is_one() -> None:
    fits = [Fit(number * 2 + 1, 9.0 - number) for number in range(6)] + [Fit(2, -5.0)]
    assert shortlist(fits, {}, at_home)[-1] == 2


def test_a_place_that_rotates_is_shared_evenly() -> None:
    twins = [Fit(number, 1.0) for number in range(10)]
    shown: Counter[int] = Counter()
    for _ in range(20):
        shown.update(shortlist(twins, shown, at_home))
    assert max(shown.values()) - min(shown[one] for one in range(10)) <= 2


def test_nobody_fits_and_nobody_is_shown() -> None:
    assert shortlist([], {}, at_home) == ()
    assert shortlist(FITS, {}, at_home, 0) == ()


some_fits = st.dictionaries(st.integers(1, 30), st.floats(-3, 6)).map(
    lambda scores: [Fit(*one) for one in sorted(scores.items(), key=lambda item: (-item[1], item[0]))]
)


@given(some_fits, st.dictionaries(st.integers(1, 30), st.integers(0, 9)), st.integers(0, 5))
def test_every_list_is_full_mixed_and_names_each_mentor_once(
    fits: list[Fit], shown: dict[int, int], size: int
) -> None:
    chosen = shortlist(fits, shown, at_home, size)
    everyone = {fit.mentor_id for fit in fits}
    assert set(chosen) <= everyone
    assert len(chosen) == len(set(chosen)) == min(size, len(everyone))
    if len(chosen) > 1:
        assert {at_home(one) for one in chosen} == {at_home(one) for one in everyone}
