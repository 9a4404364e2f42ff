"""How a figure is taken and printed: the median of several runs, and its ratio to a baseline."""

import time
from collections.abc import Callable
from statistics import median

RUNS = 5


def seconds(work: Callable[[], object], runs: int = RUNS) -> float:
    """The median time of `work` over several runs after a warm-up, in seconds."""
    work()
    return median(_once(work) for _ in range(runs))


def in_turn(one: Callable[[], object], other: Callable[[], object], runs: int = RUNS) -> tuple[float, float]:
    """The median times of two works run one after the other, so that a noisy machine slows both."""
    one(), other()
    pairs = [(_once(one), _once(other)) for _ in range(runs)]
    return median(first for first, _ in pairs), median(second for _, second in pairs)


def processor_seconds(work: Callable[[], object], runs: int = RUNS) -> float:
    """The median of this process's own time for `work`, in all its threads, in seconds."""
    return median(_own(work) for _ in range(runs))


def show(what: str, figure: str, ratio: str = "") -> None:
    """One line of the report."""
    print(f"  {what:<58} {figure:>14}  {ratio}", flush=True)


def _own(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _once(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
