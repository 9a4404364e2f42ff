"""Fifty thousand tokens that are almost good, and a number of them over HTTP: all refused, none a fault."""

import json
import os
import random
import string
from base64 import urlsafe_b64encode
from collections.abc import Callable
from resource import RUSAGE_SELF, getrusage

import pytest
import structlog
from multidict import CIMultiDict

from adapters.teams.gate import LARGEST
from adapters.teams.turned_away import Refused, TurnedAway
from tests.adapters.teams.doorway import SERVICE, doorway

PROVING = os.environ.get("HYPOTHESIS_PROFILE") == "prove"
TOKENS = 500_000 if PROVING else 50_000
FLOOD = 10_000 if PROVING else 2_000
OVER_HTTP = 300
URL_SAFE = string.ascii_letters + string.digits + "-_"
JUNK = URL_SAFE + '.=+/ \t%"{}é\x7f'

Mutation = Callable[[random.Random, str], str]


def another_letter(dice: random.Random, token: str) -> str:
    at = dice.randrange(len(token))
    return token[:at] + dice.choice(URL_SAFE) + token[at + 1 :]


def junk(dice: random.Random, token: str) -> str:
    at = dice.randrange(len(token))
    return token[:at] + dice.choice(JUNK) + token[at + dice.randrange(3) :]


def cut_short(dice: random.Random, token: str) -> str:
    return token[: dice.randrange(len(token))]


def cut_out(dice: random.Random, token: str) -> str:
    at = dice.randrange(len(token) - 1)
    return token[:at] + token[at + dice.randrange(1, 40) :]


def turned_around(dice: random.Random, token: str) -> str:
    parts = token.split(".")
    dice.shuffle(parts)
    return ".".join(parts)


def doubled(dice: random.Random, token: str) -> str:
    at = dice.randrange(len(token))
    return token[:at] + token[at : at + dice.randrange(1, 9)] + token[at:]


def another_header(dice: random.Random, token: str) -> str:
    """The header of a token that says something else about itself; its signature stays."""
    header = {
        "alg": dice.choice(["none", "HS256", "RS256", "RS512", "", None, [], {"a": 1}, 1]),
        "kid": dice.choice(["key-1", "key-2", "", None, 1, ["key-1"], "../../dev/null", "\ud800"]),
        dice.choice(["crit", "b64", "jku", "jwk", "x5u", "zip", "typ"]): dice.choice(
            [None, False, [], ["b64"], {}, "JWT", "https://evil.example", 10**400]
        ),
    }
    raw = json.dumps(header).encode()
    return urlsafe_b64encode(raw).rstrip(b"=").decode() + token[token.index(".") :]


def rubbish(dice: random.Random, _token: str) -> str:
    return "".join(dice.choices(JUNK, k=dice.randrange(80)))


MUTATIONS: list[Mutation] = [
    another_letter, junk, cut_short, cut_out, turned_around, doubled, another_header, rubbish,
]  # fmt: skip


@pytest.fixture
async def door():
    # Half a million lines of a log are not what is proven here.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    async with doorway() as one:
        assert (await one.says(one.activity()))[0] == 200
        yield one
    structlog.reset_defaults()


@pytest.mark.slow
async def test_no_token_that_was_changed_comes_in_and_none_is_a_fault(door):
    dice = random.Random(20260302)
    raw = json.dumps(door.activity()).encode()
    good, refused = door.teams.issuer.token(SERVICE), 0
    for _ in range(TOKENS):
        changed = dice.choice(MUTATIONS)(dice, good)
        if changed == good:
            changed += "A"
        try:
            await door.gate.activity(CIMultiDict(Authorization=f"Bearer {changed}"), raw)
        except Refused:
            refused += 1
    assert refused == TOKENS
    assert door.teams.issuer.fetches <= 2


@pytest.mark.slow
async def test_a_flood_of_huge_and_deep_bodies_leaves_nothing_behind(door):
    headers = CIMultiDict(Authorization=f"Bearer {door.teams.issuer.token(SERVICE)}")
    deep = [b'{"a":' * 40_000, b'{"a":' + b"[" * 200_000 + b"]" * 50_000 + b"}", b"[" * LARGEST]
    bodies = [b" " * (LARGEST + 1), *deep, b'{"a":' * 900 + b"1" + b"}" * 900]
    before = getrusage(RUSAGE_SELF).ru_maxrss
    for number in range(FLOOD):
        with pytest.raises(TurnedAway) as turned:
            await door.gate.activity(headers, bodies[number % len(bodies)])
        assert turned.value.status in (400, 413)
    assert getrusage(RUSAGE_SELF).ru_maxrss - before < 50 * 1024


async def test_over_http_it_is_the_same_answer_each_time(door):
    dice = random.Random(1)
    raw, good = json.dumps(door.activity()).encode(), door.teams.issuer.token(SERVICE)
    came = len(door.came_in)
    for _ in range(OVER_HTTP):
        changed = dice.choice(MUTATIONS)(dice, good)
        sent = changed.encode("ascii", "ignore").decode().replace("\x7f", "").replace("\t", "")
        if sent != good:
            assert await door.knock(raw, sent) == (401, Refused.text)
    assert len(door.came_in) == came
