"""How long a start takes until /healthz answers, and how much memory the process then holds."""

import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from bench.children import free_port
from bench.figures import seconds, show


def main() -> None:
    """Start the product on a fresh store, five times, beside a Python that imports only aiohttp."""
    bare = seconds(lambda: subprocess.run([sys.executable, "-c", "import aiohttp.web"], check=True))
    starts = sorted(_start() for _ in range(5))
    took, memory = starts[len(starts) // 2]
    show(
        "from the command to a healthy answer",
        f"{took:.2f} s",
        f"{took / bare:.1f} of importing aiohttp alone",
    )
    show("memory then (resident)", f"{memory:.0f} MiB")


def _start() -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        home = {"CONSTELLATION_PORT": str(port), "CONSTELLATION_DEMO": "none", "CONSTELLATION_VAR": folder}
        began = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "adapters.cli", "serve"],
            env={**os.environ, **home},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            _until_healthy(port, process)
            return time.perf_counter() - began, _resident(process.pid)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)


def _until_healthy(port: int, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError(f"the product ended with {process.returncode}")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.05)
    raise RuntimeError("no healthy answer within 30 s")


def _resident(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    kibibytes = next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]
    return int(kibibytes) / 1024
