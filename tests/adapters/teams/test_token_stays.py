"""Our token goes to Teams and nowhere else: ten thousand addresses that somebody stored for us."""

import random
from dataclasses import replace
from itertools import islice

import pytest

from adapters.teams.clouds import PUBLIC
from adapters.teams.connector import Connector, Place
from adapters.teams.hosts import Hosts
from bot.outbox import Sent, Undeliverable
from tests.adapters.teams.doorway import SERVICE
from tests.adapters.teams.sending import BOT, TEXT, sending
from tests.adapters.teams.sinks import sink

ADDRESSES = 10_000
TOKEN = "our own token"
GOOD = "smba.trafficmanager.net"
EVIL = "evil.example"


class Fixed:
    """The one token there is; whoever asks for it gets it."""

    asked = 0

    async def bearer(self):
        self.asked += 1
        return TOKEN

    def forget(self, token):
        """Never."""


class Unpaced:
    async def turn(self, tenant, thread):
        return None


@pytest.fixture
async def world(tmp_path):
    async with sink(tmp_path) as (whole, session):
        tokens = Fixed()
        yield whole, tokens, Connector(session, tokens, Hosts(), Unpaced())


def hosts(dice, mine):
    """Hosts that look like Teams', or lead to the sink by some other name."""
    letters = {"a": "аａá", "b": "Ьｂ", "m": "мｍ", "n": "ńｎ", "s": "ѕｓ", "t": "τｔ", ".": "。．｡\u00ad"}
    at = dice.randrange(len(GOOD))
    alike = letters.get(GOOD[at], GOOD[at].upper() + "x")
    yield GOOD[:at] + dice.choice(alike) + GOOD[at + 1 :] + dice.choice(["", ".", "\u200b"])
    yield GOOD[:at] + GOOD[at + 1 :]
    yield f"{GOOD}{dice.choice('.-_')}{EVIL}"
    yield f"{dice.choice(['x', 'evil', 'smba2', 'a.b', ''])}.trafficmanager.net"
    yield f"{dice.choice(['evil', 'x-', '.'])}{dice.choice(sorted(PUBLIC.hosts))}"
    yield GOOD + dice.choice("@\\?#:%;, \t\n") + EVIL
    yield EVIL + dice.choice("@\\/?#%;,") + GOOD
    yield f"{dice.choice(['user', 'user:pw', GOOD, ''])}@{dice.choice([GOOD, EVIL])}"
    yield f"{GOOD}:{dice.choice([80, 443, 8443, mine, '', '443@' + EVIL, '0443', '-1', 99999])}"
    yield dice.choice([f"127.0.0.1:{mine}", f"localhost:{mine}", f"2130706433:{mine}", f"[::1]:{mine}"])
    yield dice.choice(
        [f"0x7f.1:{mine}", f"127.1:{mine}", f"0:{mine}", "169.254.169.254", f"[::ffff:7f00:1]:{mine}"]
    )
    yield dice.choice(
        ["smba.infra.gov.teams.microsoft.us", "login.microsoftonline.com", "graph.microsoft.com"]
    )
    yield GOOD.replace("t", f"%{ord('t'):02x}", dice.randrange(1, 3))


def hostile(dice, mine):
    """One address after the other that is none of Teams'."""
    schemes = [
        "https://",
        "https://",
        "http://",
        "HTTPS://",
        "//",
        "https:/",
        "https:///",
        "ftp://",
        "wss://",
        "",
    ]
    while True:
        for host in hosts(dice, mine):
            path = dice.choice(
                ["/amer/", "/", "", "/amer/../x/", "//x", "/amer?x=1", "/amer#x", "/am er/", "/\r\nX: y"]
            )
            yield dice.choice(["", "", "", " ", "\t", "\x00"]) + dice.choice(schemes) + host + path
        yield (
            dice.choice(["http://", "https://www.", "https:\\\\", "HTTPS://", " https://"]) + GOOD + "/amer/"
        )
        yield SERVICE + dice.choice(
            ["..", "%2e%2e/", "?a", "#", "\\", " ", "\n", "a" * 600, "é", ";x", "@x", "a//b"]
        )


async def test_the_sink_would_see_our_token_if_it_were_teams(world):
    whole, _, connector = world
    assert await connector.send(Place(SERVICE, "t", "a:1"), TEXT) == Sent("1")
    assert whole.tokens == [f"Bearer {TOKEN}"]
    assert whole.asked_for == [GOOD]


@pytest.mark.slow
async def test_no_address_of_another_gets_our_token(world):
    whole, tokens, connector = world
    addresses = dict.fromkeys(islice(hostile(random.Random(20260302), whole.plain), 2 * ADDRESSES))
    assert len(addresses) > ADDRESSES
    for address in addresses:
        place = Place(address, "t", "a:1")
        answer = (
            await connector.send(place, TEXT),
            await connector.update(place, "1", TEXT),
            await connector.open(address, "t", ["29:1"], BOT),
            await connector.members(place),
        )
        assert list(answer) == [Undeliverable("bad_address")] * 4, address
    assert (whole.tokens, whole.asked_for, tokens.asked) == ([], [], 0)


@pytest.mark.parametrize(
    "name", ["", ".", "..", "...", "a\r\nHost: evil.example", "a\x00", "a\ud800", "a" * 1025, "a\u2028b"]
)
async def test_a_name_that_no_path_can_hold_goes_nowhere(world, name):
    whole, _, connector = world
    assert await connector.send(Place(SERVICE, "t", name), TEXT) == Undeliverable("bad_address")
    assert await connector.update(Place(SERVICE, "t", "a:1"), name, TEXT) == Undeliverable("bad_address")
    assert whole.paths == []


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("../../x", "..%2F..%2Fx"),
        ("a/../../x", "a%2F..%2F..%2Fx"),
        ("a?x=1#y", "a%3Fx%3D1%23y"),
        ("a%2f..%2fb", "a%252f..%252fb"),
        ("@evil.example", "%40evil.example"),
        ("19:abc@thread.v2", "19%3Aabc%40thread.v2"),
        ("é", "%C3%A9"),
    ],
)
async def test_a_name_is_one_step_of_the_path_whatever_it_holds(world, name, written):
    whole, _, connector = world
    await connector.send(Place(SERVICE, "t", name), TEXT)
    assert whole.paths == [f"/amer/v3/conversations/{written}/activities"]
    assert whole.asked_for == [GOOD]


async def test_a_place_that_was_changed_in_the_store_gets_no_token():
    async with sending() as sender:
        assert isinstance(await sender.connector.send(sender.place, TEXT), Sent)
        async with sending() as another:
            elsewhere = replace(sender.place, service_url=another.teams.service_url)
            assert await sender.connector.send(elsewhere, TEXT) == Undeliverable("bad_address")
            assert another.teams.connector.seen == []
