"""Draws the two icons of the Teams package: four stars and the line between them, as on the favicon.

The standard library alone: how much of each pixel a shape covers is its distance to the shape's edge.
"""

import math
import struct
import zlib
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "adapters" / "teams" / "package"

Colour = tuple[int, int, int]
Point = tuple[float, float]
Ink = Callable[[float, float], float]
"""How much of the pixel around a point is covered, from 0 to 1."""

NIGHT, SILVER, GOLD, WHITE = (16, 28, 58), (143, 162, 214), (242, 193, 78), (255, 255, 255)
STARS: tuple[tuple[Point, float], ...] = (
    ((0.14, 0.72), 0.080),
    ((0.36, 0.33), 0.115),
    ((0.62, 0.53), 0.080),
    ((0.84, 0.22), 0.080),
)
"""Where each star stands in the drawing, and its radius, as parts of its width."""


def main() -> None:
    """Draw both."""
    for name, drawn in (("color.png", color()), ("outline.png", outline())):
        (FOLDER / name).write_bytes(drawn)
        print(f"{len(drawn):6} bytes  {name}")


def color(size: int = 192) -> bytes:
    """The full-colour icon: Teams may round its corners, so the stars stand well inside."""
    within = 0.60 * size
    line, stars = _constellation(within, (size - within) / 2, 0.045)
    return png(size, [(NIGHT, lambda *_: 1.0), (SILVER, line), (GOLD, stars)])


def outline(size: int = 32) -> bytes:
    """The white one on nothing, for the rail and for what is pinned."""
    line, stars = _constellation(size - 4.0, 2.0, 0.055)
    return png(size, [(WHITE, lambda x, y: max(line(x, y), stars(x, y)))])


def png(size: int, layers: list[tuple[Colour, Ink]]) -> bytes:
    """A square picture with transparency, each layer painted over those before it."""
    rows = b"".join(
        b"\0" + b"".join(_pixel(x + 0.5, y + 0.5, layers) for x in range(size)) for y in range(size)
    )
    head = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


def _chunk(kind: bytes, held: bytes) -> bytes:
    return struct.pack(">I", len(held)) + kind + held + struct.pack(">I", zlib.crc32(kind + held))


def _pixel(x: float, y: float, layers: list[tuple[Colour, Ink]]) -> bytes:
    red, green, blue, solid = 0.0, 0.0, 0.0, 0.0
    for colour, ink in layers:
        over = ink(x, y)
        under = solid * (1 - over)
        solid = over + under
        if solid:
            red, green, blue = (
                (new * over + old * under) / solid
                for new, old in zip(colour, (red, green, blue), strict=True)
            )
    return bytes(round(part) for part in (red, green, blue, 255 * solid))


def _constellation(width: float, edge: float, thick: float) -> tuple[Ink, Ink]:
    """The line and the stars in a square of this width, so far from the picture's edge."""
    stars = [((x * width + edge, y * width + edge), radius * width) for (x, y), radius in STARS]
    ends = list(pairwise(stars))

    def line(x: float, y: float) -> float:
        far = min(_from_line((x, y), one, other) for (one, _), (other, _) in ends)
        return _covered(far - thick * width / 2)

    def points(x: float, y: float) -> float:
        return _covered(min(math.dist((x, y), centre) - radius for centre, radius in stars))

    return line, points


def _covered(beyond: float) -> float:
    return min(1.0, max(0.0, 0.5 - beyond))


def _from_line(point: Point, one: Point, other: Point) -> float:
    """How far a point is from the line between two others."""
    along = (other[0] - one[0], other[1] - one[1])
    away = (point[0] - one[0], point[1] - one[1])
    part = (away[0] * along[0] + away[1] * along[1]) / (along[0] ** 2 + along[1] ** 2)
    part = min(1.0, max(0.0, part))
    return math.dist(point, (one[0] + part * along[0], one[1] + part * along[1]))


if __name__ == "__main__":
    main()
