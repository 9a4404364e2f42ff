"""What Slack answered to a call: every code that its documentation names, and what each one means here."""

import math
import re
from collections.abc import Mapping
from datetime import timedelta

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
    Verdict,
)

__all__ = [
    "Again",
    "Closed",
    "Doubt",
    "Gone",
    "Ours",
    "ReplacedGone",
    "Taken",
    "Uninstalled",
    "Verdict",
    "answer",
]

LONGEST = timedelta(hours=1)
"""The longest wait, whatever Retry-After says; and the one for what somebody has to mend first."""

Refused = type[Again | Doubt | Gone | Closed | Uninstalled | ReplacedGone | Ours]

CODES: Mapping[Refused, str] = {
    # A limit of speed, a move to another organization, or a switch that an administrator can turn back.
    Again: """
        ratelimited rate_limited token_expired message_limit_exceeded team_added_to_org org_login_required
        external_channel_migrating accesslimited ekm_access_denied messages_tab_disabled
        two_factor_setup_required chat.postMessage:missing_scope chat.update:missing_scope
        conversations.open:missing_scope
    """,
    # By Slack's own words some of the work may be done. file_not_found: perhaps completed a moment ago.
    Doubt: """
        fatal_error internal_error service_unavailable request_timeout update_failed
        files.completeUploadExternal:file_not_found file_update_failed
    """,
    Gone: "user_disabled user_not_found",
    # A conversation that is not there for us, a rule of the workspace, a message too long, a press too old.
    Closed: """
        channel_not_found invalid_channel channel_is_limited_access not_in_channel is_archived is_inactive
        user_not_visible invalid_user_combination cannot_dm_bot user_is_bot user_is_restricted access_denied
        no_permission app_access_restricted posting_to_channel_denied restricted_action
        restricted_action_read_only_channel restricted_action_thread_only_channel
        restricted_action_non_threadable_channel restricted_action_thread_locked invalid_blocks
        invalid_blocks_format msg_too_long msg_blocks_too_long slack_connect_canvas_sharing_blocked
        slack_connect_file_link_sharing_blocked slack_connect_lists_sharing_blocked
        slack_connect_blocked_file_type slack_connect_clip_sharing_blocked
        slack_connect_file_upload_sharing_blocked blocked_file_type file_type_not_allowed
        file_uploads_disabled file_uploads_except_images_disabled file_upload_size_restricted
        storage_limit_reached file_share_limit_reached max_file_sharing_exceeded unable_to_share_files
        missing_scope expired_trigger_id exchanged_trigger_id invalid_trigger_id not_enabled invalid_code
        user_email_unverified cannot_install_an_org_installed_app
    """,
    Uninstalled: """
        account_inactive token_revoked invalid_auth app_uninstalled
        team_access_not_granted invalid_refresh_token invalid_grant
    """,
    # Whether the conversation is still there is for the new message to find out.
    ReplacedGone: """
        message_not_found cant_update_message edit_window_closed block_mismatch streaming_state_conflict
        chat.update:channel_not_found chat.update:is_inactive chat.update:no_permission
        chat.update:team_not_found hash_conflict
    """,
    Ours: """
        not_authed not_allowed_token_type is_bot unknown_method deprecated_endpoint method_deprecated
        upgrade_required enterprise_is_restricted insecure_request forbidden_team team_not_found
        missing_args apps.connections.open:invalid_auth apps.connections.open:account_inactive
        apps.connections.open:token_revoked apps.connections.open:missing_scope invalid_arguments
        invalid_arg_name invalid_array_arg invalid_charset invalid_form_data invalid_json invalid_post_type
        json_not_object missing_post_type missing_argument no_text markdown_text_conflict
        as_user_not_supported cannot_reply_to_message cant_broadcast_message
        no_dual_broadcast_content_update send_on_behalf_not_allowed too_many_attachments invalid_attachments
        attachment_payload_limit_exceeded too_many_contact_cards invalid_metadata_format
        invalid_metadata_schema metadata_must_be_sent_from_app metadata_too_large missing_file_data
        file_deleted file_is_deleted file_not_found draft_already_deleted draft_already_sent
        draft_has_conflict draft_not_found duplicate_channel_not_found duplicate_message_not_found
        invalid_cursor invalid_metadata_filter_keys invalid_ts_latest invalid_ts_oldest
        method_not_supported_for_channel_type not_enough_users too_many_users users_list_not_supplied
        channels_limit_exceeded alt_txt_too_large snippet_too_large unknown_snippet_type unknown_subtype
        view_too_large duplicate_external_id missing_profile_id not_implemented bad_client_secret
        bad_redirect_uri invalid_client_id invalid_code_verifier invalid_grant_type no_scopes
        oauth_authorization_url_mismatch pkce_not_allowed preview_feature_not_available
    """,
}
"""Each code once; `method:code` where one method means something else by it."""

_KINDS = {code: kind for kind, codes in CODES.items() for code in codes.split()}
_SOON = {"ratelimited", "rate_limited", "token_expired"}
_CODE = re.compile(r"[a-z0-9_]{1,60}")


def answer(method: str, status: int, headers: Mapping[str, str], body: object) -> Verdict:
    """What an answer means; `body` as it was read, whatever that is. What nobody knows is in doubt.

    A connection that dropped or took too long has no answer: whoever called is in doubt by itself.
    """
    if status == 429:
        return Again("ratelimited", _patience(headers))
    if status >= 500 or not isinstance(body, Mapping):
        return Doubt(f"http_{status}")
    if body.get("ok") is True and status == 200:
        return Taken(body)
    code = _code(body) or f"http_{status}"
    kind = _KINDS.get(f"{method}:{code}") or _KINDS.get(code, Doubt)
    return Again(code, _patience(headers) if code in _SOON else LONGEST) if kind is Again else kind(code)


def _code(body: Mapping[object, object]) -> str:
    """Slack's word for what happened; "" where it is none, for it goes into logs."""
    code = body.get("error")
    return code if isinstance(code, str) and _CODE.fullmatch(code) else ""


def _patience(headers: Mapping[str, str]) -> timedelta:
    """Retry-After in seconds, at least one and at most `LONGEST`; a number that is none is not believed."""
    asked = next((value for name, value in headers.items() if name.casefold() == "retry-after"), "")
    try:
        seconds = float(asked)
    except (TypeError, ValueError):
        return PAUSE
    if not math.isfinite(seconds):
        return PAUSE
    return timedelta(seconds=min(max(seconds, 1), LONGEST.total_seconds()))
