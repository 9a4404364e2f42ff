"""Places by the names that the command line gives them: slack:T0123."""

from collections.abc import Iterator, Sequence

from adapters.playground.inbound import PLATFORM as PLAYGROUND
from bot.mentoring.programmes import Place


class NoSuchPlace(Exception):
    """No place is meant, or not one alone; its text is one plain line that says what to do."""


def named(place: Place) -> str:
    """A place by its name."""
    return f"{place.platform}:{place.tenant}"


def split(name: str) -> tuple[str, str]:
    """The platform and the tenant in a name; NoSuchPlace where it is none."""
    platform, _, tenant = name.partition(":")
    if platform not in ("slack", "teams") or not tenant:
        raise NoSuchPlace(f"{name} names no place: give slack:T0123 or teams:TENANT")
    return platform, tenant


def meant(places: Sequence[Place], name: str) -> Place:
    """The place of this name; without one, the only place that is not gone, a real platform's first."""
    if name:
        found = [place for place in places if named(place) == name]
    else:
        living = [place for place in places if place.gone_at is None]
        found = [place for place in living if place.platform != PLAYGROUND] or living
    if len({place.programme_id for place in found}) == 1:
        return found[0]
    raise NoSuchPlace(
        f"{name or 'That'} is no place, or not the only one: `constellation places` lists them; name one"
        if places
        else "No programme lives here yet: `constellation serve` sets one up"
    )


def told(places: Sequence[Place]) -> Iterator[str]:
    """Each place in a line."""
    for place in places:
        gone = f", gone since {place.gone_at:%Y-%m-%d}" if place.gone_at else ""
        yield f"{named(place)}  programme {place.programme_id}{gone}"
