import asyncio
from datetime import timedelta

import aiohttp
import pytest

from adapters.teams.keys import AGAIN, OLD, Keys
from tests.adapters.teams.doorway import SERVICE, Moment, doorway
from tests.teams.double import Teams
from tests.teams.signing import SigningKey, private_key, signing_key


@pytest.fixture
async def door():
    async with doorway() as one:
        yield one


async def says(door, token=""):
    return (await door.says(door.activity(), token))[0]


async def test_keys_are_fetched_once_a_day(door):
    for hours in range(24):
        assert await says(door) == 200
        assert door.teams.issuer.fetches == 1
        door.moment.passes(timedelta(hours=1) - timedelta(seconds=hours))
    door.moment.passes(timedelta(hours=1))
    assert await says(door) == 200
    assert door.teams.issuer.fetches == 2


async def test_a_new_key_is_believed_at_its_first_token_and_the_old_one_no_longer(door):
    assert await says(door) == 200
    old = door.teams.issuer.token(SERVICE)
    door.moment.passes(timedelta(seconds=AGAIN))
    door.teams.issuer.rotate()
    assert await says(door) == 200
    assert await says(door, old) == 401
    assert door.teams.issuer.fetches == 2


async def test_a_new_key_is_believed_within_a_minute_whatever_came_in_before(door):
    assert await says(door, signing_key(50).signs(door.teams.issuer.claims(SERVICE))) == 401
    door.teams.issuer.rotate()
    assert await says(door) == 401
    door.moment.passes(timedelta(seconds=60))
    assert await says(door) == 200


async def test_a_flood_of_unknown_keys_asks_once_a_minute(door):
    for _ in range(3):
        assert {await door.keys.find(f"made-up-{number}") for number in range(500)} == {None}
        door.moment.passes(timedelta(seconds=60))
    assert door.teams.issuer.fetches == 3


async def test_many_at_once_ask_once_and_are_all_answered(door):
    door.teams.issuer.slow = 0.05
    assert {*await asyncio.gather(*(says(door) for _ in range(50)))} == {200}
    assert door.teams.issuer.fetches == 1


async def test_known_keys_go_on_while_nobody_answers(door):
    assert await says(door) == 200
    door.teams.issuer.down = True
    door.moment.passes(timedelta(seconds=OLD))
    assert await says(door) == 200
    assert await says(door, signing_key(50).signs(door.teams.issuer.claims(SERVICE))) == 401
    assert door.teams.issuer.fetches == 1


async def test_who_starts_while_nobody_answers_is_ready_soon_after(door):
    door.teams.issuer.down = True
    assert await says(door) == 401
    door.teams.issuer.down = False
    assert await says(door) == 401
    door.moment.passes(timedelta(seconds=5))
    assert await says(door) == 200


async def test_the_loop_never_waits_for_the_keys(door):
    door.teams.issuer.slow = 0.2
    arriving = asyncio.create_task(says(door))
    turns = 0
    while not arriving.done():
        await asyncio.sleep(0.01)
        turns += 1
    assert arriving.result() == 200
    assert turns >= 3


WEAK = SigningKey("weak", private_key(60, 1024))
ENCRYPTING = SigningKey("encrypting", private_key(61), extra={"use": "enc"})
SHARED = SigningKey("shared", private_key(61), extra={"kty": "oct", "k": "c2VjcmV0"})
BROKEN = SigningKey("broken", private_key(61), extra={"n": "!"})
SILENT = SigningKey("silent", private_key(61), extra={"endorsements": None})


# A forger may well be told that their key is short.
@pytest.mark.filterwarnings("ignore::jwt.warnings.InsecureKeyLengthWarning")
@pytest.mark.parametrize("key", [WEAK, ENCRYPTING, SHARED, BROKEN, SILENT], ids=lambda key: key.kid)
async def test_a_key_that_cannot_be_believed_is_left_out_and_the_others_stay(door, key):
    door.teams.issuer.keys = [signing_key(1), key]
    assert await says(door, signing_key(1).signs(door.teams.issuer.claims(SERVICE))) == 200
    assert await says(door, key.signs(door.teams.issuer.claims(SERVICE))) == 401


async def test_keys_come_by_https_or_from_the_very_server_that_was_asked():
    moment = Moment()
    teams, elsewhere = Teams(now=moment.now), Teams(now=moment.now)
    async with teams.running(), elsewhere.running(), aiohttp.ClientSession() as session:
        keys = Keys(session, teams.metadata_url, moment.clock)
        teams.issuer.keys_url = f"{elsewhere.url}/v1/.well-known/keys"
        assert await keys.find("key-1") is None
        assert elsewhere.issuer.fetches == 0
