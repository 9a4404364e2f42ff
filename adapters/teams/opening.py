"""Which buttons open a form: Teams opens a dialog for nothing but a button that asks for one.

Such a button is an Action.Submit that says `task/fetch`; whatever Action.Execute is answered with, no
dialog can be. Where the flow has no form to show after all, its cards come into the conversation.
"""

from bot.cards import Press
from bot.flows.checkins import STEPS

ACTIONS = frozenset({
    "answers.not_now",
    "answers.redirect",
    "checkins.unexpected",
    "goodbyes.edit",
    "goodbyes.reply",
    "goodbyes.start",
    "home.companion",
    "introductions.agreement",
    "introductions.met",
    "introductions.propose",
    "mentorships.adjust",
    "mentorships.pause",
    "needs.choose",
    "needs.confirm",
    "needs.edit",
    "needs.new",
    "pauses.me",
    "people.me",
    "privacy.block",
    "privacy.consents",
    "profile.edit",
    "profile.pause",
    "requests.again",
    "requests.rank",
    "requests.write",
    "roster.ask",
    "suggestions.never",
    "welcome.start",
})  # fmt: skip
"""The actions that are answered with a form, whenever all is as the card says."""

CHOICE = "checkins.choose"
"""Opens a form for some of its values alone."""


def opens(press: Press) -> bool:
    """Whether this press is answered with a form."""
    return press.value in STEPS if press.action == CHOICE else press.action in ACTIONS
