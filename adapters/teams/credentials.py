"""How the bot proves who it is to Microsoft's login: a secret, a certificate, or its machine's identity."""

import hashlib
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

import jwt
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key

from adapters.teams.clouds import PUBLIC, Cloud

IMDS = "http://169.254.169.254/metadata/identity/oauth2/token"
"""Where a virtual machine of Azure asks who it is."""

LASTS = timedelta(minutes=5)
"""How long an assertion of ours may be used."""

_BY_JWT = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request for a token: a form to be posted, or (where there is no form) a query."""

    url: str
    form: Mapping[str, str] | None = field(default=None, repr=False)
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)


class Credentials(Protocol):
    """One way of proving who the bot is."""

    def asked(self, now: datetime) -> Asked:
        """What to ask for a token."""


@dataclass(frozen=True, slots=True)
class Secret:
    """A client secret; `tenant` is where the app is registered."""

    app_id: str
    tenant: str
    secret: str = field(repr=False)
    cloud: Cloud = PUBLIC

    def asked(self, now: datetime) -> Asked:  # noqa: ARG002 - a secret knows no time
        """The secret itself, in a form."""
        return Asked(
            _login(self.cloud, self.tenant), _form(self.app_id, self.cloud, client_secret=self.secret)
        )


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate (PEM) and its key (PEM), which never leaves this machine."""

    app_id: str
    tenant: str
    certificate: bytes
    key: bytes = field(repr=False)
    cloud: Cloud = PUBLIC

    def asked(self, now: datetime) -> Asked:
        """An assertion signed with the key, for this one request."""
        url = _login(self.cloud, self.tenant)
        proof = {"client_assertion_type": _BY_JWT, "client_assertion": self._assertion(url, now)}
        return Asked(url, _form(self.app_id, self.cloud, **proof))

    def _assertion(self, url: str, now: datetime) -> str:
        der = x509.load_pem_x509_certificate(self.certificate).public_bytes(Encoding.DER)
        thumbprint = urlsafe_b64encode(hashlib.sha256(der).digest()).rstrip(b"=").decode()
        claims = {
            "aud": url,
            "iss": self.app_id,
            "sub": self.app_id,
            "jti": secrets.token_hex(16),
            "nbf": int(now.timestamp()),
            "exp": int((now + LASTS).timestamp()),
        }
        return jwt.encode(claims, self.key, algorithm="PS256", headers={"x5t#S256": thumbprint})


@dataclass(frozen=True, slots=True)
class ManagedIdentity:
    """The identity of the machine: IMDS on a virtual machine, elsewhere the endpoint and header of the host.

    App Service and Container Apps name both in IDENTITY_ENDPOINT and IDENTITY_HEADER.
    """

    app_id: str
    endpoint: str = IMDS
    header: str = field(default="", repr=False)
    cloud: Cloud = PUBLIC

    def asked(self, now: datetime) -> Asked:  # noqa: ARG002 - a machine knows no time
        """A query that only a program of this machine can make."""
        version = "2019-08-01" if self.header else "2018-02-01"
        query = {"api-version": version, "resource": self.cloud.audience, "client_id": self.app_id}
        headers = {"X-IDENTITY-HEADER": self.header} if self.header else {"Metadata": "true"}
        return Asked(self.endpoint, query=query, headers=headers)


def is_whole(pem: bytes) -> bool:
    """Whether a PEM holds a certificate and the key that belongs to it, of the kind that Microsoft takes."""
    try:
        certificate = x509.load_pem_x509_certificate(pem)
        key = load_pem_private_key(pem, None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return False
    return isinstance(key, RSAPrivateKey) and key.public_key() == certificate.public_key()


def _login(cloud: Cloud, tenant: str) -> str:
    return f"{cloud.login}/{tenant}/oauth2/v2.0/token"


def _form(app_id: str, cloud: Cloud, **proof: str) -> Mapping[str, str]:
    scope = f"{cloud.audience}/.default"
    return {"grant_type": "client_credentials", "client_id": app_id, "scope": scope, **proof}
