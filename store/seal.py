"""Seals what rests on the disk: Fernet for words, a repeatable veil for ids that are looked for."""

import base64
import hashlib
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from sqlalchemy import Dialect


class WrongKey(Exception):
    """None of the keys opens what is stored: give the key with which it was written, after the new one."""


class Seal:
    """The keys of one store: the first one seals, every one of them opens."""

    def __init__(self, keys: Sequence[str]) -> None:
        if not keys:
            raise ValueError("a store needs at least one key: `constellation keys` makes one")
        self._words = MultiFernet([Fernet(key) for key in keys])
        self._ids = [AESSIV(hashlib.sha512(b"veil" + key.encode()).digest()) for key in keys]

    def sealed(self, words: str) -> str:
        """The words sealed; no words need no seal."""
        return self._words.encrypt(words.encode()).decode() if words else ""

    def opened(self, sealed: str) -> str:
        """The words again; WrongKey where no key opens them."""
        try:
            return self._words.decrypt(sealed).decode() if sealed else ""
        except InvalidToken:
            raise WrongKey("a sealed field was written with another key") from None

    def veils(self, id: int) -> list[str]:
        """Every veil that an id may rest under, the one in use first."""
        return [base64.b64encode(key.encrypt(b"%d" % id, [b"id"])).decode() for key in self._ids]

    def unveiled(self, veil: str) -> int:
        """The id again; WrongKey where no key opens it."""
        for key in self._ids:
            try:
                return int(key.decrypt(base64.b64decode(veil), [b"id"]))
            except InvalidTag:
                continue
        raise WrongKey("a veiled id was written with another key")


def seal_of(dialect: Dialect) -> Seal:
    """The seal that the engine of this dialect was opened with."""
    seal: Seal = dialect.seal  # type: ignore[attr-defined]
    return seal
