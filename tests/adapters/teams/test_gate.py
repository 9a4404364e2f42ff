import json
from datetime import timedelta

import pytest
from multidict import CIMultiDict
from structlog.testing import capture_logs

from adapters.teams.gate import Gate
from adapters.teams.hosts import Hosts
from adapters.teams.turned_away import Malformed, Refused, TooLarge
from tests.adapters.teams import attacks
from tests.adapters.teams.doorway import SERVICE, doorway

EVERY_WAY = [
    (attacks.REFUSED, Refused),
    ({"token": attacks.FROM_NOBODY}, Refused),
    ({"body": attacks.NO_ACTIVITY}, Malformed),
    ({"size": attacks.TOO_LARGE}, TooLarge),
]
ATTACKS = [
    pytest.param(way, answer, reason, id=name)
    for by_reason, answer in EVERY_WAY
    for reason, ways in by_reason.items()
    for name, way in ways.items()
]


@pytest.fixture
async def door():
    async with doorway() as one:
        yield one


async def test_teams_comes_in(door):
    activity = door.activity()
    assert await door.says(activity) == (200, "")
    assert door.came_in == [activity]


@pytest.mark.parametrize(("way", "answer", "reason"), ATTACKS)
async def test_nobody_else_comes_in_and_the_answer_tells_nothing(door, way, answer, reason):
    request = way(door)
    with capture_logs() as lines:
        got = await door.knock(request.raw, *request.tokens, headers=request.headers)
    assert got == (answer.status, answer.text)
    assert [line["reason"] for line in lines if line["event"] == "turned_away"] == [reason]
    assert door.came_in == []


@pytest.mark.parametrize(("by", "status"), [(-299, 200), (3600 + 299, 200), (3600 + 301, 401), (-302, 401)])
async def test_clocks_may_be_five_minutes_apart(door, by, status):
    token = door.teams.issuer.token(SERVICE)
    door.moment.passes(timedelta(seconds=by))
    assert (await door.says(door.activity(), token))[0] == status


async def test_where_no_tenant_is_named_every_tenant_may_come():
    async with doorway(tenants=()) as door:
        activity = door.activity(conversation={"id": "a:1", "tenantId": "another"})
        assert (await door.says(activity))[0] == 200


async def test_a_body_as_large_and_as_deep_as_may_be_comes_in(door):
    deep = {"a": 1}
    for _ in range(30):
        deep = {"a": deep}
    activity = door.activity(value=deep)
    activity["text"] = "é" * ((256 * 1024 - len(json.dumps(activity))) // 6 - 20)
    assert (await door.says(activity))[0] == 200


async def test_the_log_tells_why_in_codes_and_nothing_that_was_typed(door):
    with capture_logs() as lines:
        await door.says(door.activity(channelId="directline"))
        await door.knock(b'{"text": "a private matter"}', "a private.matter.x")
    assert [line["reason"] for line in lines if line["event"] == "turned_away"] == ["channel", "no_token"]
    assert "private" not in str(lines)


def test_without_an_app_nothing_opens_but_for_development():
    with pytest.raises(ValueError, match="without the id"):
        Gate("", None, None)


async def test_in_development_this_machine_comes_in_unsigned():
    async with doorway(app_id="", development=True, tenants=()) as door:
        assert (await door.knock(json.dumps(door.activity()).encode()))[0] == 200


@pytest.mark.parametrize(
    "header",
    [
        ("Host", "constellation.example"),
        ("Host", "localhost.evil.example"),
        ("X-Forwarded-For", "203.0.113.9"),
        ("Forwarded", "for=203.0.113.9"),
        ("Origin", "https://evil.example"),
        ("Sec-Fetch-Site", "cross-site"),
    ],
)
async def test_in_development_no_proxy_and_no_page_comes_in(header):
    async with doorway(app_id="", development=True, tenants=()) as door:
        raw = json.dumps(door.activity()).encode()
        assert (await door.knock(raw, headers=[header]))[0] == 401
        assert door.came_in == []


async def test_in_development_no_other_machine_comes_in():
    async with doorway(app_id="", development=True, tenants=()) as door:
        raw = json.dumps(door.activity()).encode()
        for remote in ("192.168.1.4", "", "::ffff:10.0.0.1"):
            with pytest.raises(Refused):
                await door.gate.activity(CIMultiDict(Host="127.0.0.1:3978"), raw, remote)


@pytest.mark.parametrize(
    ("names", "loopback"),
    [
        (["*.trafficmanager.net"], []),
        (["smba.trafficmanager.net:443"], []),
        (["SMBA.trafficmanager.net"], []),
        (["https://smba.trafficmanager.net"], []),
        (["net"], []),
        ([], ["192.168.1.4:80"]),
        ([], ["127.0.0.1"]),
    ],
)
def test_a_host_is_allowed_by_its_whole_name_only(names, loopback):
    with pytest.raises(ValueError, match="full name"):
        Hosts(names, loopback)


def test_this_machine_is_allowed_where_it_is_named_with_its_port():
    hosts = Hosts(loopback=["127.0.0.1:3979"])
    assert hosts.allow("http://127.0.0.1:3979/amer/")
    for other in ("https://127.0.0.1:3979/", "http://127.0.0.1:3980/", "http://127.0.0.1/"):
        assert not hosts.allow(other)
