"""What the tests of the served adapter begin with."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.adapters.teams.served import Served, World, world


@pytest.fixture
async def there(tmp_path: Path, migrated_file: Path) -> AsyncIterator[World]:
    """An empty Teams, and an empty store of ours."""
    async with world(tmp_path, migrated_file) as one:
        yield one


@pytest.fixture
async def served(there: World) -> AsyncIterator[Served]:
    """The product in one tenant."""
    async with there.serving() as one:
        yield one
