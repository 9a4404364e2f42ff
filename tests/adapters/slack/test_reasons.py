"""Whatever keeps a message from its reader is in the log, in Slack's own word for it."""

from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from adapters.messenger import InDoubt, TryAgain
from adapters.slack.answers import LONGEST
from bot.cards import card, line
from bot.outbox import Reader
from bot.turns import Address
from tests.journeys.conftest import MONDAY
from tests.journeys.slack import slack

CARD = card(line("help.title"))


@pytest.fixture
async def place(tmp_path):
    async with slack(tmp_path, MONDAY) as served:
        yield served


async def sent(place, **person):
    """What becomes of a card for somebody, and what is logged."""
    person = place.double.slack.person(place.team, "Amira Haddad", **person)
    reader = Reader(1, person.id, Address("slack", place.team.id, ""), "en", "America/Edmonton")
    with capture_logs() as lines:
        answer = await place.home.fronts["slack"].messenger.send((reader,), CARD, "c1", "")
    return answer, [(told["event"], told.get("reason", "")) for told in lines]


async def test_a_scope_that_is_missing_is_named_and_asked_for_again_in_an_hour(place):
    (installed,) = place.double.slack.installations
    installed.scopes = tuple(scope for scope in installed.scopes if scope != "im:write")
    assert await sent(place) == (TryAgain(LONGEST), [("not_now", "missing_scope")])


async def test_what_nobody_knows_is_named(place):
    place.double.faults.order("chat.postMessage", "500 after")
    assert await sent(place) == (InDoubt(), [("in_doubt", "http_500")])


async def test_patience_that_slack_asks_for_is_named(place):
    place.double.faults.order("chat.postMessage", "429", seconds=7)
    assert await sent(place) == (TryAgain(timedelta(seconds=7)), [("not_now", "ratelimited")])


async def test_a_token_that_was_taken_back_is_named(place):
    place.double.slack.uninstall(place.double.slack.installations[0])
    told = [("no_way_in", "token_revoked"), ("uninstalled", "")]
    assert await sent(place) == (TryAgain(LONGEST), told)


async def test_somebody_who_was_deactivated_is_named_by_the_answer(place):
    answer, told = await sent(place, deleted=True)
    assert (answer.reason, answer.gone, told) == ("user_disabled", True, [])
