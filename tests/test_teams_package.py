"""Teams' package can be uploaded as it is made: filled, in both languages, its icons drawn by the tool."""

import json
import re
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from bot.routes import COMMANDS
from tools import teams_icons, teams_package

APP_ID = "1f2e3d4c-5b6a-4978-8a9b-0c1d2e3f4a5b"
HOST = "bot.example.org"
BANNED = re.compile(r"\b(match\w*|failed|drop\w*|inactive|slack)\b", re.IGNORECASE)
ASKED = ["--app-id", APP_ID, "--host", HOST]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every file of the package by its name."""
    out = tmp_path_factory.mktemp("dist") / "teams.zip"
    assert teams_package.main([*ASKED, "--out", str(out)], {}) == 0
    with ZipFile(out) as held:
        assert held.testzip() is None
        return {name: held.read(name) for name in held.namelist()}


@pytest.fixture(scope="module")
def manifest(package: dict[str, bytes]) -> dict[str, Any]:
    held: dict[str, Any] = json.loads(package["manifest.json"])
    return held


@pytest.fixture(scope="module")
def languages(package: dict[str, bytes]) -> dict[str, dict[str, str]]:
    return {language: json.loads(package[f"{language}.json"]) for language in ("en", "fr")}


def commands(manifest: dict[str, Any]) -> list[list[dict[str, str]]]:
    return [held["commands"] for held in manifest["bots"][0]["commandLists"]]


def pixels(picture: bytes) -> tuple[int, list[tuple[int, int, int, int]]]:
    """The width of a picture as our tool writes it, and its pixels."""
    width, height, depth, kind = struct.unpack(">IIBB", picture[16:26])
    assert (width, depth, kind) == (height, 8, 6)
    held = picture[picture.index(b"IDAT") + 4 : picture.index(b"IEND") - 8]
    rows = zlib.decompress(held)
    assert not any(rows[:: 4 * width + 1])  # no row is filtered
    flat = b"".join(rows[row * (4 * width + 1) + 1 : (row + 1) * (4 * width + 1)] for row in range(height))
    return width, [(*flat[place : place + 4],) for place in range(0, len(flat), 4)]  # type: ignore[misc]


def test_everything_lies_at_the_top_and_nothing_else_is_there(package, manifest):
    named = {*manifest["icons"].values(), *(entry["file"] for entry in localized(manifest))}
    named |= {manifest["localizationInfo"]["defaultLanguageFile"]}
    assert set(package) == {"manifest.json", *named}


def localized(manifest: dict[str, Any]) -> list[dict[str, str]]:
    held: list[dict[str, str]] = manifest["localizationInfo"]["additionalLanguages"]
    return held


def test_nothing_is_left_to_fill_in(package):
    for name, held in package.items():
        assert b"${" not in held, name


def test_the_bot_is_the_app_and_its_host_is_named_once(manifest):
    (bot,) = manifest["bots"]
    assert manifest["id"] == bot["botId"] == APP_ID
    assert manifest["validDomains"] == [HOST]
    assert manifest["developer"]["privacyUrl"] == f"https://{HOST}/privacy"
    assert re.fullmatch(r"\d+\.\d+\.\d+", manifest["version"])


def test_it_asks_for_two_people_and_groups_and_for_no_team(manifest):
    (bot,) = manifest["bots"]
    assert bot["scopes"] == ["personal", "groupChat"]
    assert bot["supportsFiles"] is True
    assert set(manifest["permissions"]) == {"identity", "messageTeamMembers"}
    assert {"composeExtensions", "staticTabs", "configurableTabs", "authorization"}.isdisjoint(manifest)


def test_slash_commands_are_within_teams_limits_and_each_is_heard(manifest, languages):
    (bot,) = manifest["bots"]
    assert bot["supportsTargetedMessages"] is True
    assert len(bot["commandLists"]) <= 3
    for held in bot["commandLists"]:
        assert "slash" in held["triggers"]
        assert len(held["scopes"]) == 1
        assert 1 <= len(held["commands"]) <= 12
    for number, told in enumerate(commands(manifest)):
        for place, command in enumerate(told):
            title = f"bots[0].commandLists[{number}].commands[{place}].title"
            assert languages["en"][title] == command["title"]
            assert COMMANDS[languages["fr"][title]] == COMMANDS[command["title"]]


def test_a_command_means_what_help_says_of_it(manifest, languages):
    for number, told in enumerate(commands(manifest)):
        for place, command in enumerate(told):
            key = f"bots[0].commandLists[{number}].commands[{place}].description"
            assert languages["en"][key] == command["description"]
            assert languages["fr"][key] != command["description"]


def test_both_languages_say_the_same_keys_within_their_limits(manifest, languages):
    assert set(languages["en"]) == set(languages["fr"])
    limits = {
        "name.short": 30, "name.full": 100, "description.short": 80, "description.full": 4000,
        "title": 128, "description": 4000,
    }  # fmt: skip
    for told in languages.values():
        for key, text in told.items():
            most = limits.get(key) or limits.get(key.rpartition(".")[2], 200)
            assert 0 < len(text) <= most, key
    for part in ("name", "description"):
        for size in ("short", "full"):
            assert languages["en"][f"{part}.{size}"] == manifest[part][size]


def test_the_texts_are_in_the_houses_voice(languages):
    for language, told in languages.items():
        for key, text in told.items():
            assert key == "$schema" or not BANNED.search(text), (language, key)
    french = [text for key, text in languages["fr"].items() if key != "$schema"]
    assert not [text for text in french if re.search(r"(?<!\u00a0):|'|\s[;?!]", text)]


def test_the_icons_are_as_the_tool_draws_them(package):
    assert pixels(package["color.png"]) == pixels(teams_icons.color())
    assert pixels(package["outline.png"]) == pixels(teams_icons.outline())


def test_the_coloured_icon_is_full_and_the_outline_is_white_on_nothing(package):
    width, coloured = pixels(package["color.png"])
    assert width == 192
    assert {pixel[3] for pixel in coloured} == {255}
    assert coloured[0][:3] == teams_icons.NIGHT
    width, outline = pixels(package["outline.png"])
    assert width == 32
    assert {pixel[:3] for pixel in outline if pixel[3]} == {teams_icons.WHITE}
    assert {0, 255} <= {pixel[3] for pixel in outline}


def test_the_same_package_is_the_same_bytes(tmp_path):
    for name in ("one.zip", "two.zip"):
        assert (
            teams_package.main(["--out", str(tmp_path / name)], {"TEAMS_APP_ID": APP_ID, "TEAMS_HOST": HOST})
            == 0
        )
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_addresses_of_ones_own_take_the_place_of_the_hosts():
    made = teams_package.filled(
        {"app_id": APP_ID, "host": HOST, "developer": 'A "B" Team', "privacy": "https://example.org/privacy"}
    )
    assert made["developer"] == {
        "name": 'A "B" Team',
        "websiteUrl": f"https://{HOST}/",
        "privacyUrl": "https://example.org/privacy",
        "termsOfUseUrl": f"https://{HOST}/terms",
    }


def wrong() -> Iterator[tuple[list[str], str]]:
    yield ["--host", HOST], "TEAMS_APP_ID"
    yield ["--app-id", APP_ID], "TEAMS_HOST"
    yield ["--app-id", "x", "--host", HOST], "TEAMS_APP_ID"
    for host in ("https://bot.example.org", "localhost", "127.0.0.1", "bot.example.org/x", "a.b:80", "*.org"):
        yield ["--app-id", APP_ID, "--host", host], "TEAMS_HOST"
    yield [*ASKED, "--privacy", "http://example.org"], "TEAMS_PRIVACY"
    yield [*ASKED, "--developer", "x" * 33], "TEAMS_DEVELOPER"


@pytest.mark.parametrize(("arguments", "named"), [*wrong()])
def test_what_is_missing_or_wrong_is_named_and_nothing_is_packed(tmp_path: Path, capsys, arguments, named):
    out = tmp_path / "teams.zip"
    assert teams_package.main([*arguments, "--out", str(out)], {}) == 1
    assert capsys.readouterr().err.startswith(named)
    assert not out.exists()
