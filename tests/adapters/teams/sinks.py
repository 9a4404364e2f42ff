"""Whoever would like to have our token: every name in the world leads to them, with and without TLS."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509.oid import NameOID

from tests.teams.signing import private_key


class Sink(AbstractResolver):
    """Keeps what reaches it, and names itself whatever host is asked for."""

    def __init__(self) -> None:
        self.plain, self.secure = 0, 0
        self.asked_for: list[str] = []
        self.paths: list[str] = []
        self.tokens: list[str] = []

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        self.asked_for.append(host)
        mine = self.plain if port == 80 else self.secure
        return [
            {"hostname": host, "host": "127.0.0.1", "port": mine, "family": family, "proto": 0, "flags": 0}
        ]

    async def close(self) -> None:
        """Nothing is open."""

    async def take(self, request: web.BaseRequest) -> web.Response:
        self.paths.append(request.raw_path)
        self.tokens.append(request.headers.get("Authorization", ""))
        return web.json_response({"id": "1"}, status=201)


@asynccontextmanager
async def sink(folder: Path) -> AsyncIterator[tuple[Sink, aiohttp.ClientSession]]:
    """A sink, and a session for which it is the whole world, and whose certificate it believes."""
    whole = Sink()
    runner = web.ServerRunner(web.Server(whole.take, access_log=None), shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=await asyncio.to_thread(_tls, folder)).start()
        whole.plain, whole.secure = (address[1] for address in runner.addresses)
        connector = aiohttp.TCPConnector(resolver=whole, ssl=False, use_dns_cache=False)
        async with aiohttp.ClientSession(connector=connector) as session:
            yield whole, session
    finally:
        await runner.cleanup()


def _tls(folder: Path) -> ssl.SSLContext:
    key, name = private_key(80), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "sink.example")])
    now = datetime.now(UTC)
    builder: Any = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(1).not_valid_before(now).not_valid_after(now + timedelta(days=1))
    pem = builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    form, plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    path = folder / "sink.pem"
    path.write_bytes(pem + key.private_bytes(serialization.Encoding.PEM, form, plain))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context
