"""Seven people in any order, for as long as Hypothesis likes: no promise breaks, nothing ever raises."""

import os

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.bot.proof.machine import Programme

CALM = {"deadline": None, "suppress_health_check": list(HealthCheck)}
PROFILES = {
    "ci": settings(max_examples=70, stateful_step_count=40, derandomize=True, database=None, **CALM),
    "prove": settings(max_examples=2_500, stateful_step_count=80, **CALM),
}
"""`HYPOTHESIS_PROFILE=prove` for the long run; the short one is the same each time."""

FAR = {
    *("needs.save", "requests.send", "answers.accept", "request.expire", "introductions.save_met"),
    *("checkins.answer", "mentorships.pause_now", "drift.mentee", "goodbyes.send", "goodbye.send"),
    *("profile.save", "privacy.forget_me", "queue.pause_all"),
}
"""What the machine must have come to, or it proves little."""


def test_no_promise_breaks_whatever_people_do() -> None:
    Programme.reached.clear()
    run_state_machine_as_test(Programme, settings=PROFILES[os.environ.get("HYPOTHESIS_PROFILE", "ci")])
    assert not FAR - set(Programme.reached), sorted(FAR - set(Programme.reached))
