import json
from contextlib import asynccontextmanager

import aiohttp
import jwt
import pytest
from aiohttp import web
from botbuilder.schema import Activity
from botbuilder.schema.teams import FileConsentCardResponse, TaskModuleRequest, TeamsChannelData

from tests.teams.double import APP_ID, Teams
from tests.teams.faults import BUSY, DROPPED_AFTER, DROPPED_BEFORE, PATIENCE, Fault
from tests.teams.fingers import Fingers
from tests.teams.issuer import ISSUER
from tests.teams.listening import Ear, listening
from tests.teams.login import SCOPE
from tests.teams.tenancy import TENANT
from tests.teams.validity import ADAPTIVE, CARD_BYTES, CONSENT


class World:
    """A Teams, an app that listens, Amira who added it, and the app's own voice."""

    def __init__(self, teams: Teams, ear: Ear, fingers: Fingers, session: aiohttp.ClientSession) -> None:
        self.teams, self.ear, self.fingers, self.session = teams, ear, fingers, session
        self.amira = teams.tenancy.arrive("Amira Haddad")
        self.token = ""

    async def log_in(self, **changes):
        form = {
            "grant_type": "client_credentials",
            "client_id": APP_ID,
            "client_secret": self.teams.login.secret,
            "scope": SCOPE,
        }
        url = f"{self.teams.url}/{TENANT}/oauth2/v2.0/token"
        async with self.session.post(url, data=form | changes) as response:
            body = await response.json()
            self.token = body.get("access_token", "")
            return response.status, body

    async def call(self, method, path, body=None):
        headers = {"Authorization": f"Bearer {self.token}"}
        url = f"{self.teams.service_url}v3/{path}"
        async with self.session.request(method, url, json=body, headers=headers) as response:
            return response.status, await response.json(), response.headers

    async def write(self, activity, conversation=""):
        name = conversation or self.teams.tenancy.personal(self.amira).id
        return await self.call("POST", f"conversations/{name}/activities", activity)

    async def writes(self, activity):
        status, _, _ = await self.write(activity)
        assert status == 201
        return self.teams.seen(self.amira)[-1]

    @property
    def last(self):
        return self.ear.heard[-1]


@asynccontextmanager
async def opened():
    ear, teams = Ear(), Teams()
    async with teams.running(), listening(ear.take) as url, aiohttp.ClientSession() as session:
        fingers = Fingers(teams, url, patience=15)
        world = World(teams, ear, fingers, session)
        await world.log_in()
        yield world
        await fingers.close()


@pytest.fixture
async def world():
    async with opened() as one:
        await one.fingers.install(one.amira)
        yield one


def card(*actions, body=(), version="1.5"):
    content = {"type": "AdaptiveCard", "version": version, "body": [*body], "actions": [*actions]}
    return {"type": "message", "attachments": [{"contentType": ADAPTIVE, "content": content}]}


def text(words="hello"):
    return {"type": "message", "text": words}


EXECUTE = {"type": "Action.Execute", "title": "Yes", "verb": "press", "data": {"token": "t1"}}
SUBMIT = {"type": "Action.Submit", "title": "Yes", "data": {"token": "t1"}}
OPEN = {"type": "Action.Submit", "title": "Open", "data": {"token": "f1", "msteams": {"type": "task/fetch"}}}
NAME = {"type": "Input.Text", "id": "name", "label": "Name", "isRequired": True, "errorMessage": "A name"}


async def test_its_tokens_are_signed_with_the_keys_that_it_publishes(world):
    async with world.session.get(world.teams.metadata_url) as response:
        uri = (await response.json())["jwks_uri"]
    async with world.session.get(uri) as response:
        [published] = (await response.json())["keys"]
    assert "msteams" in published["endorsements"]
    token = world.ear.headers[-1]["Authorization"].removeprefix("Bearer ")
    assert jwt.get_unverified_header(token)["kid"] == published["kid"]
    claims = jwt.decode(token, jwt.PyJWK(published), audience=APP_ID, issuer=ISSUER)
    assert claims["serviceurl"] == world.last["serviceUrl"] == world.teams.service_url


async def test_adding_the_app_tells_it_twice_in_its_own_words(world):
    update, installed = world.ear.heard
    assert update["type"] == "conversationUpdate"
    assert update["membersAdded"] == [{"id": f"28:{APP_ID}"}]
    assert (installed["type"], installed["action"]) == ("installationUpdate", "add")
    assert installed["conversation"]["conversationType"] == "personal"


async def test_what_is_said_reads_as_an_activity_of_teams(world):
    await world.fingers.say(world.amira, "how do I begin? <b>")
    heard = Activity().deserialize(world.last)
    assert (heard.type, heard.text, heard.channel_id) == ("message", "how do I begin? <b>", "msteams")
    assert heard.from_property.aad_object_id == world.amira.aad
    assert world.last["conversation"]["tenantId"] == TENANT
    assert TeamsChannelData().deserialize(heard.channel_data).tenant.id == TENANT
    assert heard.id != world.ear.heard[0]["id"]


async def test_a_press_of_execute_is_an_invoke_and_its_answer_takes_the_place_of_the_card(world):
    post = await world.writes(card(EXECUTE))
    content = {"type": "AdaptiveCard", "version": "1.5", "body": [{"type": "TextBlock", "text": "Done"}]}
    world.ear.answers = [web.json_response({"statusCode": 200, "type": ADAPTIVE, "value": content})]
    answer = await world.fingers.press(world.amira, post, "Yes")
    assert answer.card == content == world.teams.card(world.amira, post)
    assert world.last["value"] == {"action": EXECUTE, "trigger": "manual"}
    assert (world.last["name"], world.last["replyToId"]) == ("adaptiveCard/action", post.id)
    await world.call("PUT", f"conversations/{world.last['conversation']['id']}/activities/{post.id}", card())
    assert world.teams.card(world.amira, post)["actions"] == []


async def test_a_press_of_submit_is_a_message_with_a_value_and_without_text(world):
    post = await world.writes(card(SUBMIT, body=[{**NAME, "value": "Amira"}]))
    await world.fingers.press(world.amira, post, "Yes", {"name": "Léa"})
    assert (world.last["type"], world.last["value"]) == ("message", {"token": "t1", "name": "Léa"})
    assert "text" not in world.last


async def test_a_dialog_opens_is_filled_and_is_sent(world):
    content = {"type": "AdaptiveCard", "version": "1.5", "body": [NAME], "actions": [SUBMIT]}
    info = {"title": "Your name", "card": {"contentType": ADAPTIVE, "content": content}}
    world.ear.answers = [web.json_response({"task": {"type": "continue", "value": info}})]
    answer = await world.fingers.press(world.amira, await world.writes(card(OPEN)), "Open")
    fetch = TaskModuleRequest().deserialize(world.last["value"])
    assert (world.last["name"], fetch.data["token"]) == ("task/fetch", "f1")
    assert (answer.title, answer.dialog) == ("Your name", content)
    heard = len(world.ear.heard)
    assert (await world.fingers.submit(world.amira, content, {})).errors == {"name": "A name"}
    assert len(world.ear.heard) == heard
    await world.fingers.submit(world.amira, content, {"name": "Amira"})
    assert world.last["name"] == "task/submit"
    assert world.last["value"]["data"] == {"token": "t1", "name": "Amira"}


async def test_a_file_is_put_where_somebody_wants_it_once(world):
    consent = {
        "contentType": CONSENT,
        "name": "mine.json",
        "content": {"sizeInBytes": 2, "acceptContext": {"token": "x"}, "declineContext": {"token": "y"}},
    }
    post = await world.writes({"type": "message", "attachments": [consent]})
    await world.fingers.consent(world.amira, post, accept=False)
    declined = FileConsentCardResponse().deserialize(world.last["value"])
    assert (declined.action, declined.context, declined.upload_info) == ("decline", {"token": "y"}, None)
    await world.fingers.consent(world.amira, post, accept=True)
    accepted = FileConsentCardResponse().deserialize(world.last["value"])
    assert (accepted.action, accepted.context) == ("accept", {"token": "x"})
    headers = {"Content-Range": "bytes 0-1/2"}
    for status in (201, 404):
        url = accepted.upload_info.upload_url
        async with world.session.put(url, data=b"{}", headers=headers) as response:
            assert response.status == status
    assert world.teams.uploads.files == {"mine.json": b"{}"}


async def test_an_answer_that_a_client_cannot_read_is_a_fault(world):
    post = await world.writes(card(EXECUTE))
    world.ear.answers = [web.json_response({"statusCode": 200, "value": "Done"})]
    with pytest.raises(AssertionError):
        await world.fingers.press(world.amira, post, "Yes")


async def test_who_does_not_answer_hears_the_same_again(world):
    world.ear.heard.clear()
    world.fingers.patience = 0.5
    world.ear.waits, world.ear.answers = [2], [web.Response(status=503), web.Response()]
    delivered = await world.fingers.say(world.amira, "hello")
    assert (delivered.status, delivered.times) == (200, 3)
    assert len({heard["id"] for heard in world.ear.heard}) == 1


async def test_who_left_cannot_be_written_to(world):
    await world.fingers.leave(world.amira)
    assert (world.last["type"], world.last["action"]) == ("installationUpdate", "remove")
    status, body, _ = await world.write(text())
    assert status == 403
    assert json.loads(body["message"])["subCode"] == "MessageWritesBlocked"
    await world.fingers.install(world.amira)
    await world.writes(text())


@pytest.mark.parametrize(
    ("changes", "status", "error"),
    [
        ({"client_secret": "no"}, 401, "invalid_client"),
        ({"client_id": "no"}, 400, "unauthorized_client"),
        ({"scope": "https://graph.microsoft.com/.default"}, 400, "invalid_scope"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
    ],
)
async def test_a_login_that_is_not_as_it_should_be_gets_no_token(world, changes, status, error):
    code, body = await world.log_in(**changes)
    assert (code, body["error"]) == (status, error)
    assert (await world.write(text()))[0] == 401


@pytest.mark.parametrize(
    ("activity", "status"),
    [
        (text(), 201),
        (card(EXECUTE), 201),
        (card(body=[{"type": "TextBlock", "text": "é" * (CARD_BYTES // 2)}]), 413),
        (card(version="1.6"), 400),
        (card(version="new"), 400),
        ({"type": "message"}, 400),
        ({"type": "message", "attachments": [{"contentType": "text/x", "content": {}}]}, 400),
        ({"type": "trace", "text": "x"}, 400),
        (text("x" * 110_000), 413),
        ([], 400),
    ],
)
async def test_teams_takes_what_it_takes_and_no_more(world, activity, status):
    code, body, _ = await world.write(activity)
    assert code == status
    assert len(world.teams.seen(world.amira)) == (status == 201)
    assert status == 201 or body["error"]["code"]


async def test_a_conversation_is_the_same_each_time_for_one_person_and_no_bot_begins_a_group(world):
    world.teams.connector.unlimited = True
    lea = world.teams.tenancy.arrive("Léa Roy")
    asked = {"members": [{"id": world.amira.aad}], "tenantId": TENANT, "isGroup": False}
    names = [(await world.call("POST", "conversations", asked))[1]["id"] for _ in range(2)]
    assert names == [world.teams.tenancy.personal(world.amira).id] * 2
    for wrong, status in (
        ({**asked, "members": [{"id": lea.user}]}, 403),
        ({**asked, "members": [{"id": "29:nobody"}]}, 404),
        ({**asked, "members": [{"id": world.amira.user}, {"id": lea.user}], "isGroup": True}, 400),
        ({**asked, "tenantId": "another"}, 404),
        ({"members": asked["members"]}, 400),
    ):
        assert (await world.call("POST", "conversations", wrong))[0] == status
    world.teams.connector.groups = True
    await world.fingers.install(lea)
    both = {**asked, "members": [{"id": world.amira.user}, {"id": lea.user}], "isGroup": True}
    status, body, _ = await world.call("POST", "conversations", both)
    assert status == 201
    assert world.teams.tenancy.conversations[body["id"]].members == [world.amira.user, lea.user]


async def test_a_group_that_a_person_begins_tells_the_app_and_hears_it(world):
    lea = world.teams.tenancy.arrive("Léa Roy")
    group = await world.fingers.begin_group(world.amira, lea)
    assert world.last["conversation"] == {
        "isGroup": True,
        "conversationType": "groupChat",
        "tenantId": TENANT,
        "id": group.id,
    }
    await world.write(text(), group.id)
    assert len(world.teams.seen(lea)) == len(world.teams.seen(world.amira)) == 1
    await world.fingers.say(lea, "hello", group)
    assert world.last["from"]["id"] == lea.user


async def test_members_are_told_as_teams_tells_them(world):
    name = world.teams.tenancy.personal(world.amira).id
    _, [member], _ = await world.call("GET", f"conversations/{name}/members")
    assert member["email"] == world.amira.email
    _, same, _ = await world.call("GET", f"conversations/{name}/members/{world.amira.aad}")
    assert same == member
    assert (await world.call("GET", f"conversations/{name}/members/29:x"))[0] == 404
    assert (await world.call("GET", "conversations/a:none/members"))[0] == 404
    assert (await world.write(text(), "a:none"))[1]["error"]["code"] == "ConversationNotFound"


async def test_a_thread_takes_seven_in_a_second_and_eight_in_two(world):
    now = [0.0]
    world.teams.connector.clock = lambda: now[0]
    taken = [(await world.write(text()))[0] for _ in range(9)]
    assert taken == [201] * 7 + [429] * 2
    now[0] = 1.1
    status, _, headers = await world.write(text())
    assert status == 201
    status, _, headers = await world.write(text())
    assert (status, int(headers["Retry-After"])) == (429, 1)


@pytest.mark.parametrize("fault", [PATIENCE, BUSY, Fault(403, "BotDisabledByAdmin"), Fault(502)])
async def test_a_fault_answers_in_the_place_of_teams_once(world, fault):
    world.teams.connector.faults.order("send", fault)
    status, _, headers = await world.write(text())
    assert (status, headers.get("Retry-After", "")) == (fault.status, fault.retry_after)
    assert not world.teams.seen(world.amira)
    await world.writes(text())


@pytest.mark.parametrize(("fault", "stands"), [(DROPPED_BEFORE, False), (DROPPED_AFTER, True)])
async def test_a_connection_that_drops_may_have_carried_the_message(world, fault, stands):
    world.teams.connector.faults.order("send", fault)
    with pytest.raises(aiohttp.ClientError):
        await world.write(text())
    assert bool(world.teams.seen(world.amira)) == stands
