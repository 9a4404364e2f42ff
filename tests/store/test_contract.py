"""The store and its twin keep to one contract."""

import pytest

from tests.contracts import PoolContract, StoreContract
from tests.fakes import FakeStore


class TestStore(StoreContract, PoolContract):
    """SQLite and PostgreSQL."""


class TestFake(StoreContract, PoolContract):
    """The twin that flows are tested with."""

    @pytest.fixture
    def store(self):
        return FakeStore()

    @pytest.fixture
    def take(self, store):
        return lambda job: store.submit("playground", "demo", job).result()
