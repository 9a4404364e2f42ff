"""The few words that Slack alone needs, said at once to one person and never kept."""

from adapters.slack.api import SlackApi
from adapters.slack.grants import Grant
from adapters.slack.inbound import Arrival
from adapters.slack.voice import voice
from bot.cards import line
from bot.words import plain


def say(key: str, locale: str) -> str:
    """A line of ours that has no blanks."""
    return plain(voice(locale, "UTC")(line(f"slack.{key}")))


async def refused(api: SlackApi, arrived: Arrival, grant: Grant) -> None:
    """Turn away whoever is no member, kindly, in both languages, where an answer can reach them."""
    text = "\n".join(say("refused", locale) for locale in ("en", "fr"))
    if arrived.answer_url:
        aside = {"response_type": "ephemeral", "replace_original": False}
        await api.respond(arrived.answer_url, {"text": text, **aside})
    elif arrived.route:
        await api.call("chat.postMessage", grant.token, channel=arrived.route, text=text)


async def answered_elsewhere(api: SlackApi, arrived: Arrival, locale: str) -> None:
    """Let an answer that stood aside say where the conversation goes on."""
    there = f"slack://app?team={arrived.tenant}&id={arrived.app}&tab=messages"
    text = f"{say('elsewhere', locale)} <{there}|{say('go', locale)}>"
    await api.respond(arrived.answer_url, {"text": text, "replace_original": True})
