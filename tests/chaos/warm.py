"""What a process of the product reads once in its life, read before it is forked."""

import gc
import inspect
from datetime import date

import adapters.cli  # noqa: F401
import tests.chaos.child  # noqa: F401
from adapters.calendar import Holidays
from bot.matching.domains import understood
from bot.words import every_key

understood("a first contract")
every_key()
Holidays().is_holiday("CA-AB", date(2026, 9, 14))
inspect.stack()  # Bolt asks from which file it is started, and the first answer takes a third of a second
gc.collect()
gc.freeze()  # else each process looks through, and so copies, everything that was made here
