"""A certificate is looked at before anything starts; a file that proves nothing is said to prove nothing."""

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from adapters import settings
from adapters.settings import BadSetting
from tests.teams.signing import certified, private_key

PEM, PKCS8 = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8


@pytest.fixture
def given(monkeypatch, tmp_path):
    """Gives Teams a certificate in a file that holds this."""
    for name in [name for name in settings.os.environ if name.startswith(("CONSTELLATION_", "TEAMS_"))]:
        monkeypatch.delenv(name)
    for name, value in {"APP_ID": "a", "TENANT_ID": "t", "CERTIFICATE": str(tmp_path / "bot.pem")}.items():
        monkeypatch.setenv(f"TEAMS_{name}", value)
    return (tmp_path / "bot.pem").write_bytes


def test_a_certificate_and_its_key_in_either_order_prove_who_the_bot_is(given):
    _, certificate, key = certified(70)
    for pem in (certificate + key, key + certificate):
        given(pem)
        assert settings.read().teams.is_set


def test_whatever_else_is_in_the_file_is_said_to_prove_nothing(given):
    _, certificate, key = certified(70)
    _, _, another = certified(71)
    locked = private_key(70).private_bytes(PEM, PKCS8, serialization.BestAvailableEncryption(b"hunter2"))
    curve = ec.generate_private_key(ec.SECP256R1()).private_bytes(PEM, PKCS8, serialization.NoEncryption())
    for pem in (
        b"",
        b"\xff",
        certificate,
        key,
        certificate + another,
        certificate + locked,
        certificate + curve,
    ):
        given(pem)
        with pytest.raises(BadSetting, match="TEAMS_CERTIFICATE cannot be used: give the path of a PEM file"):
            settings.read()


def test_a_folder_is_no_certificate(monkeypatch, given, tmp_path):
    given(b"")
    monkeypatch.setenv("TEAMS_CERTIFICATE", str(tmp_path))
    with pytest.raises(BadSetting, match="TEAMS_CERTIFICATE cannot be used"):
        settings.read()
