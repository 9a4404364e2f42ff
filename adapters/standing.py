"""What a process made to start lives as long as it does: nobody looks through it again for what is over."""

import gc

YOUNG = 10_000
"""How many things a process makes until it looks for those that are over (Python's own: 700)."""

_USUAL = gc.get_threshold()


def begin() -> None:
    """Let what stands now stand, and look through the rest less often: both stop every turn meanwhile."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, *_USUAL[1:])


def end() -> None:
    """Look through everything again, as Python does by itself."""
    gc.set_threshold(*_USUAL)
    gc.unfreeze()
