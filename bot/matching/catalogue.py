"""Disciplines, and stages of training and faculty ranks, as keys of the words that name them."""

from bot.matching.shipped import table

DISCIPLINES: tuple[str, ...] = tuple(table("words/disciplines.toml"))
"""Royal College specialties and allied fields."""

_OVERLAY = "overlay."
_LEVELS: tuple[str, ...] = tuple(table("words/levels.toml"))

LEVELS: tuple[str, ...] = tuple(level for level in _LEVELS if not level.startswith(_OVERLAY))
"""Where a person stands, PGY-1 to professor: one each."""
OVERLAYS: tuple[str, ...] = tuple(level for level in _LEVELS if level.startswith(_OVERLAY))
"""Roles that overlay a level, such as programme director: any number each."""
