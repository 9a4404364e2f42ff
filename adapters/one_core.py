"""One core for a process of which only one thread runs at a time: none waits to be woken on another."""

import os
import random
import sys

TURN = 0.001
"""How many seconds a thread that has its answer waits at most for the one that runs (Python's own: 0.005)."""


def stay() -> None:
    """Keep this process to one of the cores that it may use, where the system lets it choose (Linux)."""
    sys.setswitchinterval(TURN)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {random.choice(sorted(os.sched_getaffinity(0)))})
