from datetime import UTC, datetime, timedelta

import pytest

from adapters.clock import MovedClock

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def clock(path=None):
    return MovedClock(lambda: NOW, path)


def test_it_is_now_until_it_is_moved():
    assert clock().now() == NOW


def test_it_is_the_instant_to_which_it_was_moved_and_never_goes_back():
    moved = clock()
    moved.move_to(NOW + timedelta(days=2))
    moved.move_to(NOW + timedelta(days=1))
    assert moved.now() == NOW + timedelta(days=2)


def test_a_restart_keeps_what_was_moved(tmp_path):
    clock(tmp_path / "clock").move_to(NOW + timedelta(weeks=6))
    assert clock(tmp_path / "clock").now() == NOW + timedelta(weeks=6)


@pytest.mark.parametrize("held", ["", "soon", "nan", "1e400", "-5"])
def test_a_file_that_holds_no_offset_is_as_good_as_none(tmp_path, held):
    (tmp_path / "clock").write_text(held)
    assert clock(tmp_path / "clock").now() == NOW
