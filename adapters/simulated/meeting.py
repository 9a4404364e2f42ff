"""How two who were introduced meet: a time, an agreement, meetings logged now and then."""

from datetime import timedelta

from adapters.simulated.acts import Fills, Presses
from adapters.simulated.bonds import Bond
from adapters.simulated.habits import Habits, Moment, soon, within_days
from adapters.simulated.partings import pause, plan_goodbye

RHYTHMS = ("14", "30", "30", "60")


def _introduced(moment: Moment) -> None:
    """The mentee proposes a time, one of them logs that they met, some write down an agreement."""
    about, town, me = moment.about("introductions.met"), moment.town, moment.me
    bond = town.bond_of(about, moment.seen.readers)
    if bond is None or not moment.first_time("introduced", about):
        return
    if moment.chance(0.5 if me is bond.mentee else 0.15):
        moment.press(within_days(moment, 0.5, most=5), "introductions.propose", _time(moment))
    if moment.chance(0.3) and me is bond.mentee:
        moment.press(within_days(moment, 4), "introductions.agreement", _agreement(moment))
    logs = bond.mentee if bond.rng.random() < 0.75 else bond.mentor
    if bond.first_meeting and moment.first_time("first meeting", about):
        bond.mentor.seen.add(("first meeting", about))
        bond.mentee.seen.add(("first meeting", about))
        town.mean_to_meet(logs, bond.first_meeting - town.now, about)
    elif bond.first_meeting is None and me is bond.mentee and bond.rng.random() < 0.5:
        bond.ends_at = town.now + timedelta(days=bond.rng.uniform(40, 80))
        plan_goodbye(town, bond)


def _time(moment: Moment) -> Fills:
    day = moment.workday_in(moment.rng.uniform(2, 10))
    hour = moment.rng.choice(["08:00", "12:00", "12:30", "16:30", "17:00"])
    where = moment.town.phrase(moment.me, "where")
    return {"introductions.save_time": {"day": day, "time": hour, "minutes": "30", "where": where}}


def _agreement(moment: Moment) -> Fills:
    return {
        "introductions.agree": {
            "rhythm": moment.rng.choice(RHYTHMS),
            "contact": moment.town.phrase(moment.me, "contact"),
            "review": moment.day_in(moment.rng.uniform(60, 150)),
        }
    }


def _proposed(moment: Moment) -> None:
    """A time that the other one proposed suits, mostly."""
    works = moment.button("introductions.works")
    if works and moment.first_time("proposed", moment.seen.cause):
        theirs = works.press.value.partition(" ")[0] != str(moment.me.person_id)
        if theirs and moment.chance(0.8):
            moment.press(within_days(moment, 0.4, most=2), "introductions.works")


def _logged(moment: Moment) -> None:
    """They met: the next meeting comes by their rhythm; from the first one on, the end has its day."""
    kind, _, rest = moment.seen.cause.partition(":")
    bond = moment.town.bonds.get(int(rest.split(":")[0])) if kind == "met" else None
    if bond is None or moment.me is not bond.mentee or not moment.first_time("met", moment.seen.cause):
        return
    if bond.met_at is None:
        bond.first_met(moment.town.now)
        plan_goodbye(moment.town, bond)
        if moment.chance(moment.town.priors.pauses):
            days = moment.rng.uniform(5, 40)
            act = Presses("mentorships.pause", bond.mentorship_id, fills=pause(moment, days))
            moment.mean(timedelta(days=days), act)
    meet_again(moment.town.priors.logs, moment, bond)


def meet_again(logs: float, moment: Moment, bond: Bond) -> None:
    """Mean to log the next meeting that anybody logs."""
    months = 1
    while bond.rng.random() > logs and months < 3:
        months += 1
    after = timedelta(days=30 * months * bond.rng.uniform(0.7, 1.3))
    if bond.goes_on(moment.town.now + after):
        logger = bond.mentee if bond.rng.random() < 0.75 else bond.mentor
        moment.town.mean_to_meet(logger, after, bond.mentorship_id)


def _gone_on(moment: Moment) -> None:
    """A suggested change sounds good, mostly."""
    if moment.first_time("adjusted", moment.seen.cause):
        agrees = "mentorships.agree" if moment.chance(0.8) else "mentorships.talk"
        moment.press(within_days(moment, 1), agrees)


def _previewed(moment: Moment) -> None:
    """What was read over is shared, mostly."""
    if moment.first_time("previewed", moment.seen.cause):
        share = (
            "mentorships.share_adjust"
            if moment.button("mentorships.share_adjust")
            else "mentorships.pause_now"
        )
        moment.press(soon(moment, 1), share if moment.chance(0.9) else "mentorships.leave")


def _paused(moment: Moment) -> None:
    """A pause ends early now and then; what rests is opened again, seldom."""
    if moment.first_time("paused", moment.seen.cause) and moment.chance(0.12):
        action = "mentorships.resume" if moment.button("mentorships.resume") else "mentorships.reopen"
        moment.press(timedelta(days=moment.rng.uniform(5, 25)), action)


HABITS: Habits = {
    "introductions.works": _proposed,
    "mentorships.agree": _gone_on,
    "mentorships.share_adjust": _previewed,
    "mentorships.pause_now": _previewed,
    "introductions.met": _introduced,
    "introductions.propose": _logged,
    "mentorships.resume": _paused,
    "mentorships.reopen": _paused,
}
