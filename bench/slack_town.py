"""A workspace of the double's with people who were asked, and the programs that serve it."""

import hashlib
import hmac
import json
import time
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from itertools import count, cycle, islice
from pathlib import Path
from urllib.parse import urlencode

from cryptography.fernet import Fernet

from bench.asked import AGO, Asked, asked
from bench.children import Child, child
from bench.load import post
from bot.mentoring.programmes import Programme
from bot.turns import Address
from store.places import Places
from store.store import open_store
from tests.slack import payloads
from tests.slack.kept import App, Person
from tests.slack.server import Double

PEOPLE = 128

_numbers = count(1)


class Workspace:
    """One workspace, its people, each with a card that asks them; `url` is the store's."""

    def __init__(self, double: Double, url: str, folder: Path) -> None:
        self.double, self.url, self.folder = double, url, folder
        self._key = Fernet.generate_key().decode()
        self._app = App()
        self._team = double.slack.team()
        self._here, self._token = double.slack.install(self._app, self._team)
        people = [double.slack.person(self._team, f"Mentee {number}") for number in range(PEOPLE)]
        self._people = {person.id: person for person in people}
        self._asked = self._seeded()
        answers = [self._payload(self._people[one.user], one.answers) for one in self._asked]
        self._answers = cycle([json.dumps(payload) for payload in answers])
        self._opens = cycle(self._asked)

    def answers(self, presses: int) -> list[bytes]:
        """So many presses of buttons that answer, everybody in turn, signed now."""
        return [self._signed(_triggered(payload)) for payload in islice(self._answers, presses)]

    def opens(self) -> bytes:
        """The next one's press of a button that opens a form, with a trigger that Slack gave just now."""
        one = next(self._opens)
        trigger = self.double.slack.trigger(self._app, one.user, self._team.id)
        return self._signed(json.dumps(self._payload(self._people[one.user], one.opens, trigger_id=trigger)))

    def served(self, which: str) -> AbstractContextManager[Child]:
        """One of the two programs of `bench.slack_apps`."""
        env = {
            "CONSTELLATION_VAR": str(self.folder / which),
            "CONSTELLATION_DATABASE_URL": self.url,
            "CONSTELLATION_KEYS": self._key,
            "CONSTELLATION_LOG_LEVEL": "warning",
            "SLACK_SIGNING_SECRET": self._app.signing_secret,
            "SLACK_BOT_TOKEN": self._token.value,
            "SLACK_API_URL": self.double.api,
        }
        return child("bench.slack_apps", which, env)

    def _seeded(self) -> list[Asked]:
        store = open_store(self.url, [self._key])
        place = Places(store).admit(Programme(0, "Bench"), "slack", self._team.id, "").result()
        addresses = [(user, Address("slack", self._team.id, self._room(user))) for user in self._people]
        met = datetime.now(UTC) - AGO
        found = asked(store, place.programme_id, addresses, met)
        store.close()
        return found

    def _room(self, user: str) -> str:
        room: str = self.double.slack.together(self._team.id, user, self._here.bot.id).id
        return room

    def _payload(self, person: Person, token: str, **ids: str) -> dict[str, object]:
        """The press of a button on a message that stands in their conversation, as Slack delivers it."""
        button = {"type": "button", "action_id": token, "text": {"type": "plain_text", "text": "4"}}
        text = {"type": "section", "block_id": "s", "text": {"type": "mrkdwn", "text": "Six weeks. " * 40}}
        blocks = [text, {"type": "actions", "block_id": "b", "elements": [button]}]
        room = self.double.slack.conversations[self._room(person.id)]
        message = self.double.slack.post(room, self._here.bot.id, "Six weeks", blocks=blocks)
        act = {**button, "block_id": "b", "action_ts": message.ts}
        return payloads.pressed_in_message(self.double.slack, self._here, person, message, act, **ids)

    def _signed(self, payload: str) -> bytes:
        body, at = urlencode({"payload": payload}).encode(), str(int(time.time()))
        secret = self._app.signing_secret.encode()
        mac = hmac.new(secret, b"v0:%s:%s" % (at.encode(), body), hashlib.sha256)
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Slack-Request-Timestamp": at,
            "X-Slack-Signature": f"v0={mac.hexdigest()}",
        }
        return post("/slack/events", body, headers)


def _triggered(payload: str) -> str:
    """The payload with a trigger of its own: each press happens once."""
    return f'{payload[:-1]}, "trigger_id": "{next(_numbers)}.1.bench"}}'
