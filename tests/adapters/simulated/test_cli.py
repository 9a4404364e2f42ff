"""`constellation simulate` as it is typed."""

from contextlib import contextmanager

import pytest
from click.testing import CliRunner

from adapters.simulated.cli import simulate_command
from adapters.simulated.priors import knobs
from tests.adapters.simulated.living import opened

TINY = ["--residents", "2", "--mentors", "2", "--days", "3"]


@pytest.fixture
def typed():
    """Types the command; the store is fresh."""

    @contextmanager
    def open_store(path):
        with opened(path) as store:
            yield store

    return lambda *words: CliRunner().invoke(simulate_command(open_store), words)


def test_every_knob_is_an_option_with_its_help(typed):
    told = " ".join(typed("--help").output.split())
    for name, (_, means) in knobs().items():
        assert f"--{name.replace('_', '-')} " in told
        assert " ".join(means.split()).replace("-", "") in told.replace("- ", "").replace("-", "")


def test_a_tiny_programme_lives_and_the_table_is_told(typed):
    result = typed(*TINY, "--seed", "3", "--star", "1")
    assert result.exit_code == 0, result.output
    for said in ("needs", "turns per second", "peak memory", "Every invariant held on each of 3 days."):
        assert said in result.output


def test_a_file_that_is_there_is_never_written_over(typed, tmp_path):
    (tmp_path / "there.db").write_text("mine")
    result = typed(*TINY, "--database", str(tmp_path / "there.db"))
    assert result.exit_code == 2
    assert "name a new file" in result.output
    assert (tmp_path / "there.db").read_text() == "mine"


def test_a_named_file_is_kept(typed, tmp_path):
    assert typed(*TINY, "--database", str(tmp_path / "kept.db")).exit_code == 0
    assert (tmp_path / "kept.db").exists()


@pytest.mark.parametrize(
    "wrong", [("--days", "0"), ("--accept", "often"), ("--start", "tomorrow"), ("--mentors", "-1")]
)
def test_a_wrong_value_is_named(typed, wrong):
    result = typed(*wrong)
    assert result.exit_code == 2
    assert wrong[0] in result.output
