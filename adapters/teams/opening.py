"""Which buttons open a form: Teams opens a dialog for nothing but a button that asks for one.

Such a button is an Action.Submit that says `task/fetch`; whatever Action.Execute is answered with, no
dialog can be. Where the flow has no form to show after all, its cards come into the conversation.
"""

from bot.cards import Press
from bot.flows.checkins import STEPS
from bot.routes import ACTIONS

CHOICE = "checkins.choose"
"""Answers with a form where the choice has a next step, and with none where it has not."""


def opens(press: Press) -> bool:
    """Whether this press is answered with a form, as long as all is as the card says."""
    route = ACTIONS.get(press.action)
    return bool(route and route.asks) and (press.action != CHOICE or press.value in STEPS)
