"""What no form should be sent: too much, nothing, another kind, words that play at being something else."""

from collections.abc import Iterator

from bot.cards import Attach, Day, Field, Pick, Tick, Write
from bot.forms import MOST_ATTACHED
from bot.turns import FieldValue

HOSTILE = (
    *(
        "\u202egnp.exe",
        "a\u200b\u2060\ufeffb",
        "\ud83d alone",
        "a\x00b\x07",
        "\u200b\u200b",
        "\u200d",
        "\u3164",
    ),
    *("**bold**", "**", "{blank}", "{0}", "{name}", "{n} {", "%s %d", "\\u0041", "&amp;", "<at>all</at>"),
    *("<script>alert(1)</script>", "<!channel> <@U123|x>", "[x](javascript:alert(1))", "=cmd|' /C calc'!A0"),
    *("👩\u200d👩\u200d👧\u200d👦", "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤a", "\u2028line", "'; DROP TABLE people; --", "x\n" * 40),
)
"""Short enough for every field of words."""

DAYS = (
    *("yesterday", "0000-00-00", "0001-01-01", "1999-12-31", "2000-01-01", "2200-12-31", "2201-01-01"),
    *(
        "9999-12-31",
        "2026-02-30",
        "2026-13-01",
        "20260514",
        "2026-W20-4",
        "٢٠٢٦-٠٥-١٤",
        "2026-05-14T10:00",
        "-1",
    ),
)
FILES = (
    *("\x00", "email", "email,name\n\ud800@x.org,\ud800", 'email,name\n"never closed', "\ufeff", "\r" * 99),
    *("email,name\n" + ",".join("x" * 900), "email,name,email\na@b.ca,A,a@b.ca"),
    *("name,email\n=cmd(),a@b.ca", "email;name\na@b.ca;A\n\x00;\x07"),
)
FEW = HOSTILE[::5]
MEBIBYTE = "m" * 2**20


def bad(field: Field) -> Iterator[FieldValue]:
    """Everything to try in this field, whether it is refused or tidied."""
    yield from ("", (), ("a", "b"), MEBIBYTE)
    match field:
        case Write(limit=limit):
            yield from ("x" * limit, "x" * (limit + 1), "\ufb2c" * limit, *HOSTILE)
        case Pick(options=options):
            yield from ("nobody", "-1", f"{options[0].value} ", tuple(o.value for o in options), *FEW)
        case Tick(options=options, limit=limit):
            every = tuple(option.value for option in options)
            yield from (("nobody",), every[0], every * 2, (*every, "nobody"), every[: limit + 1])
            yield from ((words,) for words in FEW)
        case Day():
            yield from (*DAYS, *FEW)
        case Attach():
            yield from ("x" * (MOST_ATTACHED + 1), *FILES, *FEW)
