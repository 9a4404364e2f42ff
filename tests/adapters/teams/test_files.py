"""Files: offered, put into their reader's own drive once they say yes, and nowhere else."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.adapters.teams.served import Served, World
from tests.journeys import reading
from tests.teams import activities
from tests.teams.tenancy import Person, Post
from tests.teams.validity import CONSENT, FILE_INFO

NOT_PUT = "The file could not be put there."
LEFT = "Left where it was."
SECRET = "my private matter about a first contract"


async def offered(served: Served) -> tuple[Person, Post]:
    """Somebody who asked for what is kept of them, and the card that offers the file."""
    amira = await served.chat.joins("Amira Haddad")
    person = served.people[amira.user]
    await served.fingers.say(person, SECRET)
    await served.fingers.say(person, "/privacy")
    await served.carries()
    post = served.teams.seen(person)[-1]
    await served.fingers.press(person, post, "Export my data")
    await served.carries()
    [offer] = [post for post in served.teams.seen(person) if reading.kind(post) == CONSENT]
    return person, offer


def context(post: Post) -> dict[str, Any]:
    held: dict[str, Any] = post.activity["attachments"][0]["content"]["acceptContext"]
    return held


async def test_who_says_yes_has_it_in_their_drive_and_opens_it_from_there(served: Served) -> None:
    amira, offer = await offered(served)
    [one] = offer.activity["attachments"]
    assert (await served.fingers.consent(amira, offer, accept=True)).status == 200
    [content] = served.teams.uploads.files.values()
    assert SECRET in json.dumps(json.loads(content), ensure_ascii=False)
    assert one["content"]["sizeInBytes"] == len(content)
    [shown] = offer.activity["attachments"]
    assert (shown["contentType"], shown["name"]) == (FILE_INFO, one["name"])
    assert served.teams.uploads.tokens_seen == 0


async def test_who_says_no_is_told_that_it_stays_where_it_is(served: Served) -> None:
    amira, offer = await offered(served)
    assert (await served.fingers.consent(amira, offer, accept=False)).status == 200
    assert LEFT in served.words(amira, offer)
    assert served.teams.uploads.files == {}


async def test_nothing_of_it_is_in_the_card_that_offers_it(served: Served) -> None:
    _amira, offer = await offered(served)
    assert SECRET not in json.dumps(offer.activity, ensure_ascii=False)


async def accepts(served: Served, who: Person, offer: Post, held: dict[str, Any], address: str = "") -> int:
    """Say yes to a file, with an address of one's own making where one is given."""
    place = served.teams.uploads.offered("mine.json")
    common = served.activity(who, kind="invoke")
    made = activities.accepted(common, held, {**place, "uploadUrl": address or place["uploadUrl"]}, offer.id)
    return (await served.delivers(made, once=True)).status


async def test_where_the_drive_takes_nothing_it_is_said_and_can_be_asked_for_again(served: Served) -> None:
    amira, offer = await offered(served)
    gone = f"{served.teams.url}/upload/not-there-any-more"
    assert await accepts(served, amira, offer, context(offer), gone) == 200
    assert NOT_PUT in served.words(amira, offer)


ELSEWHERE = (
    "https://example.org/upload",
    "http://contoso-my.sharepoint.com/upload",
    "https://contoso-my.sharepoint.com.example.org/upload",
    "https://example.org/?contoso-my.sharepoint.com/",
    "https://contoso-my.sharepoint.com@example.org/upload",
    "https://contoso-my.sharepoint.com\\@example.org/upload",
    "https://example.org#.sharepoint.com/",
    "https://contoso-my.sharepoint.com:8443/upload",
    "https://169.254.169.254/metadata",
    "http://[::1]/upload",
    "http://[",
    "file:///etc/passwd",
    "//contoso-my.sharepoint.com/upload",
    "\u0000",
    "https://contoso-my.sharepoint.com/a b",
)


async def test_our_bytes_go_to_nobody_but_a_drive(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    amira, offer = await offered(served)
    held = context(offer)
    asked: list[str] = []
    monkeypatch.setattr(served.front._session, "put", lambda url, **_: asked.append(url))
    for address in (*ELSEWHERE, f"{served.teams.url}@example.org/x", served.teams.url.replace("127", "128")):
        assert await accepts(served, amira, offer, held, address) == 200, address
        assert NOT_PUT in served.words(amira, offer)
    assert asked == []
    assert served.teams.uploads.files == {}


@pytest.mark.parametrize(
    "address",
    [
        "https://contoso-my.sharepoint.com/personal/amira/_api/v2.0/drive/items/1/uploadSession?guid='1'&dc=0",
        "https://uni-my.sharepoint.us/x",
        "https://by3301.up.1drv.svc.ms/x",
    ],
)
def test_what_is_a_drive_is_known_by_its_name(there: World, address: str) -> None:
    assert there.settings().is_drive(address)


async def test_the_file_of_somebody_else_is_nothing_to_anybody(served: Served) -> None:
    _amira, offer = await offered(served)
    sol = served.arrive("Sol Roy")
    await served.fingers.install(sol)
    before = await served.told(sol)
    assert await accepts(served, sol, offer, context(offer)) == 200
    assert served.teams.uploads.files == {}
    assert await served.told(sol) == before


@pytest.mark.parametrize(
    "made_up",
    [
        {},
        {"cause": "turn:1:0"},
        {"cause": 5, "name": []},
        {"cause": "x" * 5_000, "name": "../../etc/passwd"},
        "x",
        None,
    ],
)
async def test_a_file_that_was_never_offered_is_put_nowhere(served: Served, made_up: Any) -> None:
    amira = served.arrive()
    await served.fingers.install(amira)
    place = served.teams.uploads.offered("mine.json")
    made = activities.accepted(served.activity(amira, kind="invoke"), made_up, place, "1")
    assert (await served.delivers(made, once=True)).status == 200
    assert served.teams.uploads.files == {}


async def test_a_yes_before_the_first_word_is_put_nowhere(served: Served) -> None:
    """There is no programme yet."""
    amira = served.arrive()
    made = activities.accepted(
        served.activity(amira, kind="invoke"),
        {"cause": "x", "name": "y"},
        served.teams.uploads.offered("y"),
        "1",
    )
    assert (await served.delivers(made, once=True)).status == 200
    assert served.teams.uploads.files == {}


async def test_the_name_of_the_file_and_the_file_are_those_that_were_offered(served: Served) -> None:
    amira, offer = await offered(served)
    place = served.teams.uploads.offered("other.json")
    wrong = {**context(offer), "name": "other.json"}
    made = activities.accepted(served.activity(amira, kind="invoke"), wrong, place, offer.id)
    await served.delivers(made, once=True)
    assert served.teams.uploads.files == {}
    assert NOT_PUT in served.words(amira, offer)
