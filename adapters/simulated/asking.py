"""How simulated mentees ask: a need confirmed, a mentor chosen from those shown, an answer taken kindly."""

from datetime import timedelta

from adapters.simulated.acts import Filled, Fills, Presses
from adapters.simulated.habits import Habits, Moment, soon, within_days
from adapters.simulated.people import Wish
from bot.cards import Button
from bot.mentoring.needs import domains_of
from bot.mentoring.requests import MOST_RANKED

PASSES, NEVER, OTHERS, NONE_FITS = 0.06, 0.01, 0.04, 0.03
"""How often, instead of asking, a mentee puts one aside, bars one, wants others, or finds that none fits."""


def details(wish: Wish) -> Fills:
    """What a mentee fills in about a need, whichever way leads there."""
    told: Filled = {
        "challenges": (wish.topic,),
        "goal": wish.goal,
        "lasting": "longer" if wish.lasting else "once",
    }
    return {"needs.chosen": {"domains": domains_of((wish.topic,))}, "needs.save": told}


def _understood(moment: Moment) -> None:
    """Confirms what was understood where it is right; else chooses from the list."""
    need_id, me = moment.about("needs.choose") or moment.about("needs.confirm"), moment.me
    wish = me.telling or _wish_like(moment)
    if not need_id or wish is None or not moment.first_time("proposed", need_id):
        return
    me.told[need_id], me.telling = wish, None
    right = [b for b in moment.seen.buttons("needs.confirm") if b.press.value == wish.topic] or [
        b for b in moment.seen.buttons("needs.confirm") if wish.topic in b.press.value.split(",")
    ]
    if right:
        confirm = Presses("needs.confirm", need_id, right[0].press.value, details(wish))
        moment.mean(soon(moment, 1), confirm)
    else:
        moment.press(soon(moment, 2), "needs.choose", details(wish))


def _wish_like(moment: Moment) -> Wish | None:
    """The oldest need of theirs that has not been told yet."""
    told = list(moment.me.told.values())
    return next((wish for wish in moment.me.wishes if wish not in told and wish.at <= moment.town.now), None)


def _kept(moment: Moment) -> None:
    """Once in a while a need goes away by itself, or rests."""
    need_id = moment.about("needs.edit")
    if moment.first_time("kept", need_id) and moment.chance(0.04):
        moment.press(
            timedelta(days=moment.rng.uniform(10, 90)), moment.rng.choice(["needs.rest", "needs.close"])
        )


def _shortlist(moment: Moment) -> None:
    """Reads the list once, and asks somebody on it; most often the first."""
    writes = moment.seen.buttons("requests.write")
    about = writes[0].press.about
    if not moment.first_time("list", (about, moment.seen.cause)):
        return
    drawn = moment.rng.random()
    for share, action in (
        (PASSES, "suggestions.pass"),
        (NEVER, "suggestions.never"),
        (OTHERS, "suggestions.more"),
    ):
        if drawn < share and moment.button(action):
            moment.press(soon(moment, 10), action)
            return
        drawn -= share
    if drawn < NONE_FITS and moment.button("suggestions.none_fits"):
        moment.press(soon(moment, 10), "suggestions.none_fits")
    elif len(writes) > 1 and moment.button("requests.rank") and moment.chance(moment.town.priors.rank):
        _rank(moment, about, writes)
    else:
        chosen = _chosen(moment, writes)
        wrote: Fills = {"requests.send": {"words": _letter(moment, about), "aware": ("yes",)}}
        moment.mean(soon(moment, 40), Presses("requests.write", about, chosen.press.value, wrote))


def _chosen(moment: Moment, writes: list[Button]) -> Button:
    """The first is asked most; a star is asked many times as often as anyone."""
    weights = [_weight(moment, place, button) for place, button in enumerate(writes)]
    return moment.rng.choices(writes, weights)[0]


def _weight(moment: Moment, place: int, button: Button) -> float:
    stars = (one for one in moment.town.people.values() if one.star)
    is_star = any(str(star.person_id) == button.press.value for star in stars)
    return 1 / (place + 1) * (moment.town.priors.star if is_star else 1)


def _rank(moment: Moment, about: int, writes: list[Button]) -> None:
    order = sorted(writes, key=lambda button: -_weight(moment, writes.index(button), button))[:MOST_RANKED]
    ranked = {f"mentor{place}": button.press.value for place, button in enumerate(order, start=1)}
    fills: Filled = {**ranked, "words": _letter(moment, about), "aware": ("yes",)}
    moment.mean(soon(moment, 40), Presses("requests.rank", about, fills={"requests.send_ranked": fills}))


def _letter(moment: Moment, need_id: int) -> str:
    """What is written to a mentor: the goal, and a line."""
    wish = moment.me.told.get(need_id)
    goal = f"{wish.goal}. " if wish else ""
    return goal + moment.town.phrase(moment.me, "asks")


def _sent(moment: Moment) -> None:
    """Takes a request back once in a while."""
    about = moment.about("requests.withdraw")
    if moment.first_time("sent", (about, moment.seen.cause)) and moment.chance(0.02):
        moment.press(timedelta(days=moment.rng.uniform(1, 6)), "requests.withdraw")


def _news(moment: Moment) -> None:
    """After a no or a silence: asks again, keeps it in mind, or looks who else fits."""
    if not moment.first_time("news", moment.seen.cause):
        return
    for action, share in (("requests.keep_in_mind", 0.5), ("requests.again", 0.6), ("requests.stop", 0.05)):
        if moment.button(action) and moment.chance(share):
            moment.press(soon(moment, 60), action)
            return
    if moment.chance(0.8):
        moment.press(within_days(moment, 1), "suggestions.show")


HABITS: Habits = {
    "needs.edit": _kept,
    "requests.write": _shortlist,
    "requests.again": _news,
    "requests.keep_in_mind": _news,
    "needs.confirm": _understood,
    "suggestions.show": _news,
    "requests.withdraw": _sent,
    "needs.choose": _understood,
}
