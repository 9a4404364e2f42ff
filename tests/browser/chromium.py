"""A Chromium for the browser's tests: one that is here already, or one that this machine may install.

python -m tests.browser.chromium    prints where it is; installs one where there is none; says what to do
"""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

NAMED_BY = "CONSTELLATION_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
ELSEWHERE = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/snap/bin/chromium",
)
DEBIANS = ("chromium", "fonts-noto-color-emoji", "fonts-lato")  # pictures need letters and emoji
# Each row: a package manager, then what it is told, one order after the other.
INSTALLERS = (
    ("apt-get", ("update", "-qq"), ("install", "-y", "-qq", "--no-install-recommends", *DEBIANS)),
    ("dnf", ("install", "-y", "-q", "chromium", "google-noto-color-emoji-fonts", "lato-fonts")),
    ("apk", ("add", "-q", "chromium", "font-noto-emoji", "font-lato")),
    ("pacman", ("-Sy", "--noconfirm", "-q", "chromium", "noto-fonts-emoji", "ttf-lato")),
)
# No window, no request of its own to the outside, nothing remembered.
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)
REMEDY = f"""\
The browser's tests need a Chromium, and none was found or could be installed. Do one of these, then run
make again:
  Debian, Ubuntu   sudo apt-get install chromium
  Fedora           sudo dnf install chromium
  macOS            brew install --cask chromium
  any system       .venv/bin/python -m playwright install --with-deps chromium
  or name one      export {NAMED_BY}=/path/to/chrome
"""


def launch_options() -> dict[str, Any]:
    """What Playwright's launch() is told; says what to do where there is no Chromium."""
    path = find()
    if path is None:
        raise FileNotFoundError(REMEDY)
    # Chromium's sandbox refuses to run as root, which is who runs tests in a container.
    sandbox = () if os.geteuid() else ("--no-sandbox",)
    return {"executable_path": path, "headless": True, "args": [*QUIET, *sandbox]}


@cache
def find() -> str | None:
    """The path of a Chromium that starts; None where there is none."""
    if NAMED_BY in os.environ:
        return os.environ[NAMED_BY] if starts(os.environ[NAMED_BY]) else None
    found = (shutil.which(name) for name in NAMES)
    return next((path for path in (*found, *ELSEWHERE, *downloaded()) if path and starts(path)), None)


def starts(path: str) -> bool:
    """Whether this is a browser: some systems have a stub of that name which only says how to get one."""
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0 and bool(answer.stdout.strip())


def downloaded() -> list[str]:
    """Browsers that Playwright downloaded earlier, the newest first."""
    kept = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    roots = [Path(kept)] if kept else [Path("~/.cache/ms-playwright"), Path("~/Library/Caches/ms-playwright")]
    patterns = ("chromium-*/chrome-linux*/chrome", "chromium-*/chrome-mac*/*.app/Contents/MacOS/*")
    paths = [path for root in roots for one in patterns for path in root.expanduser().glob(one)]
    return [str(path) for path in sorted(paths, reverse=True)]


def install() -> None:
    """Install a Chromium: by the system's package manager where we may, else by Playwright's own download."""
    may = as_root()
    for manager, *orders in INSTALLERS:
        if may is not None and shutil.which(manager):
            print(f"No Chromium here: installing one with {manager}", flush=True)
            if all(run(*may, manager, *order) for order in orders):
                find.cache_clear()
            break
    if find() is None:
        print("No Chromium here: trying Playwright's own download", flush=True)
        run(sys.executable, "-m", "playwright", "install", "chromium")
        find.cache_clear()


def as_root() -> tuple[str, ...] | None:
    """What goes before a command so that it may install; None where we may not (no password is asked for)."""
    if os.geteuid() == 0:
        return ()
    sudo = shutil.which("sudo")
    return (sudo, "-n") if sudo and run(sudo, "-n", "true") else None


def run(*command: str) -> bool:
    """Run a command that asks nothing; whether it went well."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(command, env=quiet, stdin=subprocess.DEVNULL, timeout=600, check=False)
    except (OSError, subprocess.TimeoutExpired) as problem:
        print(problem, file=sys.stderr)
        return False
    return done.returncode == 0


def main() -> int:
    """Find or install, and say where it is or what to do."""
    if find() is None and NAMED_BY in os.environ:
        print(f"{NAMED_BY} names {os.environ[NAMED_BY]!r}, which does not start.", file=sys.stderr)
        return 1
    if find() is None:
        install()
    path = find()
    print(f"Chromium: {path}" if path else REMEDY, file=sys.stdout if path else sys.stderr)
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main())
