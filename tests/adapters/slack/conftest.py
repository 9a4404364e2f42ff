"""What the tests of Slack's adapter begin with."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.adapters.slack.served import Served, World, world


@pytest.fixture
async def there(tmp_path: Path, migrated_file: Path) -> AsyncIterator[World]:
    """An empty Slack, and an empty store of ours."""
    async with world(tmp_path, migrated_file) as one:
        yield one


@pytest.fixture
async def served(there: World) -> AsyncIterator[Served]:
    """The product in one workspace, whose token is set."""
    async with there.one() as one:
        yield one
