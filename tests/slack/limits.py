"""How often Slack lets an app ask (docs.slack.dev/apis/web-api/rate-limits)."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

TIERS: dict[str, tuple[float, float]] = {
    "tier 1": (1 / 60, 5),
    "tier 2": (20 / 60, 20),
    "tier 3": (50 / 60, 50),
    "tier 4": (100 / 60, 100),
    "posting": (1, 4),
    "free": (math.inf, math.inf),
}
"""Requests a second over time, and how many may come at once ("bursts" have no figure at Slack's)."""


@dataclass
class Limits:
    """A bucket for each method, app and workspace; for each channel where a message is posted."""

    pace: Callable[[], float]
    on: bool = True
    levels: dict[Hashable, tuple[float, float]] = field(default_factory=dict)

    def wait(self, tier: str, *key: Hashable) -> int:
        """Seconds to wait: 0, and this request is counted; or more, and it is refused."""
        rate, most = TIERS[tier]
        if not self.on or rate == math.inf:
            return 0
        now = self.pace()
        level, at = self.levels.get(key, (most, now))
        level = min(most, level + max(0, now - at) * rate)
        if level < 1:
            self.levels[key] = (level, now)
            return max(1, math.ceil((1 - level) / rate))
        self.levels[key] = (level - 1, now)
        return 0
