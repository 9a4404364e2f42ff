"""Eighty ways to pass for Teams without being Teams: each the request that it makes, by its name."""

from __future__ import annotations

import hashlib
import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from adapters.teams.gate import LARGEST
from tests.adapters.teams.doorway import SERVICE, Doorway, Headers
from tests.teams.issuer import MISSING
from tests.teams.signing import SigningKey, private_key, signing_key

Way = Callable[[Doorway], "Request"]


@dataclass(frozen=True)
class Request:
    raw: bytes
    tokens: tuple[str, ...] = ()
    headers: Headers = ()


def forged(header: Mapping[str, Any], claims: Mapping[str, Any], secret: bytes = b"") -> str:
    """A token by hand, as no library would make it."""
    head, body = (_part(json.dumps(part).encode()) for part in (header, claims))
    signed = f"{head}.{body}".encode()
    return f"{head}.{body}.{_part(hmac.new(secret, signed, hashlib.sha256).digest()) if secret else ''}"


def with_token(make: Callable[[Doorway], str]) -> Way:
    return lambda door: Request(_raw(door.activity()), (make(door),))


def claiming(**changes: Any) -> Way:
    """A token whose signature is good, and that says something else."""
    return with_token(lambda door: door.teams.issuer.token(SERVICE, **changes))


def signed_by(key: SigningKey, **header: Any) -> Way:
    return with_token(lambda door: key.signs(door.teams.issuer.claims(SERVICE), **header))


def saying(**changes: Any) -> Way:
    """An activity that is not as it should be; its token is good, and says the same service."""

    def way(door: Doorway) -> Request:
        activity = door.activity(**changes)
        return Request(_raw(activity), (door.teams.issuer.token(activity.get("serviceUrl", SERVICE)),))

    return way


def at(service: str) -> Way:
    """A service that Teams is not at; token and activity agree about it."""
    return lambda door: Request(_raw(door.activity(service)), (door.teams.issuer.token(service),))


def body(raw: bytes) -> Way:
    return lambda door: Request(raw, (door.teams.issuer.token(SERVICE),))


def _part(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def _raw(activity: dict[str, Any]) -> bytes:
    return json.dumps(activity).encode()


def _none(door: Doorway) -> str:
    return forged({"alg": "none", "kid": "key-1"}, door.teams.issuer.claims(SERVICE))


def _none_with_a_signature(door: Doorway) -> str:
    return forged({"alg": "none", "kid": "key-1"}, door.teams.issuer.claims(SERVICE), b"secret")


def _nowhere(door: Doorway) -> Request:
    token = door.teams.issuer.token(SERVICE, serviceurl=MISSING)
    return Request(_raw(door.activity(serviceUrl=None)), (token,))


def _with_the_public_key(door: Doorway) -> str:
    header = {"alg": "HS256", "kid": "key-1", "typ": "JWT"}
    return forged(header, door.teams.issuer.claims(SERVICE), door.teams.issuer.keys[0].public_pem)


def _as_rs256(door: Doorway) -> str:
    header = {"alg": "RS256", "kid": "key-1"}
    return forged(header, door.teams.issuer.claims(SERVICE), door.teams.issuer.keys[0].public_pem)


def _dead(door: Doorway) -> str:
    old = door.teams.issuer.rotate()
    return old.signs(door.teams.issuer.claims(SERVICE))


def _not_endorsing(door: Doorway) -> str:
    door.teams.issuer.keys = [signing_key(7, ("directline",))]
    return door.teams.issuer.token(SERVICE)


def _unsigned(door: Doorway) -> str:
    return door.teams.issuer.token(SERVICE).rpartition(".")[0] + "."


def _times(door: Doorway, **by: int) -> dict[str, int]:
    now = int(door.moment.now().timestamp())
    return {name: now + seconds for name, seconds in by.items()}


def _at_a_time(**by: int) -> Way:
    return with_token(lambda door: door.teams.issuer.token(SERVICE, **_times(door, **by)))


def _two(door: Doorway) -> Request:
    good = door.teams.issuer.token(SERVICE)
    return Request(_raw(door.activity()), (good, good))


def _in_a_header(value: str) -> Way:
    def way(door: Doorway) -> Request:
        token = door.teams.issuer.token(SERVICE)
        return Request(_raw(door.activity()), (), [("Authorization", value.format(token))])

    return way


STRANGER = SigningKey("key-1", private_key(99))
TENANTS = {"conversation": {"id": "a:1", "tenantId": "another"}}

REFUSED: Mapping[str, Mapping[str, Way]] = {
    "no_token": {
        "no token at all": lambda door: Request(_raw(door.activity())),
        "two tokens": _two,
        "two tokens in one header": _in_a_header("Bearer {0}, Bearer {0}"),
        "another scheme": _in_a_header("Basic {0}"),
        "a scheme in small letters": _in_a_header("bearer {0}"),
        "an empty token": _in_a_header("Bearer "),
        "garbage that is no ascii": _in_a_header("Bearer é.é.é"),
        "a token without dots": _in_a_header("Bearer aaaa"),
        "a token of four parts": _in_a_header("Bearer {0}.aaaa"),
        "two spaces": _in_a_header("Bearer  {0}"),
        "a token that is far too long": _in_a_header("Bearer " + "a" * 20_000 + ".a.a"),
        "alg none": with_token(_none),
        "no signature": with_token(_unsigned),
    },
    "token": {
        "garbage": _in_a_header("Bearer not.a.token"),
        "an HMAC that says RS256": with_token(_as_rs256),
        "a stranger's key under a known id": signed_by(STRANGER),
        "a critical header that nobody knows": signed_by(signing_key(1), crit=["x"], x=1),
        "another issuer": claiming(iss="https://api.botframework.us"),
        "Entra as the issuer": claiming(iss="https://sts.windows.net/72f988bf-86f1-41af-91ab-2d7cd011db47/"),
        "no issuer": claiming(iss=MISSING),
        "a list of issuers": claiming(iss=["https://api.botframework.com"]),
        "another audience": claiming(aud="99999999-2222-4333-8444-555555555555"),
        "no audience": claiming(aud=MISSING),
        "an audience of many": claiming(aud=["11111111-2222-4333-8444-555555555555"]),
        "no end": claiming(exp=MISSING),
        "no beginning": claiming(nbf=MISSING),
    },
    "algorithm": {
        "alg none with a signature": with_token(_none_with_a_signature),
        "HS256 with the public key": with_token(_with_the_public_key),
        "RS384": signed_by(signing_key(1), algorithm="RS384"),
        "PS256": signed_by(signing_key(1), algorithm="PS256"),
        "no key id": signed_by(signing_key(1), kid=None),
        "a key brought along": signed_by(
            STRANGER, kid=None, jwk=STRANGER.jwk, jku="https://evil.example/keys"
        ),
    },
    "unknown_key": {
        "an unknown key": signed_by(signing_key(8)),
        "a key that died": with_token(_dead),
    },
    "endorsement": {
        "a key that does not endorse Teams": with_token(_not_endorsing),
    },
    "time": {
        "an end that is no number": claiming(exp="soon"),
        "an end that is true": claiming(exp=True),
        "an end beyond numbers": claiming(exp=1e300),
        "over": _at_a_time(nbf=-7200, exp=-301),
        "not begun": _at_a_time(nbf=302, exp=7200),
    },
    "service_url": {
        "a token for another service": claiming(serviceurl="https://smba.trafficmanager.net/emea/"),
        "a token for no service": claiming(serviceurl=MISSING),
        "a body without a service": saying(serviceUrl=None),
    },
    "host": {
        "no service anywhere": _nowhere,
        "a service that is no text": saying(serviceUrl=[SERVICE]),
        "a host that only begins alike": at("https://smba.trafficmanager.net.evil.example/amer/"),
        "a host that only ends alike": at("https://evil-smba.trafficmanager.net/amer/"),
        "another host of that domain": at("https://evil.trafficmanager.net/amer/"),
        "a host of another cloud": at("https://smba.infra.gov.teams.microsoft.us/gcch/"),
        "a host behind a user": at("https://smba.trafficmanager.net@evil.example/amer/"),
        "a user before the host": at("https://evil.example@smba.trafficmanager.net/amer/"),
        "a port": at("https://smba.trafficmanager.net:8443/amer/"),
        "the usual port": at("https://smba.trafficmanager.net:443/amer/"),
        "plain http": at("http://smba.trafficmanager.net/amer/"),
        "another scheme of address": at("ftp://smba.trafficmanager.net/amer/"),
        "a dot after the host": at("https://smba.trafficmanager.net./amer/"),
        "capital letters": at("https://SMBA.trafficmanager.net/amer/"),
        "letters that look alike": at("https://smbа.trafficmanager.net/amer/"),
        "wide letters": at("https://ｓmba.trafficmanager.net/amer/"),
        "punycode": at("https://xn--smb-6cd.trafficmanager.net/amer/"),
        "a backslash": at("https://smba.trafficmanager.net\\@evil.example/"),
        "an escape": at("https://smba.trafficmanager.net%2eevil.example/"),
        "a query": at("https://smba.trafficmanager.net/amer/?x=https://evil.example"),
        "a fragment": at("https://smba.trafficmanager.net#@evil.example/"),
        "a way out of the path": at("https://smba.trafficmanager.net/amer/../evil/"),
        "a line's end in the address": at("https://smba.trafficmanager.net/amer/\nX: y"),
        "a space before the address": at(" https://smba.trafficmanager.net/amer/"),
        "no scheme": at("//smba.trafficmanager.net/amer/"),
        "this machine": at("http://127.0.0.1:80/amer/"),
        "the machine's identity": at("http://169.254.169.254/metadata/identity/oauth2/token"),
        "an address without end": at("https://smba.trafficmanager.net/" + "a" * 5_000),
    },
    "channel": {
        "a body without a channel": saying(channelId=None),
        "another channel": saying(channelId="directline"),
        "a channel that is no text": saying(channelId={"msteams": 1}),
    },
    "tenant": {
        "another tenant": saying(channelData={"tenant": {"id": "another"}}, **TENANTS),
        "another tenant in one place": saying(**TENANTS),
        "a tenant that is no text": saying(channelData={"tenant": {"id": {"x": []}}}, conversation=None),
        "no tenant": saying(channelData=None, conversation=None),
    },
}
"""All of these are answered 401, and in the same words; by the reason that only the log is told."""

NO_ACTIVITY: Mapping[str, Way] = {
    "nothing": body(b""),
    "no JSON": body(b"{"),
    "no UTF-8": body(b'{"type": "\xff"}'),
    "UTF-16": body('{"type": "message"}'.encode("utf-16")),
    "a list": body(b"[]"),
    "a text": body(b'"message"'),
    "deeper than any activity": body(b'{"a":' * 33 + b"1" + b"}" * 33),
    "deep beyond the stack": body(b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}"),
    "a number without end": body(b'{"a": ' + b"9" * 100_000 + b"}"),
    "no number": body(b'{"a": NaN}'),
    "half a character": body(b'{"text": "\\ud83d"}'),
}
"""These come from Teams and are no activities: 400."""

TOO_LARGE: Mapping[str, Way] = {
    "larger than any activity": body(b"{" + b" " * LARGEST + b"}"),
    "large, and from nobody": lambda _door: Request(b" " * (LARGEST + 1)),
}
"""These are 413, whoever sends them."""


def _from_nobody(way: Way) -> Way:
    return lambda door: Request(way(door).raw, ("a.b.c",))


FROM_NOBODY: Mapping[str, Way] = {
    f"{name}, from nobody": _from_nobody(way) for name, way in NO_ACTIVITY.items()
}
"""What is malformed is nobody's business before the token is believed: 401 again."""
