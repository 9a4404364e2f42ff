"""Make a virtual environment that holds what a lock names, unless it holds that already.

    python3 tools/set_up.py .venv requirements.txt

Runs on any Python 3, before anything is installed, so that an old one hears what is needed.
"""

import hashlib
import os
import shutil
import subprocess
import sys

OLDEST = (3, 11)
# The lock of the tests holds everything that the lock of the product holds, at the same versions.
HOLDS = {"requirements.txt": ("requirements-dev.txt",), "requirements-dev.txt": ()}


def main() -> int:
    """Set up the environment named on the command line; 1 with a remedy where that cannot be done."""
    venv, lock = sys.argv[1:3]
    explicit = "--this-python" in sys.argv
    if sys.version_info < OLDEST and (explicit or not os.path.exists(python_of(venv))):
        return refuse(
            f"Constellation needs Python 3.11 or newer; this is {sys.version.split()[0]}.\n"
            "Name another one: make PYTHON=python3.13 run"
        )
    if explicit and version_of(venv) not in ("", this_version()):
        print(f"{venv} was made by Python {version_of(venv)}: making it again.", flush=True)
        shutil.rmtree(venv)
    if not is_sound(venv):
        shutil.rmtree(venv, ignore_errors=True)
        if subprocess.call([sys.executable, "-m", "venv", venv]) != 0:
            shutil.rmtree(venv, ignore_errors=True)
            return refuse(
                "This Python cannot make a virtual environment. On Debian and Ubuntu:\n"
                "  apt-get install python3-venv"
            )
    return install(venv, lock)


def install(venv: str, lock: str) -> int:
    """Install the lock, then the checkout itself, each only where its stamp is not that of today."""
    pip = [python_of(venv), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    locks = [lock, *HOLDS.get(lock, ())]
    if not any(read(stamp_of(venv, one)) == digest(one) for one in locks):
        print(f"Installing what {lock} names into {venv} (about a minute)", flush=True)
        if subprocess.call([*pip, "--no-deps", "-r", lock]) != 0:
            return refuse("Not everything was installed; see above. Once that is mended, run make again.")
        write(stamp_of(venv, lock), digest(lock))
    if read(stamp_of(venv, "pyproject.toml")) != digest("pyproject.toml"):
        if subprocess.call([*pip, "--no-deps", "--no-build-isolation", "-e", "."]) != 0:
            return refuse("The checkout itself could not be installed; see above.")
        write(stamp_of(venv, "pyproject.toml"), digest("pyproject.toml"))
    return 0


def refuse(why: str) -> int:
    """Say why on standard error; the exit code of a failure."""
    print(why, file=sys.stderr, flush=True)
    return 1


def is_sound(venv: str) -> bool:
    """Whether the environment's Python is there and has pip."""
    return os.path.exists(python_of(venv)) and not subprocess.call(
        [python_of(venv), "-c", "import pip"], stderr=subprocess.DEVNULL
    )


def version_of(venv: str) -> str:
    """The version (3.13) of the Python that made the environment; empty where there is none."""
    config = read(os.path.join(venv, "pyvenv.cfg"))
    versions = [line.split("=")[1].strip() for line in config.splitlines() if line.startswith("version")]
    return ".".join(versions[0].split(".")[:2]) if versions else ""


def this_version() -> str:
    """The version (3.13) of the Python that runs this."""
    return ".".join(str(part) for part in sys.version_info[:2])


def python_of(venv: str) -> str:
    """The environment's Python."""
    return os.path.join(venv, "bin", "python")


def stamp_of(venv: str, path: str) -> str:
    """Where the digest of an installed file is kept."""
    return os.path.join(venv, ".installed-" + os.path.basename(path))


def digest(path: str) -> str:
    """The SHA-256 of a file's content, so that a fresh checkout of the same lock changes nothing."""
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def read(path: str) -> str:
    """A small file's text; empty where there is no such file."""
    if not os.path.exists(path):
        return ""
    with open(path, encoding="utf-8") as file:
        return file.read()


def write(path: str, text: str) -> None:
    """Write a small file."""
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


if __name__ == "__main__":
    sys.exit(main())
