"""Style sheets, scripts, fonts and pictures: collected once, under names with fingerprints."""

import fcntl
import hashlib
import os
import subprocess
import sys

from indgang.config.env import SETTINGS, checkout, var


def collect() -> int:
    """Collect the files of all parts into one folder. Returns the exit code."""
    command = [sys.executable, "-m", "django", "collectstatic", "--no-input", "--verbosity=0"]
    environment = os.environ | SETTINGS | {"INDGANG_SERVING": "1"}
    return subprocess.run(command, env=environment, check=False).returncode


def collect_if_changed() -> int:
    """The same, unless the folder already holds what the code brings."""
    folder = var() / "static"
    folder.mkdir(parents=True, exist_ok=True)
    stamp = folder / ".stamp"
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        wanted = fingerprint()
        if stamp.exists() and stamp.read_text() == wanted:
            return 0
        code = collect()
        if code == 0:
            stamp.write_text(wanted)
        return code


def fingerprint() -> str:
    """What tells one state of the source files from another, without reading them."""
    package = checkout() / "indgang"
    files = sorted(path for path in package.glob("**/static/**/*") if path.is_file())
    marks = (f"{path} {path.stat().st_mtime_ns} {path.stat().st_size}" for path in files)
    return hashlib.sha256("\n".join(marks).encode()).hexdigest()
