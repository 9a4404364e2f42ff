"""The few words that Slack alone needs, said at once to one person and never kept."""

from adapters.slack.api import SlackApi
from adapters.slack.grants import Grant
from adapters.slack.inbound import Arrival
from adapters.slack.objects import section
from adapters.slack.voice import voice
from bot.cards import line
from bot.turns import Pressed
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
    elif arrived.is_home:
        view = {"type": "home", "blocks": [section(text)]}
        await api.call("views.publish", grant.token, user_id=arrived.user, view=view)
    else:
        await api.call("chat.postMessage", grant.token, channel=arrived.route or arrived.user, text=text)


async def answered_elsewhere(api: SlackApi, arrived: Arrival, locale: str) -> None:
    """Say, where only they see it, where the conversation goes on; a pressed card gives way to that."""
    there = f"slack://app?team={arrived.tenant}&id={arrived.app}&tab=messages"
    text = f"{say('elsewhere', locale)} <{there}|{say('go', locale)}>"
    own = isinstance(arrived.event, Pressed)
    await api.respond(arrived.answer_url, {"text": text, "replace_original": own})
