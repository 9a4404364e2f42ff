"""The wheel is whole: installed far from the checkout, it finds its words, its pages and its migrations."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent
PATIENCE = 20  # seconds until the server has to answer

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT), cwd=out)
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment of its own: the wheel and what the wheel itself asks for, at the locked versions."""
    venv = tmp_path_factory.mktemp("elsewhere") / "venv"
    run(sys.executable, "-m", "venv", "--without-pip", str(venv), cwd=venv.parent)
    pip = (sys.executable, "-m", "pip", "--python", str(venv), "install", "-qq", "--no-compile")
    run(*pip, "--constraint", str(ROOT / "requirements.txt"), str(wheel), cwd=venv.parent)
    return venv / "bin"


def test_everything_in_the_rooms_travels_with_it(wheel: Path) -> None:
    rooms = [path for room in ("bot", "adapters", "store") for path in (ROOT / room).rglob("*")]
    here = {path.relative_to(ROOT).as_posix() for path in rooms if path.is_file()}
    assert {path for path in here if "__pycache__" not in path} <= set(ZipFile(wheel).namelist())


def test_the_command_line_starts_elsewhere(elsewhere: Path, tmp_path: Path) -> None:
    assert "serve" in run(str(elsewhere / "constellation"), "--help", cwd=tmp_path)


def test_the_installed_wheel_serves(elsewhere: Path, tmp_path: Path) -> None:
    with serving(elsewhere, tmp_path) as address:
        with urllib.request.urlopen(f"{address}/healthz", timeout=5) as answer:
            assert answer.status == 200
        with urllib.request.urlopen(address, timeout=5) as page:
            assert "<html" in page.read().decode().lower()


@contextmanager
def serving(elsewhere: Path, folder: Path) -> Iterator[str]:
    """The server, started in an empty folder with no demo; its address once it says that it is well."""
    port, log = free_port(), folder / "serve.log"
    settings = {"CONSTELLATION_PORT": str(port), "CONSTELLATION_DEMO": "none"}
    with log.open("w") as out:
        server = subprocess.Popen(
            [elsewhere / "constellation", "serve"],
            cwd=folder,
            env=clean_environment() | settings,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_until_well(address, server, log)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=10)


def wait_until_well(address: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=2):
                return
        except urllib.error.HTTPError as problem:
            problem.close()
        except OSError:
            pass
        time.sleep(0.1)
    pytest.fail(f"constellation serve did not come up within {PATIENCE} s:\n{log.read_text()}")


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def clean_environment() -> dict[str, str]:
    """The environment less what would lead back to the checkout or to a person's own settings."""
    ours = ("CONSTELLATION_", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


def run(*command: str, cwd: Path) -> str:
    done = subprocess.run(
        command, cwd=cwd, env=clean_environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}{done.stderr}"
    return done.stdout
