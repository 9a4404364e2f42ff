"""What simulated people find with their eyes: a button in their messages or on their page, a kind refusal."""

from adapters.simulated.acts import Presses
from adapters.simulated.mailroom import Mailroom
from bot.cards import Button, Card, Home, Text, buttons_of


def newest(mail: Mailroom, user: str, act: Presses) -> tuple[Button, str] | None:
    """The newest such button in a person's messages, and the message in which it stands."""
    for seen in mail.newest_first(user):
        if buttons := seen.buttons(act.action, act.about, act.value):
            return buttons[0], seen.ref
    return None


def on_page(home: Home | None, act: Presses) -> Button | None:
    """The first such button on a person's own page."""
    fits = (
        button
        for button in buttons_of(home.parts if home else ())
        if button.press.action == act.action
        and act.about in (0, button.press.about)
        and act.value in ("", button.press.value)
    )
    return next(fits, None)


def is_refusal(shown: Card) -> bool:
    """Whether this is the one kind answer for what is not theirs, not there or too late."""
    first = next(iter(shown.parts), None)
    return isinstance(first, Text) and first.line.key == "constellation.no_longer_open"
