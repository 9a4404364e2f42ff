"""The messenger keeps the contract of every platform's, as far as Teams can be asked."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import product

import pytest

from adapters.messenger import CannotAsk, InDoubt, SendAnswer, Sent, TryAgain, Undeliverable
from adapters.teams.beside import fallback
from adapters.teams.calls import Bearer
from adapters.teams.pace import Pace
from adapters.teams.voice import voice
from bot.cards import Card
from bot.turns import Address
from tests import contracts_messenger as contract
from tests.adapters.teams.served import Served, World
from tests.contracts_messenger import CONTRACT, FIRST, SECOND, THIRD, Check, Platform, reader
from tests.teams import faults
from tests.teams.faults import Fault
from tests.teams.tenancy import TENANT, Person

ASKS = (
    contract.a_cause_that_spoke_is_found_under_the_same_name,
    contract.a_cause_that_never_spoke_is_not_there,
    contract.a_card_that_took_a_place_is_found,
    contract.a_card_that_took_a_place_long_ago_is_found,
    contract.a_card_whose_place_was_gone_is_found,
    contract.a_cause_speaks_once,
)
"""What wants a platform that can be asked; what is in doubt in Teams, `test_delivery` tells."""

IN_TEAMS = tuple(check for check in CONTRACT if check not in ASKS)
SPOKEN = (("en",), ("fr",), ("en", "fr"), ("fr", "en"))


class Waits(Pace):
    """A pace that says who has had a turn."""

    def __init__(self, waited: list[str]) -> None:
        super().__init__()
        self.waited = waited

    async def turn(self, tenant: str, thread: str) -> timedelta | None:
        turn = await super().turn(tenant, thread)
        self.waited.append("turn")
        return turn


@dataclass
class Told:
    """Tokens that say who has had one."""

    behind: Bearer
    waited: list[str]

    async def bearer(self) -> str:
        token = await self.behind.bearer()
        self.waited.append("token")
        return token

    def forget(self, token: str) -> None:
        self.behind.forget(token)


@pytest.fixture
async def joint(there: World) -> AsyncIterator[Served]:
    """A tenant that lets the app begin conversations of several."""
    there.teams.connector.groups = True
    async with there.serving(groups=True) as served:
        await served.chat.arrives("Somebody Else")
        yield served


def platform(served: Served) -> Platform:
    """Amira and Sol by the names that the contract gives them."""
    tenancy = served.teams.tenancy
    for name in ("amira", "sol"):
        tenancy.people[name] = Person(name, f"aad-{name}", name.title(), f"{name}@uni.ca")
        served.teams.connector.installed.add(name)

    def shown(*users: str) -> Sequence[Card]:
        rooms = [one for one in tenancy.conversations.values() if set(one.members) == set(users)]
        return [_read(post.activity["summary"]) for room in rooms for post in room.posts]

    return Platform(served.front.messenger, shown, None, "teams", TENANT)


def _read(summary: str) -> Card:
    """The card of which a message tells, in whichever languages."""
    for shown, locales in product((FIRST, SECOND, THIRD), SPOKEN):
        if fallback(shown, [voice(locale, "UTC") for locale in locales]) == summary:
            return shown
    raise AssertionError(summary)


@pytest.mark.parametrize("check", IN_TEAMS, ids=lambda check: check.__name__)
async def test_teams_messenger_keeps_the_contract(joint: Served, check: Check) -> None:
    await check(platform(joint))


@pytest.mark.parametrize(
    ("cause", "again"),
    [
        ("turn:abc:0", True),
        ("introduction:1:2", True),
        ("request:1:accepted", True),
        ("goodbye:1", True),
        ("checkin:1", False),
        ("checkin:snooze:1:2", False),
        ("drift.ask:1:20260914T150000:2", False),
        ("drift.tell:1:20260914T150000:2", False),
    ],
)
async def test_teams_cannot_be_asked_and_no_question_is_asked_twice(
    served: Served, cause: str, again: bool
) -> None:
    found = await served.front.messenger.find((reader("amira", platform(served)),), cause, "")
    assert found == CannotAsk(send_again=again)


MEANS: dict[str, tuple[Fault, SendAnswer | type]] = {
    "patience": (faults.answers(429, "TooManyRequests", "77"), TryAgain),
    "somebody else writes there": (faults.BUSY, TryAgain),
    "our token is not taken": (faults.answers(401), TryAgain),
    "a gateway gave up": (faults.answers(502), InDoubt),
    "nobody answers": (faults.answers(503), InDoubt),
    "a time-out on the way": (faults.answers(504), InDoubt),
    "a fault": (faults.answers(500), InDoubt),
    "a connection that drops": (faults.DROPPED_BEFORE, InDoubt),
    "a connection that drops afterwards": (faults.DROPPED_AFTER, InDoubt),
    "blocked": (faults.answers(403, "MessageWritesBlocked"), Undeliverable("blocked", gone=True)),
    "blocked by them": (
        faults.answers(403, "ConversationBlockedByUser"),
        Undeliverable("blocked", gone=True),
    ),
    "removed": (
        faults.answers(403, "BotNotInConversationRoster"),
        Undeliverable("not_in_conversation", gone=True),
    ),
    "disabled": (faults.answers(403, "BotDisabledByAdmin"), Undeliverable("disabled", gone=True)),
    "refused otherwise": (faults.answers(403, "Whatever"), Undeliverable("forbidden")),
}


@pytest.mark.parametrize("what", MEANS)
async def test_no_fault_is_more_than_it_is(served: Served, what: str) -> None:
    fault, meant = MEANS[what]
    amira = served.arrive()
    await served.fingers.install(amira)
    await served.carries()
    account = served.work(lambda work: work.accounts.first(user=amira.user))
    to = (replace(reader(amira.user), address=Address("teams", TENANT, account.route)),)
    served.teams.connector.faults.order("send", fault)
    answer = await served.front.messenger.send(to, FIRST, "c", "")
    assert answer == meant if not isinstance(meant, type) else isinstance(answer, meant)
    if what == "patience":
        assert isinstance(answer, TryAgain)
        assert answer.after.total_seconds() == 77


@pytest.mark.parametrize("code", ["ActivityNotFoundInConversation", "NotFound"])
async def test_where_the_message_is_gone_the_card_is_shown_anew(joint: Served, code: str) -> None:
    here = platform(joint)
    to = (reader("amira", here),)
    first = await here.messenger.send(to, FIRST, "c1", "")
    assert isinstance(first, Sent)
    joint.teams.connector.faults.order("update", faults.answers(404, code))
    second = await here.messenger.send(to, SECOND, "c2", first.sent_as)
    assert isinstance(second, Sent)
    assert second != first
    assert here.shown("amira") == [FIRST, SECOND]


async def test_a_change_that_came_to_nobody_s_ears_may_be_made_again(joint: Served) -> None:
    here = platform(joint)
    to = (reader("amira", here),)
    first = await here.messenger.send(to, FIRST, "c1", "")
    assert isinstance(first, Sent)
    joint.teams.connector.faults.order("update", faults.answers(502, taken=True))
    answers = [await here.messenger.send(to, SECOND, "turn:1", first.sent_as) for _ in range(2)]
    assert answers == [InDoubt(), first]
    assert here.shown("amira") == [SECOND]


@pytest.mark.parametrize("until", ["create", "token", "turn"])
async def test_whatever_it_waited_for_nothing_leaves_afterwards(joint: Served, until: str) -> None:
    here, waited = platform(joint), []
    calls = joint.front._connector._calls
    joint.front._connector._calls = replace(calls, tokens=Told(calls.tokens, waited), pace=Waits(waited))
    joint.teams.connector.seen.clear()

    def may() -> bool:
        return until not in [*waited, *(call for call, _ in joint.teams.connector.seen)]

    answer = await here.messenger.send((reader("amira", here),), FIRST, "c", "", may)
    assert answer == TryAgain(timedelta(0))
    assert not may()
    assert here.shown("amira") == []


async def test_somebody_whose_conversation_is_not_known_is_found_by_name(served: Served) -> None:
    here = platform(served)
    to = (reader("amira", here),)
    assert [type(await here.messenger.send(to, card, "c", "")) for card in (FIRST, SECOND)] == [Sent, Sent]
    assert here.shown("amira") == [FIRST, SECOND]
    calls = [call for call, _ in served.teams.connector.seen]
    assert calls == ["create", "send", "send"]


async def test_whoever_has_not_added_the_app_is_gone(served: Served) -> None:
    here = platform(served)
    served.teams.connector.installed.discard("amira")
    answer = await here.messenger.send((reader("amira", here),), FIRST, "c", "")
    assert answer == Undeliverable("not_installed", gone=True)


async def test_where_no_bot_may_begin_a_group_nothing_is_sent_to_two(served: Served) -> None:
    await served.chat.arrives("Somebody Else")
    here = platform(served)
    both = (reader("amira", here), reader("sol", here))
    assert isinstance(await here.messenger.send(both, FIRST, "c", ""), Undeliverable)
    assert here.shown("amira", "sol") == []
