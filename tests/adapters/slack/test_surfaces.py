"""Home, modals, groups, files and cards, as they stand in Slack; and buttons that outlive a process."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.forms import MOST_ATTACHED
from tests.adapters.slack.served import Served, World
from tests.journeys.chat import Someone
from tests.journeys.scenes import doctor
from tests.slack.screen import Attachment, Shown

NEED = ("How do I negotiate my first staff contract?", "First contract")
ROSTER = """email,name,roles
lea@uni.ca,Léa Roy,mentor
bad address,Nobody,mentee
omar@uni.ca,Omar Said,mentee
"""


def _shown(served: Served, user: str) -> list[Shown]:
    return [one for one in served.fingers.eyes.messages(user) if one.by != user]


async def _two(served: Served) -> tuple[Someone, Someone]:
    """A mentor who reads French and a mentee who reads English, introduced."""
    lea = await doctor(
        served.chat,
        "Léa Roy",
        locale="fr",
        email="lea@uni.ca",
        offers=("career",),
        challenges=("career.first_contract",),
    )
    served.work(_reads_english_too)
    amira = await served.chat.joins("Amira Haddad", email="amira@uni.ca")
    await _introduce(amira, lea)
    return amira, lea


def _reads_english_too(work: Any) -> None:
    (profile,) = work.profiles.where()
    work.profiles.save(replace(profile, languages=("fr", "en")))


async def _introduce(amira: Someone, lea: Someone) -> None:
    await amira.says(NEED[0])
    await amira.presses(NEED[1])
    await amira.fills(goal="I sign in May.")
    await amira.presses("Roy")
    await amira.fills(words="I sign in May.")
    await lea.presses("Oui, rencontrons-nous")


# Home


async def test_home_is_published_when_it_is_opened_and_shows_again_what_a_press_there_changed(
    served: Served,
) -> None:
    amira = await served.chat.joins("Amira Haddad")
    await amira.opens_home()
    assert served.double.asked["views.publish", "ok"] == 1
    before = served.fingers.eyes.home(amira.user, served.fingers.app)
    assert before
    for button in before.buttons:
        published = served.double.asked["views.publish", "ok"]
        await served.fingers.presses(amira.user, "home", button)
        assert served.double.asked["views.publish", "ok"] == published + 1, button.label
    assert not served.fingers.troubles


async def test_home_that_was_opened_by_a_newcomer_leads_in(served: Served) -> None:
    person = served.double.slack.person(served.team, "Amira Haddad")
    await served.fingers.opens_home(person.id)
    page = served.fingers.eyes.home(person.id, served.fingers.app)
    assert page
    assert page.buttons


# Modals


async def test_a_field_that_is_wrong_says_so_beside_itself_and_keeps_the_rest(served: Served) -> None:
    amira = await served.chat.arrives("Amira Haddad")
    await amira.presses("Start")
    filed = await served.fingers.submits(amira.user, {"brings": "mentee", "agree": ("checkins",)})
    modal = served.fingers.eyes.modal(amira.user, served.fingers.app)
    assert filed.errors.keys() == {"agree"}
    assert modal
    assert {one.name: one.value for one in modal.fields}["brings"] == "mentee"


async def test_a_press_that_came_too_late_for_a_form_is_logged_and_no_more(served: Served) -> None:
    amira = await served.chat.arrives("Amira Haddad")
    served.double.faults.order("views.open", "garbage")
    (greeting,) = _shown(served, amira.user)
    ack = await served.fingers.presses(amira.user, greeting.ref, greeting.buttons[0])
    assert ack.good


# The roster


async def _asks_for_the_roster(served: Served) -> Someone:
    noor = await served.chat.joins("Noor Aziz", coordinates=True)
    await noor.says("/mentor import")
    await noor.presses("Choose a file")
    return noor


async def test_a_roster_that_is_attached_in_a_modal_is_shown_and_then_imported(served: Served) -> None:
    noor = await _asks_for_the_roster(served)
    file = Attachment("people.csv", ROSTER.encode("utf-8-sig"), "text/csv")
    filed = await served.fingers.submits(noor.user, {"file": file})
    assert not filed.errors
    await served.carries()
    dry = await noor.sees("Nothing has changed yet")
    assert "3" in dry.text  # the row that is wrong
    await noor.presses("Import")
    await noor.sees("The roster is in.")
    assert {"Léa Roy", "Omar Said"} <= {one.name for one in served.work(lambda work: work.people.where())}


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00bad", b"name\nnobody\n", b"email,name\n" + b"x" * 5 * MOST_ATTACHED]
)
async def test_a_file_that_is_no_roster_is_an_error_beside_its_field(served: Served, content: bytes) -> None:
    noor = await _asks_for_the_roster(served)
    filed = await served.fingers.submits(noor.user, {"file": Attachment("people.csv", content, "text/csv")})
    assert filed.errors.keys() == {"file"}
    assert not served.fingers.troubles


async def test_our_token_is_shown_to_slack_s_own_host_alone(served: Served) -> None:
    seen: list[str] = []

    async def takes(request: web.Request) -> web.Response:
        seen.append(request.headers.get("Authorization", ""))
        return web.Response(text=ROSTER)

    sink = web.Application()
    sink.router.add_get("/{any:.*}", takes)
    async with TestServer(sink, host="localhost") as elsewhere:
        address = str(elsewhere.make_url("/"))
        for url in (
            address,
            address.replace("http:", "https:"),
            address.replace("//", "//127.0.0.1@"),
            f"{served.double.slack.address}.nip.io/x",
            "file:///etc/passwd",
            "//",
            "http://[::1",
            "",
        ):
            assert await served.front._api.download(url, "xoxb-secret", 100) is None
    assert seen == []


# Groups


async def test_two_who_are_introduced_share_a_conversation_in_both_their_languages(served: Served) -> None:
    amira, lea = await _two(served)
    (hello,) = [one for one in _shown(served, amira.user) if one.place == "mpim"]
    assert [one for one in _shown(served, lea.user) if one.place == "mpim"] == [hello]
    assert "you both said yes" in hello.text
    assert "vous avez dit oui à un échange" in hello.text
    members = served.double.slack.conversations[hello.ref.partition(":")[0]].members
    here = served.double.slack.installed(served.fingers.app, served.team.id)
    assert set(members) == {amira.user, lea.user, here.bot.id}
    assert hello.calls == ()


# Cards


async def test_a_card_that_was_pressed_gives_its_place_to_what_comes_of_it(served: Served) -> None:
    amira = await served.chat.arrives("Amira Haddad")
    (before,) = _shown(served, amira.user)
    await amira.presses("Not now")
    (after,) = _shown(served, amira.user)
    assert (after.ref, after.edited) == (before.ref, True)
    assert after.text != before.text


async def test_a_card_whose_message_is_gone_is_shown_anew(served: Served) -> None:
    amira = await served.chat.arrives("Amira Haddad")
    (before,) = _shown(served, amira.user)
    channel, _, ts = before.ref.partition(":")
    await served.fingers.presses(amira.user, before.ref, _labelled(before, "Not now"))
    served.double.slack.conversations[channel].messages[ts].deleted = True
    await served.carries()
    (after,) = _shown(served, amira.user)
    assert after.ref != before.ref


# Files


async def test_an_invitation_is_a_file_above_the_message_that_speaks_of_it(served: Served) -> None:
    amira, lea = await _two(served)
    await lea.presses("Proposer un moment")
    await lea.fills(day="2026-09-22", time="16:00")
    await served.carries()
    files = [file for one in _shown(served, amira.user) for file in one.files]
    assert [file.name for file in files] == ["invitation.ics"]
    assert files[0].content.startswith(b"BEGIN:VCALENDAR\r\n")


async def test_one_s_own_data_is_a_file_in_one_s_own_conversation(served: Served) -> None:
    amira = await served.chat.joins("Amira Haddad")
    await amira.says("/mentor privacy")
    await amira.presses("Export my data")
    await served.carries()
    files = [(one.place, file.name) for one in _shown(served, amira.user) for file in one.files]
    assert files
    assert {place for place, _ in files} == {"im"}


@pytest.mark.parametrize(
    ("method", "fault"),
    [
        ("files.completeUploadExternal", "dropped after"),
        ("files.completeUploadExternal", "dropped before"),
        ("files.getUploadURLExternal", "500"),
        ("chat.postMessage", "429"),
        ("chat.postMessage", "500"),
        ("chat.postMessage", "dropped after"),
    ],
)
async def test_a_file_arrives_once_whatever_happens_on_the_way(
    served: Served, method: str, fault: Any
) -> None:
    amira = await served.chat.joins("Amira Haddad")
    await amira.says("/mentor privacy")
    served.double.faults.order(method, fault)
    privacy = _shown(served, amira.user)[-1]
    await served.fingers.presses(amira.user, privacy.ref, _labelled(privacy, "Export my data"))
    await served.carries()
    for _ in range(4):
        await served.passes(timedelta(minutes=5))
    shown = _shown(served, amira.user)
    assert [[file.name for file in one.files] for one in shown[-2:]] == [["constellation.json"], []]
    assert sum(len(one.files) for one in shown) == 1


# What outlives a process


async def _greeted(there: World) -> tuple[Any, str, str, Shown]:
    async with there.one() as one:
        amira = await one.chat.arrives("Amira Haddad")
        return one.team, one.front._settings.bot_token, amira.user, _shown(one, amira.user)[0]


@pytest.mark.parametrize("after", [timedelta(minutes=1), timedelta(days=30)])
async def test_a_button_works_after_a_new_start_and_after_a_month(there: World, after: timedelta) -> None:
    team, token, user, greeting = await _greeted(there)
    there.time.at += after
    async with there.serving(team, bot_token=token) as again:
        await again.fingers.presses(user, greeting.ref, _labelled(greeting, "Start"))
        modal = again.fingers.eyes.modal(user, again.fingers.app)
        assert modal
        await again.fingers.submits(user, {"brings": "mentee", "agree": ("keep", "checkins", "figures")})
        await again.carries()
        assert "Amira" in _shown(again, user)[-1].text
        assert not again.fingers.troubles


async def test_a_form_that_was_open_through_a_new_start_can_still_be_sent(there: World) -> None:
    async with there.one() as one:
        amira = await one.chat.arrives("Amira Haddad")
        await amira.presses("Start")
        team, token = one.team, one.front._settings.bot_token
    async with there.serving(team, bot_token=token) as again:
        filed = await again.fingers.submits(amira.user, {"brings": "mentee", "agree": ("keep",)})
        assert not filed.errors
        await again.carries()
        assert again.work(lambda work: [person.is_here for person in work.people.where()]) == [True]


async def test_what_waited_through_a_new_start_is_sent(there: World) -> None:
    async with there.one() as one:
        person = one.double.slack.person(one.team, "Amira Haddad")
        await one.fingers.opens_messages(person.id)
        team, token = one.team, one.front._settings.bot_token
    async with there.serving(team, bot_token=token) as again:
        await again.carries()
        assert len(_shown(again, person.id)) == 1


def _labelled(shown: Shown, label: str) -> Any:
    return next(button for button in shown.buttons if button.label == label)
