import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from adapters.teams.clouds import CLOUDS
from adapters.teams.credentials import Certificate, ManagedIdentity, Secret
from adapters.teams.tokens import LATER, SHORTLY, NoToken
from bot.outbox import Sent, TryAgain
from tests.adapters.teams.sending import TEXT, sending
from tests.teams.double import APP_ID
from tests.teams.signing import certified
from tests.teams.tenancy import TENANT


@pytest.fixture
async def sender():
    async with sending() as one:
        yield one


class Unpaced:
    """Everybody's turn is now."""

    async def turn(self, tenant, thread):
        return None


async def accepted(sender):
    return sender.teams.login.accepts(f"Bearer {await sender.tokens.bearer()}")


async def test_a_secret_gets_a_token(sender):
    assert await accepted(sender)


async def test_a_certificate_gets_a_token_and_its_key_stays_here(sender):
    sender.teams.login.certificate, certificate, key = certified(70)
    credentials = Certificate(APP_ID, TENANT, certificate, key, sender.cloud)
    sender.log_in(credentials)
    assert await accepted(sender)
    sender.moment.passes(timedelta(hours=1))
    assert await accepted(sender)
    assert b"PRIVATE" not in repr(credentials).encode()


async def test_somebody_elses_certificate_gets_none(sender):
    sender.teams.login.certificate, _, _ = certified(70)
    _, certificate, key = certified(71)
    sender.log_in(Certificate(APP_ID, TENANT, certificate, key, sender.cloud))
    with pytest.raises(NoToken, match="invalid_client"):
        await sender.tokens.bearer()


@pytest.mark.parametrize("header", ["", "the host's own header"])
async def test_a_machine_gets_a_token_by_what_it_is(sender, header):
    path = "msi/token" if header else "metadata/identity/oauth2/token"
    sender.log_in(ManagedIdentity(APP_ID, f"{sender.teams.url}/{path}", header))
    assert await accepted(sender)


async def test_a_hundred_sends_at_once_fetch_one_token(sender):
    sender.teams.login.slow = 0.05
    sender.teams.connector.unlimited = True
    send = sender.connect(pace=Unpaced()).send
    sent = await asyncio.gather(*(send(sender.place, TEXT) for _ in range(100)))
    assert len({*sent}) == len(sender.shown) == 100
    assert {type(one) for one in sent} == {Sent}
    assert sender.teams.login.fetches == 1


async def test_a_hundred_that_wait_for_a_token_wait_for_the_same_one(sender):
    sender.teams.login.slow = 0.05
    tokens = await asyncio.gather(*(sender.tokens.bearer() for _ in range(100)))
    assert len({*tokens}) == sender.teams.login.fetches == 1


async def test_a_token_serves_until_shortly_before_its_end(sender):
    first = await sender.tokens.bearer()
    sender.moment.passes(timedelta(minutes=54))
    assert await sender.tokens.bearer() == first
    sender.moment.passes(timedelta(minutes=2))
    assert await sender.tokens.bearer() != first
    assert sender.teams.login.fetches == 2


async def test_a_token_that_is_still_good_serves_while_the_login_is_away(sender):
    first = await sender.tokens.bearer()
    sender.teams.login.faults = [(503, {})] * 2
    sender.moment.passes(timedelta(minutes=56))
    assert await sender.tokens.bearer() == first
    sender.moment.passes(timedelta(minutes=5))
    with pytest.raises(NoToken, match="login_away"):
        await sender.tokens.bearer()


@pytest.mark.parametrize(
    ("fault", "reason", "after"),
    [
        ((401, {"error": "invalid_client"}), "login_invalid_client", LATER),
        ((400, {"error": "a private matter"}), "login_refused", LATER),
        ((400, []), "login_refused", LATER),
        ((429, {}), "login_away", SHORTLY),
        ((500, {}), "login_away", SHORTLY),
        ((302, {}), "login_refused", LATER),
        ((200, {}), "login_unclear", SHORTLY),
        ((200, {"access_token": "x", "expires_in": "soon"}), "login_unclear", SHORTLY),
    ],
)
async def test_a_message_waits_for_its_token_and_the_login_is_left_in_peace(sender, fault, reason, after):
    sender.teams.login.faults = [fault]
    with capture_logs() as lines:
        assert {await sender.connector.send(sender.place, TEXT) for _ in range(3)} == {TryAgain(after)}
    assert [line["reason"] for line in lines if line["event"] == "no_token"] == [reason]
    assert {line["reason"] for line in lines if line["event"] == "not_now"} == {reason}
    assert sender.teams.login.fetches == 1
    sender.moment.passes(after)
    assert isinstance(await sender.connector.send(sender.place, TEXT), Sent)


async def test_a_login_that_cannot_be_reached_is_away(sender):
    sender.log_in(Secret(APP_ID, TENANT, "x", replace(sender.cloud, login="http://127.0.0.1:1")))
    with pytest.raises(NoToken, match="login_away"):
        await sender.tokens.bearer()


async def test_no_secret_is_ever_shown(sender):
    secret = Secret(APP_ID, TENANT, "the app's own secret", sender.cloud)
    asked = secret.asked(sender.moment.now())
    shown = repr([secret, asked, ManagedIdentity(APP_ID, header="the host's own header")])
    assert "own secret" not in shown
    assert "own header" not in shown


@pytest.mark.parametrize("cloud", CLOUDS.values())
def test_each_cloud_has_its_own_login_and_nothing_of_anothers(cloud):
    others = [other for other in CLOUDS.values() if other.audience != cloud.audience]
    assert all(cloud.login != other.login and cloud.issuer != other.issuer for other in others)
    assert cloud.hosts
    assert all(not cloud.hosts & other.hosts for other in CLOUDS.values() if other is not cloud)
