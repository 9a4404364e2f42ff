import json
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.teams.answers import PAUSE, answer
from bot.outbox import InDoubt, Sent, TryAgain, Undeliverable


def refused(code):
    return {"error": {"code": code, "message": "words"}}


BLOCKED = {"errorCode": 209, "message": json.dumps({"subCode": "MessageWritesBlocked", "details": "words"})}
GONE = {
    "BotNotInConversationRoster": "not_in_conversation",
    "ConversationBlockedByUser": "blocked",
    "MessageWritesBlocked": "blocked",
    "ForbiddenOperationException": "not_installed",
    "BotDisabledByAdmin": "disabled",
}


@pytest.mark.parametrize(
    ("status", "said", "retry_after", "meant"),
    [
        (201, {"id": "17"}, "", Sent("17")),
        (200, {"id": "17"}, "", Sent("17")),
        (202, None, "", Sent("")),
        (201, {"id": 17}, "", Sent("")),
        (429, refused("TooManyRequests"), "3", TryAgain(timedelta(seconds=3))),
        (429, None, "", TryAgain(PAUSE)),
        (429, None, "Wed, 21 Oct 2026 07:28:00 GMT", TryAgain(PAUSE)),
        (429, None, "-1", TryAgain(PAUSE)),
        (429, None, "٣", TryAgain(PAUSE)),
        (429, None, "999999", TryAgain(timedelta(hours=1))),
        (412, refused("PreconditionFailed"), "", TryAgain(PAUSE)),
        (401, refused("Unauthorized"), "", TryAgain(timedelta(seconds=30))),
        (503, None, "7", TryAgain(timedelta(seconds=7))),
        (503, None, "", InDoubt()),
        (500, None, "", InDoubt()),
        (502, None, "", InDoubt()),
        (504, None, "", InDoubt()),
        (599, None, "", InDoubt()),
        (408, None, "", InDoubt()),
        (400, refused("BadSyntax"), "", Undeliverable("malformed")),
        (400, refused("MessageSizeTooBig"), "", Undeliverable("too_large")),
        (413, refused("MessageSizeTooBig"), "", Undeliverable("too_large")),
        (404, refused("ConversationNotFound"), "", Undeliverable("no_conversation")),
        (404, refused("ActivityNotFoundInConversation"), "", Undeliverable("no_message")),
        (404, None, "", Undeliverable("not_there")),
        (403, refused("Anything"), "", Undeliverable("forbidden")),
        (403, BLOCKED, "", Undeliverable("blocked", gone=True)),
        (418, None, "", Undeliverable("refused")),
        (302, None, "", Undeliverable("refused")),
        *((403, refused(code), "", Undeliverable(reason, gone=True)) for code, reason in GONE.items()),
    ],
)
def test_an_answer_means_what_the_table_says(status, said, retry_after, meant):
    assert answer(status, said, retry_after) == meant


@pytest.mark.parametrize("status", [500, 502, 429, 412])
def test_a_code_of_a_refusal_says_nothing_where_nothing_was_refused(status):
    assert answer(status, BLOCKED) == answer(status, None)


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.sampled_from(["code", "{", '{"subCode": 1}']),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.sampled_from(["error", "message", "code", "id"]), inner)
    ),
)


@given(st.integers(200, 599), ANY_JSON, st.text())
def test_whatever_teams_says_has_a_meaning(status, said, retry_after):
    meant = answer(status, said, retry_after)
    assert isinstance(meant, Sent | TryAgain | InDoubt | Undeliverable)
    assert isinstance(meant, Sent) == (status < 300)
    if isinstance(meant, TryAgain):
        assert timedelta(0) <= meant.after <= timedelta(hours=1)
