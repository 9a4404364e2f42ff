"""Every answer that Slack documents has its meaning, and what nobody knows is in doubt."""

from datetime import timedelta

import pytest

from adapters.slack.answers import CODES, LONGEST, answer
from adapters.slack.verdicts import (
    PAUSE,
    Again,
    Closed,
    Doubt,
    Gone,
    Ours,
    ReplacedGone,
    Taken,
    Uninstalled,
)
from tests.adapters.slack import documented

Refusal = Again | Doubt | Gone | Closed | Uninstalled | ReplacedGone | Ours
KINDS = (Again, Doubt, Gone, Closed, Uninstalled, ReplacedGone, Ours)
LISTED = [code for codes in CODES.values() for code in codes.split()]
POSSIBLE = {
    method: [*documented.EVERY_METHOD.split(), *codes.split()] for method, codes in documented.OF.items()
}
NOT_LISTED = [*documented.OLDER.split(), *documented.SEEN.split()]

ONE_BY_ONE = """
    chat.postMessage              ratelimited                Again
    chat.postMessage              token_expired              Again
    chat.postMessage              team_added_to_org          Again
    chat.postMessage              org_login_required         Again
    chat.postMessage              ekm_access_denied          Again
    chat.postMessage              messages_tab_disabled      Again
    chat.postMessage              message_limit_exceeded     Again
    chat.postMessage              missing_scope              Again
    conversations.history         missing_scope              Closed
    files.getUploadURLExternal    missing_scope              Closed
    chat.postMessage              fatal_error                Doubt
    chat.postMessage              internal_error             Doubt
    chat.postMessage              service_unavailable        Doubt
    chat.postMessage              request_timeout            Doubt
    chat.update                   update_failed              Doubt
    files.completeUploadExternal  file_not_found             Doubt
    chat.update                   file_not_found             Ours
    conversations.open            user_disabled              Gone
    users.info                    user_not_found             Gone
    chat.postMessage              channel_not_found          Closed
    chat.update                   channel_not_found          ReplacedGone
    conversations.history         channel_not_found          Closed
    chat.postMessage              is_archived                Closed
    chat.postMessage              not_in_channel             Closed
    chat.postMessage              restricted_action          Closed
    chat.postMessage              user_is_restricted         Closed
    chat.postMessage              invalid_blocks             Closed
    chat.postMessage              msg_too_long               Closed
    conversations.open            cannot_dm_bot              Closed
    conversations.open            user_not_visible           Closed
    views.open                    expired_trigger_id         Closed
    views.open                    exchanged_trigger_id       Closed
    files.getUploadURLExternal    file_uploads_disabled      Closed
    oauth.v2.access               invalid_code               Closed
    chat.postMessage              account_inactive           Uninstalled
    chat.postMessage              token_revoked              Uninstalled
    auth.test                     invalid_auth               Uninstalled
    chat.postMessage              team_access_not_granted    Uninstalled
    chat.postMessage              app_uninstalled            Uninstalled
    oauth.v2.access               invalid_refresh_token      Uninstalled
    apps.connections.open         invalid_auth               Ours
    chat.update                   message_not_found          ReplacedGone
    chat.update                   cant_update_message        ReplacedGone
    chat.update                   edit_window_closed         ReplacedGone
    chat.update                   is_inactive                ReplacedGone
    views.publish                 hash_conflict              ReplacedGone
    chat.postMessage              not_authed                 Ours
    chat.postMessage              no_text                    Ours
    chat.postMessage              invalid_arguments          Ours
    conversations.open            users_list_not_supplied    Ours
    oauth.v2.access               bad_client_secret          Ours
"""
"""The ones that were thought about longest, each read off the table as a sentence."""


def refused(code: object, method: str = "chat.postMessage", retry_after: str | None = None) -> Refusal:
    headers = {} if retry_after is None else {"Retry-After": retry_after}
    verdict = answer(method, 200, headers, {"ok": False, "error": code})
    assert not isinstance(verdict, Taken)
    return verdict


@pytest.mark.parametrize("method", POSSIBLE)
def test_each_documented_code_of_each_method_is_in_the_table(method: str) -> None:
    assert not [code for code in POSSIBLE[method] if not {code, f"{method}:{code}"} & set(LISTED)]
    assert [refused(code, method).code for code in POSSIBLE[method]] == POSSIBLE[method]


def test_what_is_in_no_page_any_more_or_was_only_seen_is_in_the_table_too() -> None:
    assert not set(NOT_LISTED) - set(LISTED)


def test_the_table_names_each_code_once_and_only_what_somebody_documents() -> None:
    assert len(LISTED) == len(set(LISTED))
    documented_ones = {code for codes in POSSIBLE.values() for code in codes}
    assert not {code.rpartition(":")[2] for code in LISTED} - {*documented_ones, *NOT_LISTED}


@pytest.mark.parametrize("row", ONE_BY_ONE.strip().splitlines())
def test_each_code_means_what_it_says(row: str) -> None:
    method, code, kind = row.split()
    assert type(refused(code, method)).__name__ == kind


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_reached(kind: type) -> None:
    assert any(type(refused(code, method)) is kind for method, codes in POSSIBLE.items() for code in codes)


def test_what_slack_did_comes_with_its_whole_answer() -> None:
    body = {"ok": True, "channel": "D1", "ts": "1767.000100"}
    assert answer("chat.postMessage", 200, {}, body) == Taken(body)


@pytest.mark.parametrize("code", ["a_code_of_tomorrow", "invalid_block"])
@pytest.mark.parametrize("method", [*documented.OF, "a.method.of.tomorrow"])
def test_a_code_that_nobody_documents_is_in_doubt_under_its_own_name(method: str, code: str) -> None:
    assert refused(code, method) == Doubt(code)


@pytest.mark.parametrize(
    "code", [None, 7, "", ["ratelimited"], "It's <Sam>", "x" * 61, "é", "a\nb", "chat.update:x"]
)
def test_a_code_that_is_no_code_never_reaches_a_log(code: object) -> None:
    assert refused(code) == Doubt("http_200")


@pytest.mark.parametrize(
    "body", [None, "", "<html>", b"{}", [], [{"ok": True}], 1, {}, {"ok": "true"}, {"ok": 1}]
)
def test_an_answer_that_is_no_answer_of_slack_is_in_doubt(body: object) -> None:
    assert answer("chat.postMessage", 200, {}, body) == Doubt("http_200")


@pytest.mark.parametrize("status", [500, 502, 503, 504, 599])
@pytest.mark.parametrize("body", [None, {"ok": True}, {"ok": False, "error": "invalid_blocks"}])
def test_a_fault_of_slacks_is_in_doubt_whatever_it_says(status: int, body: object) -> None:
    assert answer("chat.postMessage", status, {"Retry-After": "5"}, body) == Doubt(f"http_{status}")


@pytest.mark.parametrize("status", [201, 302, 400, 403, 404, 408, 413])
def test_a_status_that_slack_does_not_document_is_in_doubt(status: int) -> None:
    assert answer("chat.postMessage", status, {}, {"ok": True}) == Doubt(f"http_{status}")
    assert answer("chat.postMessage", status, {}, "Not Found") == Doubt(f"http_{status}")


def test_a_code_counts_under_another_status_too() -> None:
    body = {"ok": False, "error": "invalid_arguments"}
    assert answer("chat.postMessage", 400, {}, body) == Ours("invalid_arguments")


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("1", 1),
        ("30", 30),
        ("0", 1),
        ("-5", 1),
        ("2.5", 2.5),
        ("3600", 3600),
        ("3601", 3600),
        ("9" * 300, 3600),
    ],
)
def test_retry_after_is_believed_between_a_second_and_an_hour(said: str, seconds: float) -> None:
    assert answer("chat.update", 429, {"Retry-After": said}, None) == Again(
        "ratelimited", timedelta(seconds=seconds)
    )


@pytest.mark.parametrize(
    "said", [None, "", "soon", "nan", "inf", "-inf", "1e999", "Wed, 21 Oct 2026 07:28:00 GMT"]
)
def test_a_retry_after_that_is_no_number_is_half_a_minute(said: str | None) -> None:
    headers = {} if said is None else {"Retry-After": said}
    assert answer("chat.update", 429, headers, {"ok": False}) == Again("ratelimited", PAUSE)


@pytest.mark.parametrize("name", ["Retry-After", "retry-after", "RETRY-AFTER"])
def test_retry_after_is_read_however_it_is_written(name: str) -> None:
    assert answer("chat.update", 429, {"Date": "x", name: "7"}, None) == Again(
        "ratelimited", timedelta(seconds=7)
    )


@pytest.mark.parametrize("code", ["ratelimited", "rate_limited"])
def test_a_limit_told_in_the_body_is_a_limit(code: str) -> None:
    assert refused(code, retry_after="7") == Again(code, timedelta(seconds=7))
    assert refused(code) == Again(code, PAUSE)


@pytest.mark.parametrize("code", ["ekm_access_denied", "missing_scope", "team_added_to_org"])
def test_what_somebody_has_to_mend_first_is_tried_every_hour(code: str) -> None:
    assert refused(code, retry_after="7") == Again(code, LONGEST)
