"""The table: the buttons on a message, and what a simulated person does about them."""

from adapters.simulated import answering, asking, joining, looking_back, meeting, partings
from adapters.simulated.habits import Habits, Moment
from adapters.simulated.mailroom import Seen
from adapters.simulated.town import Town

HABITS: Habits = {
    **looking_back.HABITS,
    **partings.HABITS,
    **meeting.HABITS,
    **answering.HABITS,
    **asking.HABITS,
    **joining.HABITS,
    **joining.LAST,
}
"""By the action of a button, in the order in which they are looked for."""


def react(town: Town, seen: Seen) -> None:
    """Let everyone who reads a message mean to do what they would do about it."""
    habit = next((habit for action, habit in HABITS.items() if seen.offers(action)), None)
    for user in seen.readers if habit else ():
        person = town.people[user]
        person.person_id = town.mail.person_ids[user]
        if habit and not person.gone:
            habit(Moment(town, person, seen))
