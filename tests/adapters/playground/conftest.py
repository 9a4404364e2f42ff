import pytest

from tests.adapters.playground.playing import playing


@pytest.fixture
async def play(tmp_path):
    async with playing(str(tmp_path / "workspace.db")) as played:
        yield played
