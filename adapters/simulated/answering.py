"""How simulated mentors answer a request, and what they set for new ones in the same step."""

from datetime import timedelta

from adapters.simulated.acts import Fills, Presses
from adapters.simulated.habits import Habits, Moment, soon, within_days
from bot.mentoring.requests import EXPIRES_AFTER

NOES = {
    "answers.decline": 0.35,
    "answers.not_now": 0.3,
    "answers.redirect": 0.175,
    "answers.one_meeting": 0.175,
}
"""How an answer that is no plain yes is spread."""


def _asked(moment: Moment) -> None:
    """Decides once for each sending; the reminder changes no mind."""
    about, priors = moment.about("answers.accept"), moment.town.priors
    if ":sent" in moment.seen.cause:
        moment.me.seen.discard(("asked", about))
    if not moment.first_time("asked", about):
        return
    drawn = moment.rng.random()
    if drawn >= priors.accept + priors.decline:
        return
    answer = "answers.accept"
    if drawn >= priors.accept:
        answer = moment.rng.choices(list(NOES), list(NOES.values()))[0]
    most = EXPIRES_AFTER.days - 1
    moment.press(within_days(moment, priors.reply_days, 1.0, most), answer, _fills(moment))


def _full(moment: Moment) -> None:
    """No place is left: one meeting, or not now."""
    if moment.first_time("full", moment.seen.cause):
        moment.press(
            soon(moment, 5), moment.rng.choice(["answers.one_meeting", "answers.not_now"]), _fills(moment)
        )


def _fills(moment: Moment) -> Fills:
    """Until when, in most answers; a part of them would rather talk about one topic only."""
    until = moment.day_in(moment.rng.uniform(20, 90)) if moment.chance(0.7) else ""
    stance = moment.rng.choices(["keep", "limit", "pause"], [80, 12, 8])[0] if until else "keep"
    return {
        "answers.save_not_now": {"until": until, "stance": stance},
        "answers.save_redirect": {"colleague": "?"},
    }


def _thanked(moment: Moment) -> None:
    """Leaves the profile as it is, mostly."""
    if not moment.first_time("thanked", moment.seen.cause):
        return
    drawn = moment.rng.random()
    if drawn < 0.5:
        moment.press(soon(moment, 1), "answers.keep_open")
    elif drawn < 0.55:
        moment.press(soon(moment, 1), "profile.limited")
        moment.mean(timedelta(days=moment.rng.uniform(20, 60)), Presses("profile.resume"))
    elif drawn < 0.58:
        moment.press(soon(moment, 1), "profile.pause", on_leave(moment))


def on_leave(moment: Moment) -> Fills:
    """A leave of one to four months."""
    return {"profile.save_pause": {"until": moment.day_in(moment.rng.uniform(30, 120))}}


HABITS: Habits = {
    "answers.accept": _asked,
    "answers.keep_open": _thanked,
    "answers.one_meeting": _full,
}
