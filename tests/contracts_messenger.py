"""What every platform's messenger keeps to; each implementation runs every check of `CONTRACT`."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from adapters.messenger import Messenger, NotThere, Sent, TryAgain, Undeliverable
from bot.cards import Card, card, line
from bot.outbox import Reader
from bot.turns import Address


@dataclass
class Platform:
    """A messenger under test: its readers' own view, and what becomes of one who leaves (if told)."""

    messenger: Messenger
    shown: Callable[..., Sequence[Card]]
    lose: Callable[[str], None] | None = None
    name: str = "playground"
    tenant: str = "demo"


def reader(user: str, platform: Platform | None = None, locale: str = "en") -> Reader:
    place = platform or Platform
    return Reader(1, user, Address(place.name, place.tenant, user), locale, "America/Edmonton")


MANY = 120
"""More messages than any platform is asked to look through."""

GONE = ("999999", "1700000000.000001", "19:of-teams@thread.v2|1770000000000")
"""Places that nobody has (any more)."""

PASSES = 40
"""How often the loop goes round, at most, until a message may leave no more."""

FIRST, SECOND, THIRD = (card(line(key)) for key in ("help.title", "help.how", "welcome.no_patients"))


async def a_card_is_shown_to_its_reader(platform: Platform) -> None:
    sent = await platform.messenger.send((reader("amira", platform),), FIRST, "c1", "")
    assert isinstance(sent, Sent)
    assert sent.sent_as
    assert platform.shown("amira") == [FIRST]


async def a_cause_that_spoke_is_found_under_the_same_name(platform: Platform) -> None:
    to = (reader("amira", platform),)
    sent = await platform.messenger.send(to, FIRST, "c1", "")
    assert await platform.messenger.find(to, "c1", "") == sent


async def a_cause_that_never_spoke_is_not_there(platform: Platform) -> None:
    to = (reader("amira", platform),)
    sent = await platform.messenger.send(to, FIRST, "c1", "")
    assert isinstance(sent, Sent)
    assert await platform.messenger.find(to, "c2", "") == NotThere()
    assert await platform.messenger.find(to, "c2", sent.sent_as) == NotThere()


async def a_cause_speaks_once(platform: Platform) -> None:
    to = (reader("amira", platform),)
    sent = [await platform.messenger.send(to, FIRST, "c1", "") for _ in range(2)]
    assert sent[0] == sent[1]
    assert platform.shown("amira") == [FIRST]


async def a_card_takes_the_place_of_another(platform: Platform) -> None:
    to = (reader("amira", platform),)
    first = await platform.messenger.send(to, FIRST, "c1", "")
    assert isinstance(first, Sent)
    await platform.messenger.send(to, SECOND, "c2", "")
    await platform.messenger.send(to, THIRD, "c3", first.sent_as)
    assert platform.shown("amira") == [THIRD, SECOND]


async def a_card_that_took_a_place_is_found(platform: Platform) -> None:
    to = (reader("amira", platform),)
    first = await platform.messenger.send(to, FIRST, "c1", "")
    assert isinstance(first, Sent)
    second = await platform.messenger.send(to, SECOND, "c2", first.sent_as)
    assert await platform.messenger.find(to, "c2", first.sent_as) == second


async def a_card_that_took_a_place_long_ago_is_found(platform: Platform) -> None:
    to = (reader("amira", platform),)
    first = await platform.messenger.send(to, FIRST, "first", "")
    assert isinstance(first, Sent)
    for number in range(MANY):
        await platform.messenger.send(to, SECOND, f"c{number}", "")
    third = await platform.messenger.send(to, THIRD, "third", first.sent_as)
    assert third == first
    assert await platform.messenger.find(to, "third", first.sent_as) == third


async def a_card_whose_place_was_gone_is_found(platform: Platform) -> None:
    """`replaces` may be another platform's name for a message, too."""
    to = (reader("amira", platform),)
    for number, place in enumerate(GONE):
        sent = await platform.messenger.send(to, FIRST, f"c{number}", place)
        assert await platform.messenger.find(to, f"c{number}", place) == sent


async def where_the_place_is_gone_a_card_is_shown_anew(platform: Platform) -> None:
    sent = await platform.messenger.send((reader("amira", platform),), FIRST, "c1", "999999")
    assert isinstance(sent, Sent)
    assert platform.shown("amira") == [FIRST]


async def cards_are_shown_in_the_order_in_which_they_were_sent(platform: Platform) -> None:
    for number, shown in enumerate((FIRST, SECOND, THIRD)):
        await platform.messenger.send((reader("amira", platform),), shown, f"c{number}", "")
    assert platform.shown("amira") == [FIRST, SECOND, THIRD]


async def what_may_leave_no_more_does_not(platform: Platform) -> None:
    to = (reader("amira", platform),)
    first = await platform.messenger.send(to, FIRST, "c1", "")
    assert isinstance(first, Sent)
    for replaces in ("", first.sent_as, "999999"):
        answer = await platform.messenger.send(to, SECOND, f"c2{replaces}", replaces, lambda: False)
        assert answer == TryAgain(timedelta(0))
    assert platform.shown("amira") == [FIRST]


async def nothing_begins_for_two_that_may_leave_no_more(platform: Platform) -> None:
    both = (reader("amira", platform), reader("sol", platform))
    assert await platform.messenger.send(both, FIRST, "c1", "", lambda: False) == TryAgain(timedelta(0))
    assert platform.shown("amira", "sol") == []


async def whenever_it_may_leave_no_more_it_is_shown_or_comes_again(platform: Platform) -> None:
    """Never neither, never both: however long a platform waits, and for what."""
    to, shown = (reader("amira", platform),), 0
    for passes in range(PASSES):
        answer = await _sent_until(platform, to, passes)
        shown += isinstance(answer, Sent)
        assert isinstance(answer, Sent) or answer == TryAgain(timedelta(0))
        assert len(platform.shown("amira")) == shown


async def _sent_until(platform: Platform, to: tuple[Reader, ...], passes: int) -> object:
    """A card that may leave while the loop goes round so often, and not a moment longer."""
    ended: list[bool] = []
    sending = asyncio.create_task(platform.messenger.send(to, FIRST, f"c{passes}", "", lambda: not ended))
    for _ in range(passes):
        await asyncio.sleep(0)
    ended.append(True)
    return await sending


async def two_readers_share_a_conversation_of_their_own(platform: Platform) -> None:
    both = (reader("amira", platform), reader("sol", platform, "fr"))
    await platform.messenger.send(both, FIRST, "c1", "")
    await platform.messenger.send(both[::-1], SECOND, "c2", "")
    assert platform.shown("amira", "sol") == [FIRST, SECOND]
    assert platform.shown("amira") == platform.shown("sol") == []


async def whoever_left_is_named(platform: Platform) -> None:
    assert platform.lose
    platform.lose("sol")
    both = (reader("amira", platform), reader("sol", platform))
    answer = await platform.messenger.send(both, FIRST, "c1", "")
    assert isinstance(answer, Undeliverable)
    assert answer.gone
    assert answer.user == "sol"


Check = Callable[[Platform], Awaitable[None]]

CONTRACT: tuple[Check, ...] = (
    a_card_is_shown_to_its_reader,
    a_cause_that_spoke_is_found_under_the_same_name,
    a_cause_that_never_spoke_is_not_there,
    a_cause_speaks_once,
    a_card_takes_the_place_of_another,
    a_card_that_took_a_place_is_found,
    a_card_that_took_a_place_long_ago_is_found,
    a_card_whose_place_was_gone_is_found,
    where_the_place_is_gone_a_card_is_shown_anew,
    cards_are_shown_in_the_order_in_which_they_were_sent,
    what_may_leave_no_more_does_not,
    nothing_begins_for_two_that_may_leave_no_more,
    whenever_it_may_leave_no_more_it_is_shown_or_comes_again,
    two_readers_share_a_conversation_of_their_own,
)
"""What each platform keeps to."""

PEOPLE_LEAVE: tuple[Check, ...] = (whoever_left_is_named,)
"""What a platform keeps to besides where people can leave it."""


async def messenger_contract(platform: Callable[[], Platform], checks: Sequence[Check] = CONTRACT) -> None:
    """Run every check, each on a platform of its own."""
    for check in checks:
        await check(platform())
