import gc

import pytest

from adapters import standing


@pytest.fixture(autouse=True)
def as_it_was():
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


def test_what_stands_is_not_looked_through_again_and_what_comes_later_is():
    stands = ["made for the start"]
    standing.begin()
    later = ["made for a turn"]
    looked_through = {id(each) for each in gc.get_objects()}
    assert id(stands) not in looked_through
    assert id(later) in looked_through


def test_in_the_end_everything_is_as_python_has_it():
    before = gc.get_threshold()
    standing.begin()
    assert gc.get_threshold()[0] == standing.YOUNG
    standing.end()
    assert (gc.get_threshold(), gc.get_freeze_count()) == (before, 0)
