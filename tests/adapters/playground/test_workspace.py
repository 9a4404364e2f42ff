from datetime import UTC, datetime, timedelta

import pytest

from adapters.playground.people import PlaygroundPerson
from adapters.playground.workspace import Workspace

NOW = datetime(2026, 5, 14, 18, tzinfo=UTC)


@pytest.fixture
def workspace(tmp_path):
    kept = Workspace(tmp_path / "workspace.db")
    yield kept
    kept.close()


def said(workspace: Workspace, conversation: int) -> list[str]:
    return [posted.card or posted.text for posted in workspace.messages(conversation)]


def test_a_cause_speaks_once(workspace):
    here = workspace.open_direct("amira")
    first, again = (workspace.post(here, card, "c1", NOW) for card in ("one", "two"))
    assert first == again == workspace.find("c1")
    assert said(workspace, here) == ["one"]


def test_a_card_takes_the_place_of_another_and_is_not_unread_again(workspace):
    here = workspace.open_direct("amira")
    message = workspace.post(here, "one", "c1", NOW)
    workspace.mark_read(here, "amira", message)
    assert workspace.replace(message, "two", "c2")
    assert said(workspace, here) == ["two"]
    assert workspace.find("c2") == message
    assert workspace.unread() == {}


def test_a_place_that_is_gone_is_not_taken(workspace):
    assert not workspace.replace(99, "two", "c2")
    assert workspace.find("c2") is None


def test_the_same_people_share_one_conversation_in_any_order(workspace):
    assert workspace.open_group(["amira", "sol"]) == workspace.open_group(["sol", "amira", "sol"])
    assert workspace.open_direct("amira") != workspace.open_group(["amira", "sol"])


def test_unread_is_what_others_wrote_since_one_looked(workspace):
    both = workspace.open_group(["amira", "sol"])
    message = workspace.post(both, "hello", "c1", NOW)
    workspace.say(both, "amira", "hi Sol", "s1", NOW)
    assert workspace.unread() == {"sol": 2}
    workspace.mark_read(both, "sol", message)
    assert workspace.unread() == {"sol": 1}
    workspace.mark_read(both, "sol", message - 1)
    assert workspace.unread() == {"sol": 1}


def test_a_second_start_keeps_everything(tmp_path):
    first = Workspace(tmp_path / "workspace.db")
    first.welcome(PlaygroundPerson("kim", "Kim", "fr", "America/Toronto"))
    first.post(first.open_direct("kim"), "hello", "c1", NOW)
    first.close()
    second = Workspace(tmp_path / "workspace.db")
    assert second.newcomers() == [PlaygroundPerson("kim", "Kim", "fr", "America/Toronto")]
    assert said(second, second.open_direct("kim")) == ["hello"]
    assert second.messages(second.open_direct("kim"))[0].at == NOW
    assert second.unread() == {"kim": 1}
    assert second.find("c1")
    second.close()


def test_changes_are_told_to_members_alone_the_latest_state_of_each_once(workspace):
    own, both = workspace.open_direct("amira"), workspace.open_group(["amira", "sol"])
    since, _ = workspace.latest()
    message = workspace.post(own, "one", "c1", NOW)
    workspace.replace(message, "two", "c2")
    workspace.post(both, "all", "c3", NOW + timedelta(hours=1))
    told = workspace.changed("amira", since)
    assert [posted.card for _, posted in told] == ["two", "all"]
    assert [posted.card for _, posted in workspace.changed("sol", since)] == ["all"]
    assert workspace.changed("amira", max(number for number, _ in told)) == []


def test_a_forgotten_person_leaves_nothing_and_the_others_keep_theirs(workspace):
    own, both = workspace.open_direct("amira"), workspace.open_group(["amira", "sol"])
    workspace.welcome(PlaygroundPerson("amira", "Amira"))
    workspace.post(own, "private", "c1", NOW)
    workspace.post(both, "to both", "c2", NOW)
    workspace.say(both, "amira", "my words", "s1", NOW)
    since, _ = workspace.latest()
    workspace.erase("amira")
    assert workspace.newcomers() == []
    assert workspace.conversations("amira") == []
    assert workspace.find("c1") is None
    assert said(workspace, both) == ["to both"]
    assert workspace.members(both) == ["sol"]
    workspace.post(both, "later", "c4", NOW)
    assert [posted.card for _, posted in workspace.changed("sol", since)] == ["later"]


def test_a_ring_reaches_whoever_listens_and_nobody_after(workspace):
    with workspace.bell.heard() as listener:
        workspace.post(workspace.open_direct("amira"), "one", "c1", NOW)
        assert listener.is_set()
        listener.clear()
    workspace.bell.ring()
    assert not listener.is_set()
