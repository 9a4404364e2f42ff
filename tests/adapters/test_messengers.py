from datetime import UTC, datetime

import pytest

from adapters.playground.outbound import PlaygroundMessenger
from adapters.playground.workspace import Workspace
from bot.packing import unpacked
from tests.contracts_messenger import CONTRACT, PEOPLE_LEAVE, Check, Platform, messenger_contract
from tests.fakes_messenger import FakeMessenger

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def fake() -> Platform:
    messenger = FakeMessenger(once=True)
    return Platform(
        messenger, lambda *users: [shown.card for shown in messenger.shown(*users)], messenger.lose
    )


def names(check: Check) -> str:
    return check.__name__


@pytest.mark.parametrize("check", CONTRACT + PEOPLE_LEAVE, ids=names)
async def test_the_fake_keeps_the_contract(check: Check):
    await messenger_contract(fake, [check])


@pytest.mark.parametrize("check", CONTRACT, ids=names)
async def test_the_playground_keeps_the_contract(check: Check, tmp_path):
    workspace = Workspace(tmp_path / "workspace.db")

    def shown(*users: str) -> list[object]:
        return [unpacked(posted.card) for posted in workspace.messages(workspace.open_group(users))]

    messenger = PlaygroundMessenger(workspace, lambda: NOW)
    await messenger_contract(lambda: Platform(messenger, shown), [check])
    workspace.close()
