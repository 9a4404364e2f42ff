import os
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner
from cryptography.fernet import Fernet

from adapters.cli import main
from adapters.settings import REMEDIES
from store.seal import Seal
from tests.adapters.test_serve import free_port

ROOT = Path(__file__).parents[2]
ROSTER = "email,name,roles\nnadia@example.org,Nadia Roy,resident\nmarc@example.org,Marc Côté,faculty\n"


@pytest.fixture(autouse=True)
def bare(monkeypatch, tmp_path):
    """An environment without a setting but a port that nobody uses, in a folder of its own."""
    for name in [name for name in os.environ if name.startswith("CONSTELLATION_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("CONSTELLATION_PORT", str(free_port()))
    monkeypatch.setenv("CONSTELLATION_DEMO", "none")
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, arguments)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


def imported(text: str, *options: str, encoding: str = "utf-8") -> tuple[int, str]:
    Path("roster.csv").write_bytes(text.encode(encoding))
    return run("import", "roster.csv", *options)


@pytest.mark.parametrize("command", ["serve", "doctor", "backup copy.db"])
def test_a_bad_setting_stops_every_command_with_one_plain_line(monkeypatch, command):
    monkeypatch.setenv("CONSTELLATION_PORT", "eighty")
    code, said = run(*command.split())
    assert (code, said) == (2, f"CONSTELLATION_PORT cannot be used: {REMEDIES['CONSTELLATION_PORT']}\n")


def test_a_database_that_does_not_answer_is_told_plainly(monkeypatch):
    Path("folder.db").mkdir()
    monkeypatch.setenv("CONSTELLATION_DATABASE_URL", "sqlite:///folder.db")
    code, said = imported(ROSTER)
    assert code == 2
    assert said.startswith("CONSTELLATION_DATABASE_URL cannot be used: the database does not answer")
    assert said.count("\n") == 1


def test_a_new_key_is_one(monkeypatch):
    code, said = run("keys", "new")
    assert code == 0
    assert Fernet(said.strip())


def test_a_roster_is_tried_then_imported_then_known():
    assert "New: 2" in imported(ROSTER, "--dry-run")[1]
    assert "New: 2" in imported(ROSTER)[1]
    assert "New: 0" in imported(ROSTER)[1]


def test_a_roster_that_excel_saved_keeps_its_accents():
    imported(ROSTER, encoding="cp1252")
    assert "Changed: 0" in imported(ROSTER)[1]


def test_whoever_is_not_in_the_whole_roster_leaves():
    imported(ROSTER)
    assert "Leaving: 1" in imported("email,name\nnadia@example.org,Nadia Roy\n", "--whole")[1]


def test_every_faulty_row_is_named_and_the_others_are_imported():
    code, said = imported("email,name\nnadia@example.org,Nadia Roy\nnot an address,Marc\n")
    assert code == 1
    assert "New: 1" in said
    assert "Row 3, email" in said


def test_a_copy_takes_the_place_of_the_store_and_what_stood_there_is_kept():
    imported("email,name\nnadia@example.org,Nadia Roy\n")
    assert run("backup", "copy.db")[0] == 0
    imported(ROSTER)
    code, said = run("restore", "copy.db")
    assert code == 0
    assert "before-restore-1" in said
    assert "New: 1" in imported(ROSTER, "--dry-run")[1]
    assert Path("copy.db").stat().st_mode & 0o777 == 0o600


def test_a_copy_is_whole_while_somebody_writes():
    imported(ROSTER)
    writer = sqlite3.connect("var/constellation.db", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE people SET name = 'half done'")
    assert run("backup", "copy.db")[0] == 0
    writer.close()
    with closing(sqlite3.connect("copy.db")) as copy:
        names = copy.execute("SELECT name FROM people ORDER BY id").fetchall()
    assert names == [("Nadia Roy",), ("Marc Côté",)]


@pytest.mark.parametrize("held", [b"", b"not a database", b"SQLite format 3\x00 and then nothing"])
def test_what_is_no_copy_is_never_restored(held):
    imported(ROSTER)
    Path("copy.db").write_bytes(held)
    code, said = run("restore", "copy.db")
    assert code == 2
    assert "no copy of a store" in said
    assert "New: 0" in imported(ROSTER, "--dry-run")[1]


def test_a_copy_never_overwrites_a_file_and_needs_a_store():
    assert "no store" in run("backup", "copy.db")[1]
    imported(ROSTER)
    Path("copy.db").write_text("mine")
    code, said = run("backup", "copy.db")
    assert (code, Path("copy.db").read_text()) == (2, "mine")
    assert "already" in said


def test_a_store_of_postgresql_is_copied_by_its_own_tools(monkeypatch):
    monkeypatch.setenv("CONSTELLATION_DATABASE_URL", "postgresql://me@localhost/constellation")
    assert "pg_dump" in run("backup", "copy.db")[1]


def test_the_doctor_finds_a_store_well():
    assert run("doctor") == (0, "ok  the store is empty: `constellation serve` sets it up\n")
    imported(ROSTER)
    code, said = run("doctor")
    assert code == 0
    assert "the schema is up to date" in said
    assert "the keys open what is stored" in said


def test_the_doctor_finds_a_wrong_key_and_an_old_schema(monkeypatch):
    imported(ROSTER)
    writer = sqlite3.connect("var/constellation.db", isolation_level=None)
    writer.execute(
        "INSERT INTO companions (programme_id, person_id, name, domain, kind, version)"
        " VALUES (1, 1, ?, 'research', 'peer', 1)",
        [Seal(Path("var/keys").read_text().split()).sealed("Amira")],
    )
    assert run("doctor")[0] == 0
    writer.execute("UPDATE alembic_version SET version_num = '0000'")
    writer.close()
    monkeypatch.setenv("CONSTELLATION_KEYS", Fernet.generate_key().decode())
    code, said = run("doctor")
    assert code == 1
    assert "!!  the keys do not open what is stored" in said
    assert "!!  the schema is at 0000" in said


@contextmanager
def served(port):
    """The real program, serving; killed where it has not ended with the block."""
    with subprocess.Popen(
        [sys.executable, "-m", "adapters.cli", "serve"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as server:
        try:
            _until_well(port, server)
            yield server
        finally:
            server.kill()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
def test_a_served_constellation_keeps_to_one_core_stops_when_asked_to_and_refuses_a_restore_before(name):
    port = os.environ["CONSTELLATION_PORT"]
    with served(port) as server:
        if hasattr(os, "sched_getaffinity"):
            threads = [int(thread.name) for thread in Path(f"/proc/{server.pid}/task").iterdir()]
            assert len({core for thread in threads for core in os.sched_getaffinity(thread)}) == 1
        assert run("backup", "copy.db")[0] == 0
        code, said = run("restore", "copy.db")
        assert code == 2
        assert "stop it first" in said
        server.send_signal(getattr(signal, name))
        out, _ = server.communicate(timeout=20)
    assert server.returncode == 0, out
    assert f"http://127.0.0.1:{port}" in out
    assert "Traceback" not in out


def _until_well(port: str, server: "subprocess.Popen[str]") -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    server.kill()
    pytest.fail(f"it did not come up: {server.communicate()[0]}")
