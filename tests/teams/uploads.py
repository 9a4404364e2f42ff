"""Somebody's OneDrive: where a file goes that they agreed to have."""

from __future__ import annotations

import secrets
from typing import Any

from aiohttp import web


class Uploads:
    """Places that were offered, and what was put there; a place takes one file, and wants no token."""

    def __init__(self) -> None:
        self.base = ""
        self.files: dict[str, bytes] = {}
        self.tokens_seen = 0
        self._offered: dict[str, str] = {}

    @property
    def routes(self) -> list[web.RouteDef]:
        return [web.put("/upload/{place}", self._put)]

    def offered(self, name: str) -> dict[str, Any]:
        place = secrets.token_hex(16)
        self._offered[place] = name
        return {
            "contentUrl": f"{self.base}/files/{place}/{name}",
            "name": name,
            "uploadUrl": f"{self.base}/upload/{place}",
            "uniqueId": place.upper(),
            "fileType": name.rpartition(".")[2],
        }

    async def _put(self, request: web.Request) -> web.Response:
        """https://learn.microsoft.com/onedrive/developer/rest-api/api/driveitem_createuploadsession"""
        self.tokens_seen += "Authorization" in request.headers
        raw = await request.read()
        wanted = f"bytes 0-{len(raw) - 1}/{len(raw)}"
        if request.headers.get("Content-Range") != wanted:
            return web.json_response({"error": {"code": "invalidRange"}}, status=400)
        name = self._offered.pop(request.match_info["place"], None)
        if name is None:
            return web.json_response({"error": {"code": "itemNotFound"}}, status=404)
        self.files[name] = raw
        return web.json_response({"name": name, "size": len(raw)}, status=201)
