"""Seven people in any order, for as long as Hypothesis likes: no promise breaks, nothing ever raises."""

import os

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.bot.proof.machine import Programme

CALM = {"deadline": None, "suppress_health_check": list(HealthCheck)}
PROFILES = {
    "ci": settings(max_examples=100, stateful_step_count=40, derandomize=True, database=None, **CALM),
    "prove": settings(max_examples=2_500, stateful_step_count=80, **CALM),
}
"""`HYPOTHESIS_PROFILE=prove` for the long run; the short one is the same each time."""

FAR = {
    "requests.send", "answers.accept", "introductions.save_met", "checkins.answer", "goodbyes.send",
    "goodbye.send", "mentorships.pause_now", "needs.save", "profile.save", "privacy.forget_me", "drift.mentee",
    "request.expire", "queue.pause_all",
}  # fmt: skip
"""What the machine must have come to, or it proves little."""


def test_no_promise_breaks_whatever_people_do() -> None:
    Programme.reached.clear()
    run_state_machine_as_test(Programme, settings=PROFILES[os.environ.get("HYPOTHESIS_PROFILE", "ci")])
    assert not FAR - set(Programme.reached), sorted(FAR - set(Programme.reached))
