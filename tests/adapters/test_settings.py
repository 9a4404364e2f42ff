import stat
from base64 import urlsafe_b64encode

import pytest
from cryptography.fernet import Fernet

from adapters import settings
from adapters.settings import BadSetting
from adapters.slack.settings import SlackSettings
from adapters.teams.settings import TeamsSettings

KEY, OLDER = (urlsafe_b64encode(bytes([byte] * 32)).decode() for byte in (1, 2))


@pytest.fixture(autouse=True)
def bare(monkeypatch, tmp_path):
    """An environment without a setting, in a folder of its own."""
    for name in [
        name for name in settings.os.environ if name.startswith(("CONSTELLATION_", "SLACK_", "TEAMS_"))
    ]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def test_nothing_has_to_be_set():
    read = settings.read()
    assert (read.port, read.database, read.demo) == (8300, "sqlite:///var/constellation.db", "small")


def test_an_empty_variable_is_not_set(monkeypatch):
    monkeypatch.setenv("CONSTELLATION_PORT", "")
    assert settings.read().port == 8300


def test_the_store_lies_in_the_folder_that_is_given(monkeypatch):
    monkeypatch.setenv("CONSTELLATION_VAR", "/srv/constellation")
    assert settings.read().database == "sqlite:////srv/constellation/constellation.db"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("host", "everywhere"),
        ("port", "eighty"),
        ("port", "0"),
        ("port", "70000"),
        ("database_url", "mysql://somewhere/db"),
        ("database_url", "no address"),
        ("database_url", "sqlite://"),
        ("contact", "the person upstairs"),
        ("contact", "http://example.org"),
        ("contact", "https://example.org/ and more"),
        ("contact", "javascript:alert(1)"),
        ("keys", "secret-but-no-key"),
        ("keys", f"{KEY},short"),
        ("demo", "huge"),
        ("log_level", "loud"),
        ("log_format", "xml"),
        ("tick_seconds", "0"),
        ("tick_seconds", "often"),
    ],
)
def test_a_bad_value_names_its_variable_and_the_remedy_in_one_line(monkeypatch, name, value):
    monkeypatch.setenv(f"CONSTELLATION_{name.upper()}", value)
    with pytest.raises(BadSetting) as told:
        settings.read()
    variable = f"CONSTELLATION_{name.upper()}"
    assert str(told.value) == f"{variable} cannot be used: {settings.REMEDIES[variable]}"
    assert "\n" not in str(told.value)


def test_a_bad_value_is_never_repeated(monkeypatch):
    monkeypatch.setenv("CONSTELLATION_KEYS", "hunter2")
    monkeypatch.setenv("CONSTELLATION_DATABASE_URL", "mysql://me:hunter2@there/db")
    with pytest.raises(BadSetting) as told:
        settings.read()
    assert "hunter2" not in str(told.value)
    assert "KEYS" in str(told.value)
    assert "DATABASE_URL" in str(told.value)


def test_a_slip_of_the_pen_is_named(monkeypatch):
    monkeypatch.setenv("CONSTELLATION_PROT", "8301")
    with pytest.raises(BadSetting, match="perhaps CONSTELLATION_PORT is meant"):
        settings.read()


def test_a_variable_of_somebody_else_is_let_be(monkeypatch):
    monkeypatch.setenv("CONSTELLATION_CHROMIUM", "/usr/bin/chromium")
    assert settings.read().port == 8300


def test_every_setting_has_a_remedy():
    own = settings.Settings.model_fields.keys() - {"slack", "teams"}
    kinds = {"CONSTELLATION": own, "SLACK": SlackSettings.model_fields, "TEAMS": TeamsSettings.model_fields}
    every = {f"{prefix}_{name}".upper() for prefix, names in kinds.items() for name in names}
    assert settings.REMEDIES.keys() == every


def test_slack_is_not_there_unless_something_of_it_is_set():
    assert not settings.read().slack.is_set


@pytest.mark.parametrize(
    "given",
    [
        {"BOT_TOKEN": "xoxb-1", "APP_TOKEN": "xapp-1"},
        {"BOT_TOKEN": "xoxb-1", "SIGNING_SECRET": "s"},
        {"CLIENT_ID": "1.2", "CLIENT_SECRET": "c", "SIGNING_SECRET": "s"},
    ],
)
def test_slack_is_there_with_a_way_in_and_a_way_to_speak(monkeypatch, given):
    for name, value in given.items():
        monkeypatch.setenv(f"SLACK_{name}", value)
    assert settings.read().slack.is_set


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"BOT_TOKEN": "hunter2", "SIGNING_SECRET": "s"}, "SLACK_BOT_TOKEN cannot be used"),
        ({"BOT_TOKEN": "xoxb-1", "APP_TOKEN": "hunter2"}, "SLACK_APP_TOKEN cannot be used"),
        ({"API_URL": "slack.com"}, "SLACK_API_URL cannot be used"),
        ({"BOT_TOKEN": "xoxb-1"}, "no way in"),
        ({"SIGNING_SECRET": "s"}, "one way to speak"),
        ({"SIGNING_SECRET": "s", "CLIENT_ID": "1.2"}, "go together"),
        (
            {"SIGNING_SECRET": "s", "BOT_TOKEN": "xoxb-1", "CLIENT_ID": "1", "CLIENT_SECRET": "c"},
            "one way to",
        ),
    ],
)
def test_half_a_slack_says_what_is_missing(monkeypatch, given, told):
    for name, value in given.items():
        monkeypatch.setenv(f"SLACK_{name}", value)
    with pytest.raises(BadSetting, match=told) as raised:
        settings.read()
    assert "hunter2" not in str(raised.value)


def test_keys_are_made_once_and_only_their_owner_reads_them():
    made = settings.keys_of(settings.read())
    path = settings.read().var / "keys"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert settings.keys_of(settings.read()) == made
    assert Fernet(made[0])


def test_keys_that_are_given_come_first_and_in_their_order(monkeypatch):
    monkeypatch.setenv("CONSTELLATION_KEYS", f" {KEY}, {OLDER} ")
    assert settings.keys_of(settings.read()) == (KEY, OLDER)


@pytest.mark.parametrize("held", ["", "no key", f"{KEY}\nno key"])
def test_a_broken_file_of_keys_is_never_replaced(held):
    path = settings.read().var / "keys"
    path.parent.mkdir()
    path.write_text(held)
    with pytest.raises(BadSetting, match="no usable key"):
        settings.keys_of(settings.read())
    assert path.read_text() == held


def test_a_folder_that_cannot_be_one_is_named(tmp_path):
    (tmp_path / "var").write_text("a file")
    with pytest.raises(BadSetting, match="CONSTELLATION_VAR cannot be used"):
        settings.keys_of(settings.read())


def test_keys_never_show():
    shown = repr(settings.Settings(keys=(KEY,), database_url="postgresql://me:hunter2@there/db"))
    assert KEY not in shown
    assert "hunter2" not in shown


def test_teams_is_not_there_unless_something_of_it_is_set():
    assert not settings.read().teams.is_set


@pytest.mark.parametrize(
    "given",
    [
        {"APP_ID": "a", "APP_PASSWORD": "p", "TENANT_ID": "t"},
        {"APP_ID": "a", "MANAGED_IDENTITY": "1", "TENANT_ID": "t", "TENANTS": "u, v"},
        {"DEV": "1"},
    ],
)
def test_teams_is_there_with_one_way_to_prove_who_the_bot_is(monkeypatch, given):
    for name, value in given.items():
        monkeypatch.setenv(f"TEAMS_{name}", value)
    teams = settings.read().teams
    assert teams.is_set
    assert teams.allowed == ({"t", "u", "v"} if "TENANTS" in given else {"t"} if "APP_ID" in given else set())


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"APP_ID": "a", "APP_PASSWORD": "hunter2"}, "TEAMS_TENANT_ID"),
        ({"APP_ID": "a", "TENANT_ID": "t"}, "one way to prove"),
        (
            {"APP_ID": "a", "TENANT_ID": "t", "APP_PASSWORD": "hunter2", "MANAGED_IDENTITY": "1"},
            "one way to prove",
        ),
        ({"APP_PASSWORD": "hunter2", "TENANT_ID": "t"}, "TEAMS_APP_ID"),
        ({"CLOUD": "moon"}, "TEAMS_CLOUD cannot be used"),
        ({"OPENID_METADATA_URL": "hunter2"}, "TEAMS_OPENID_METADATA_URL cannot be used"),
        ({"SERVICE_HOSTS": "*.hunter2.example.org"}, "TEAMS_SERVICE_HOSTS cannot be used"),
        ({"SERVICE_HOSTS": "hunter2.example.org:443"}, "TEAMS_SERVICE_HOSTS cannot be used"),
        ({"CERTIFICATE": "hunter2.pem"}, "TEAMS_CERTIFICATE cannot be used"),
    ],
)
def test_half_a_teams_says_what_is_missing(monkeypatch, given, told):
    for name, value in given.items():
        monkeypatch.setenv(f"TEAMS_{name}", value)
    with pytest.raises(BadSetting, match=told) as raised:
        settings.read()
    assert "hunter2" not in str(raised.value)
