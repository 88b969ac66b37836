"""Ten years of a municipality, measured. `make bench` runs it; bench/README.md explains it.

python3 dev.py bench                     everything, on a database that is thrown away
python3 dev.py bench --at FOLDER         keep the filled database there, and use it again
python3 dev.py bench --scale 0.02        a small one, to try whether all of it works
"""

import argparse
import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def main() -> int:
    """Measure, and print the report."""
    parser = argparse.ArgumentParser(
        prog="dev.py bench", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--at", type=Path, help="a folder for database and files; kept")
    parser.add_argument("--scale", type=float, default=1.0, help="of ten years; 1 unless tried out")
    parser.add_argument("--seconds", type=float, default=8.0, help="of load on each page")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with folder(options.at) as place:
        os.environ["INDGANG_VAR"] = str(place)
        os.environ["DJANGO_SETTINGS_MODULE"] = "indgang.config.settings"
        os.environ["DEMO"] = "0"
        # Only now: the settings are read from the environment when they are first imported.
        import django  # noqa: PLC0415

        django.setup()
        from bench.measure import run  # noqa: PLC0415

        print(run(scale=options.scale, seconds=options.seconds))
    return 0


@contextmanager
def folder(named: Path | None) -> Iterator[Path]:
    """Where everything is put. One of its own, gone afterwards, unless another is named."""
    if named:
        named.mkdir(parents=True, exist_ok=True)
        named.chmod(0o711)  # the database's user must be able to walk through
        yield named.absolute()
        return
    with tempfile.TemporaryDirectory(prefix="indgang-bench-", ignore_cleanup_errors=True) as made:
        Path(made).chmod(0o711)
        yield Path(made)


if __name__ == "__main__":
    sys.exit(main())
