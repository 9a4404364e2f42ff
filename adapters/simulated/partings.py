"""How simulated people drift, say goodbye and receive one."""

from datetime import timedelta

from adapters.simulated.acts import Filled, Fills, Presses
from adapters.simulated.answering import on_leave
from adapters.simulated.bonds import Bond
from adapters.simulated.habits import Habits, Moment, soon, within_days
from adapters.simulated.people import Character
from adapters.simulated.town import Town

TONES, DOORS = ("warm", "warm", "brief", "formal"), ("stay_in_touch", "stay_in_touch", "alumni", "goodbye")


def plan_goodbye(town: Town, bond: Bond) -> None:
    """Mean to say goodbye when the pair's day comes; those who drift apart say nothing."""
    if bond.ends_at is None or bond.ending == "drift":
        return
    bond.crossed = bond.rng.random() < town.priors.both_at_once
    for person in (bond.mentee, bond.mentor) if bond.crossed else (bond.initiator,):
        act = Presses("goodbyes.start", bond.mentorship_id, fills=note(town, person, bond))
        town.mean(person, bond.ends_at - town.now, act)


def note(town: Town, person: Character, bond: Bond) -> Fills:
    """What is filled into a goodbye; a part of it is left empty."""
    slots: Filled = {
        slot: town.phrase(person, slot)
        for slot in ("thanks", "change", "reason", "wish")
        if person.chance(0.6)
    }
    manner: Filled = {"tone": person.rng.choice(TONES), "door": person.rng.choice(DOORS)}
    label = bond.ending if bond.ending != "drift" and person.chance(0.7) else ""
    colleague: Filled = {"colleague": "?"} if person.chance(0.25) else {}
    return {"goodbyes.compose": {**slots, **manner, **colleague, "label": label}}


def _preview(moment: Moment) -> None:
    """Sends it, changes it first, ends without it, keeps going after all, or lets it lie."""
    if not moment.first_time("preview", moment.seen.cause):
        return
    drawn, silent = moment.rng.random(), moment.town.priors.silent
    bond = moment.town.bonds.get(moment.about("goodbyes.silent"))
    if bond:
        bond.closing = not silent <= drawn < silent + 0.05
    if drawn < silent:
        moment.press(soon(moment, 3), "goodbyes.silent")
    elif drawn < silent + 0.03:
        moment.press(soon(moment, 3), "goodbyes.keep")
    elif drawn < silent + 0.05:
        moment.town.counts["notes left unsent"] += 1
    elif drawn < silent + 0.13 and moment.first_time("edited", moment.about("goodbyes.edit")):
        own = f"{moment.town.phrase(moment.me, 'reply')} {moment.town.phrase(moment.me, 'wish')}."
        moment.press(soon(moment, 6), "goodbyes.edit", {"goodbyes.save_edit": {"note": own}})
    else:
        moment.press(soon(moment, 3), "goodbyes.send")


def _held(moment: Moment) -> None:
    """Takes it back within the ten minutes, seldom."""
    if moment.first_time("held", moment.about("goodbyes.undo")) and moment.chance(0.04):
        moment.press(timedelta(minutes=moment.rng.uniform(1, 8)), "goodbyes.undo")


def _silent(moment: Moment) -> None:
    if moment.first_time("silent", moment.seen.cause):
        sure = moment.chance(0.9)
        moment.press(
            soon(moment, 1), "goodbyes.silent" if sure else "goodbyes.keep_going", value="yes" if sure else ""
        )


def _received(moment: Moment) -> None:
    """A thank-you, one reply, a hello; then, for a mentee, who else there is."""
    if not moment.first_time("received", moment.about("goodbyes.thank")):
        return
    drawn = moment.rng.random()
    if drawn < 0.65:
        moment.press(within_days(moment, 0.3), "goodbyes.thank")
    elif drawn < 0.85:
        words = moment.town.phrase(moment.me, "reply")
        moment.press(within_days(moment, 0.3), "goodbyes.reply", {"goodbyes.save_reply": {"words": words}})
    if moment.chance(0.5):
        moment.press(soon(moment, 1), "goodbyes.hello")
    if moment.chance(0.5):
        moment.press(within_days(moment, 4), "suggestions.show")


def _delivered(moment: Moment) -> None:
    """The need is met, or looked at again."""
    if moment.first_time("delivered", moment.seen.cause):
        drawn = moment.rng.random()
        if drawn < 0.85:
            moment.press(within_days(moment, 1), "needs.close" if drawn < 0.6 else "needs.reopen")


def _place(moment: Moment) -> None:
    if moment.first_time("place", moment.seen.cause):
        drawn = moment.rng.random()
        if drawn < 0.7:
            moment.press(within_days(moment, 0.5), "goodbyes.place")
        elif drawn < 0.85:
            moment.press(within_days(moment, 0.5), "profile.pause", on_leave(moment))


def _drifting(moment: Moment) -> None:
    """Those who drift apart say nothing; others say how it is, and meet again."""
    about = moment.about("drift.still")
    bond = moment.town.bonds.get(about)
    if bond is None or not moment.first_time("drift", moment.seen.cause):
        return
    if bond.ending == "drift" or bond.closing or not moment.chance(0.75):
        return
    ways = {"drift.still": 45, "drift.busy": 40, "goodbyes.start": 8, "mentorships.pause": 7}
    there = {action: weight for action, weight in ways.items() if moment.button(action)}
    action = moment.rng.choices(list(there), list(there.values()))[0]
    moment.press(within_days(moment, 1), action, note(moment.town, moment.me, bond) | pause(moment))
    if action in ("drift.still", "drift.busy") and bond.met_at:
        moment.town.mean_to_meet(bond.mentee, timedelta(days=bond.rng.uniform(5, 25)), about)


def pause(moment: Moment, begins: float = 0) -> Fills:
    """A pause of three to ten weeks that begins in some days, in neutral words."""
    until = moment.day_in(begins + moment.rng.uniform(21, 70))
    return {"mentorships.save_pause": {"until": until, "words": moment.town.phrase(moment.me, "pause")}}


HABITS: Habits = {
    "goodbyes.undo": _held,
    "goodbyes.send": _preview,
    "goodbyes.keep_going": _silent,
    "goodbyes.thank": _received,
    "goodbyes.place": _place,
    "needs.reopen": _delivered,
    "drift.still": _drifting,
}
