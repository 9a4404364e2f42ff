"""A person's own page as Slack's App Home: pure."""

from adapters.slack import cards
from adapters.slack.objects import Json
from bot.cards import Home
from bot.words import Say


def view(home: Home, say: Say) -> Json:
    """The view that is published when a person opens their home."""
    return {"type": "home", "blocks": cards.blocks(home, [say])}
