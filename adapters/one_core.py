"""One core for a process of which only one thread runs at a time: none waits to be woken on another."""

import os
import random


def stay() -> None:
    """Keep this process to one of the cores that it may use, where the system lets it choose (Linux)."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {random.choice(sorted(os.sched_getaffinity(0)))})
