"""The gate: what Slack signed a moment ago comes in, and nothing else; each refusal by its name."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest
from multidict import CIMultiDict

from adapters.slack.gate import MOST_BYTES, MOST_DEEP, Malformed, NotSlack, admitted

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
BODY = json.dumps({"type": "event_callback", "event_id": "Ev1", "event": {"type": "message"}}).encode()


def signed(
    raw: bytes, at: str = "", secret: str = SECRET, kind: str = "application/json"
) -> CIMultiDict[str]:
    """What Slack puts on a request."""
    stamp = at or str(int(NOW.timestamp()))
    mac = hmac.new(secret.encode(), b"v0:" + stamp.encode() + b":" + raw, hashlib.sha256).hexdigest()
    return CIMultiDict(
        {"Content-Type": kind, "X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={mac}"}
    )


def at(**by: float) -> str:
    return str(int((NOW + timedelta(**by)).timestamp()))


def test_slack_s_own_example_comes_in():
    """The one of docs.slack.dev/authentication/verifying-requests-from-slack."""
    raw = (
        b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
        b"&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
        b"&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F"
        b"96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
    )
    headers = {
        "X-Slack-Request-Timestamp": "1531420618",
        "X-Slack-Signature": "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
    }
    body = admitted(raw, CIMultiDict(headers), SECRET, datetime.fromtimestamp(1531420618, UTC))
    assert (body["command"], body["text"]) == ("/webhook-collect", "")


@pytest.mark.parametrize("shift", [0, -299, 299])
def test_five_minutes_either_way_are_now(shift):
    assert admitted(BODY, signed(BODY, at(seconds=shift)), SECRET, NOW)["event_id"] == "Ev1"


def test_a_form_that_holds_json_is_that_json():
    raw = urlencode({"payload": BODY}).encode()
    headers = signed(raw, kind="application/x-www-form-urlencoded")
    assert admitted(raw, headers, SECRET, NOW)["event_id"] == "Ev1"


STAMP = at()
GOOD = signed(BODY)
REFUSED = {
    "nothing said about itself": CIMultiDict(),
    "no signature": CIMultiDict({"X-Slack-Request-Timestamp": STAMP}),
    "an empty signature": CIMultiDict({**GOOD, "X-Slack-Signature": ""}),
    "another's secret": signed(BODY, secret="another"),
    "no secret": signed(BODY, secret=""),
    "another version": CIMultiDict(
        {**GOOD, "X-Slack-Signature": GOOD["X-Slack-Signature"].replace("v0", "v1")}
    ),
    "capital letters": CIMultiDict({**GOOD, "X-Slack-Signature": GOOD["X-Slack-Signature"].upper()}),
    "a signature that is no ascii": CIMultiDict({**GOOD, "X-Slack-Signature": "v0=é"}),
    "half a surrogate": CIMultiDict({**GOOD, "X-Slack-Signature": "v0=\udce9"}),
    "the signature of another body": CIMultiDict(signed(b"{}")),
    "no time": CIMultiDict({"X-Slack-Signature": GOOD["X-Slack-Signature"]}),
    "five minutes ago": signed(BODY, at(seconds=-301)),
    "five minutes ahead": signed(BODY, at(seconds=301)),
    "before there were computers": signed(BODY, "0"),
    "a time that is none": signed(BODY, "yesterday"),
    "a time with a sign": signed(BODY, f"+{STAMP}"),
    "a time with a space": signed(BODY, f" {STAMP}"),
    "a time with a fraction": signed(BODY, f"{STAMP}.0"),
    "a time in arabic numerals": signed(BODY, "١٧٧٢٤٤٢٠٠٠"),
    "a time without end": signed(BODY, "9" * 4_000),
    "infinity": signed(BODY, "inf"),
    "a time with a line break": signed(BODY, f"{STAMP}\n"),
}


@pytest.mark.parametrize("headers", REFUSED.values(), ids=REFUSED)
def test_what_slack_did_not_sign_just_now_is_not_slack_s(headers):
    with pytest.raises(NotSlack):
        admitted(BODY, headers, SECRET, NOW)


DEEP = b'{"a":' * MOST_DEEP + b"1" + b"}" * MOST_DEEP
MALFORMED = {
    "nothing": b"",
    "no json": b"{",
    "a list": b"[]",
    "a number": b"1",
    "a text": b'"x"',
    "null": b"null",
    "no unicode": b'{"a": "\xff"}',
    "one level too many": b'{"a":' + DEEP + b"}",
    "levels without end": b"[" * 200_000,
    "a number without end": b'{"a": ' + b"9" * 5_000 + b"}",
}


@pytest.mark.parametrize("raw", MALFORMED.values(), ids=MALFORMED)
def test_what_is_signed_and_none_of_slack_s_shapes_is_malformed(raw):
    with pytest.raises(Malformed):
        admitted(raw, signed(raw), SECRET, NOW)


@pytest.mark.parametrize("payload", ["", "{", "[]", "1", "null"])
def test_a_form_that_holds_no_json_object_is_malformed(payload):
    raw = urlencode({"payload": payload}).encode()
    with pytest.raises(Malformed):
        admitted(raw, signed(raw, kind="application/x-www-form-urlencoded"), SECRET, NOW)


def test_a_form_of_too_many_fields_is_malformed():
    raw = urlencode([(f"f{number}", "") for number in range(101)]).encode()
    with pytest.raises(Malformed):
        admitted(raw, signed(raw, kind="application/x-www-form-urlencoded"), SECRET, NOW)


def test_as_deep_as_slack_goes_comes_in():
    assert admitted(DEEP, signed(DEEP), SECRET, NOW)
    assert len(DEEP) < MOST_BYTES
