"""RSA keys as the Bot Framework publishes them, each endorsing the channels that it may speak for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import jwt
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from jwt.algorithms import RSAAlgorithm

TEAMS = ("msteams",)


@cache
def private_key(number: int, bits: int = 2048) -> rsa.RSAPrivateKey:
    """The key of this number: made once for all tests, for making one takes a tenth of a second."""
    return rsa.generate_private_key(65537, bits)


@dataclass(frozen=True)
class SigningKey:
    kid: str
    private: rsa.RSAPrivateKey
    endorsements: tuple[str, ...] = TEAMS
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def jwk(self) -> dict[str, Any]:
        public = json.loads(RSAAlgorithm.to_jwk(self.private.public_key()))
        named = {"kid": self.kid, "use": "sig", "x5t": self.kid, "endorsements": [*self.endorsements]}
        return {**public, **named, **self.extra}

    @property
    def public_pem(self) -> bytes:
        return self.private.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )

    def signs(self, claims: Mapping[str, Any], algorithm: str = "RS256", **header: Any) -> str:
        """A token of these claims; a header of None is left out."""
        named = {"kid": self.kid, **header}
        headers = {name: value for name, value in named.items() if value is not None}
        return jwt.PyJWS().encode(json.dumps(claims).encode(), self.private, algorithm, headers)


def signing_key(number: int, endorsements: tuple[str, ...] = TEAMS) -> SigningKey:
    return SigningKey(f"key-{number}", private_key(number), endorsements)


def certified(number: int) -> tuple[x509.Certificate, bytes, bytes]:
    """A certificate of the app's own, and its key, both as PEM."""
    key, name = private_key(number), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "constellation")])
    began = datetime(2026, 1, 1, tzinfo=UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(1).not_valid_before(began).not_valid_after(began + timedelta(days=365))
    certificate = builder.sign(key, hashes.SHA256())
    encoding, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    pem = key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, plain)
    return certificate, certificate.public_bytes(encoding), pem
