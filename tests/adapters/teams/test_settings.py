"""What Teams' settings come to: where somebody is first written to, and what is a drive."""

import pytest

from adapters.teams.clouds import CLOUDS
from adapters.teams.hosts import Hosts
from adapters.teams.settings import TeamsSettings

BOT = {"app_id": "app", "app_password": "secret", "tenant_id": "tenant"}

# https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages
FIRST = {
    "public": "https://smba.trafficmanager.net/teams/",
    "us_government": "https://smba.infra.gov.teams.microsoft.us/teams/",
    "us_defence": "https://smba.infra.dod.teams.microsoft.us/teams/",
}


@pytest.mark.parametrize("cloud", FIRST)
def test_whoever_has_not_written_yet_is_written_to_where_their_cloud_begins(cloud):
    assert TeamsSettings(**BOT, cloud=cloud).service_url == FIRST[cloud]


def test_where_hosts_are_named_a_conversation_begins_at_one_of_them():
    gcc = frozenset({"smba.infra.gcc.teams.microsoft.com"})
    settings = TeamsSettings(**BOT, service_hosts=gcc)
    assert settings.service_url == "https://smba.infra.gcc.teams.microsoft.com/teams/"


def test_while_developing_it_begins_on_this_machine():
    settings = TeamsSettings(dev=True, service_hosts=frozenset({"127.0.0.1:56150"}))
    assert settings.service_url == "http://127.0.0.1:56150/teams/"


@pytest.mark.parametrize("cloud", CLOUDS)
def test_our_token_may_go_where_a_conversation_begins(cloud):
    assert Hosts(CLOUDS[cloud].hosts).allow(TeamsSettings(**BOT, cloud=cloud).service_url)


def test_nothing_on_this_machine_is_a_drive_unless_it_is_named():
    url = "http://127.0.0.1:5000/upload/1"
    assert not TeamsSettings(**BOT).is_drive(url)
    assert TeamsSettings(**BOT, service_hosts=frozenset({"127.0.0.1:5000"})).is_drive(url)
    assert not TeamsSettings(**BOT, service_hosts=frozenset({"127.0.0.1:5001"})).is_drive(url)
