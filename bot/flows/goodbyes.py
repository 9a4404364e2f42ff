"""Moving on: a note in one's own words, previewed, held for ten minutes, then delivered."""

from bot.flows.goodbye_ending import end_quietly

__all__ = ["end_quietly"]
