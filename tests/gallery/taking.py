"""Takes the album: the flows' tests run in a process of their own, and what they show is recorded."""

import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.gallery.recording import KEPT

ROOT = Path(__file__).parents[2]
FLOWS = "tests/bot/flows"
SOURCES = ("bot/flows/*.py", "bot/cards.py", f"{FLOWS}/*.py", "tests/gallery/recording.py")
"""What the album depends on most."""


def taken() -> str:
    """The whole album, as it is today."""
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "album.jsonl"
        plugins = ["-p", "tests.gallery.recording", "-p", "no:xdist", "-p", "no:cacheprovider"]
        command = [sys.executable, "-m", "pytest", *plugins, "-q", FLOWS]
        done = subprocess.run(
            command,
            cwd=ROOT,
            env={**os.environ, KEPT: str(kept)},
            capture_output=True,
            text=True,
            timeout=300,
        )
        if not kept.exists():
            raise RuntimeError(f"the flows' tests did not pass, so nothing was recorded:\n{done.stdout}")
        return kept.read_text("utf-8")


def fingerprint() -> str:
    """Changes with anything that the album depends on."""
    paths = sorted(path for pattern in SOURCES for path in ROOT.glob(pattern))
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
