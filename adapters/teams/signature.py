"""What a token is worth: who signed it, for whom, and for how long. Refused where it is worth nothing."""

import json
import re
from base64 import urlsafe_b64decode
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import jwt
from multidict import MultiMapping

from adapters.teams.keys import Key
from adapters.teams.turned_away import Refused

LEEWAY = 300
"""How far (seconds) the clocks of Microsoft and of this machine may be apart."""

_ALGORITHM = "RS256"
_LONGEST = 8192
_BEARER = re.compile(r"Bearer ([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)")
_OPTIONS: Mapping[str, Any] = {
    "require": ["iss", "aud", "exp", "nbf"],
    "strict_aud": True,
    # Times are judged here, for `now` is an argument.
    "verify_exp": False,
    "verify_nbf": False,
    "verify_iat": False,
}


def token_of(headers: MultiMapping[str]) -> str:
    """The one token of a request."""
    given = headers.getall("Authorization", [])
    found = _BEARER.fullmatch(given[0]) if len(given) == 1 and len(given[0]) <= _LONGEST else None
    if found is None:
        raise Refused("no_token")
    return found[1]


def kid_of(token: str) -> str:
    """The id of the key that a token says it was signed with; only its header is read, for that is cheap."""
    part = token.partition(".")[0]
    try:
        header = json.loads(urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except (ValueError, RecursionError):
        raise Refused("token") from None
    kid = header.get("kid") if isinstance(header, dict) and header.get("alg") == _ALGORITHM else None
    if not isinstance(kid, str):
        raise Refused("algorithm")
    return kid


def claims_of(token: str, key: Key, app_id: str, issuer: str, now: datetime) -> Mapping[str, Any]:
    """What a token says: signed with this key, by this issuer, for this app, for now."""
    try:
        claims: Mapping[str, Any] = jwt.decode(
            token,
            key.public,
            algorithms=[_ALGORITHM],
            audience=app_id,
            issuer=issuer,
            options=_OPTIONS,  # type: ignore[arg-type]  # a mapping that stays as it is
        )
    except jwt.PyJWTError:
        raise Refused("token") from None
    if not _is_in_time(claims, now.timestamp()):
        raise Refused("time")
    return claims


def _is_in_time(claims: Mapping[str, Any], now: float) -> bool:
    begins, ends = claims["nbf"], claims["exp"]
    if type(begins) is not int or type(ends) is not int:  # True is an int, and 1e300 a date for some
        return False
    return begins - LEEWAY <= now < ends + LEEWAY
