"""The journeys' own municipality, the demo's, and people in front of browsers."""

import os
from collections.abc import Callable, Iterator
from typing import Protocol

import pytest
from playwright.sync_api import Browser, sync_playwright
from pytest_django.plugin import DjangoDbBlocker

from indgang.kernel.actor import Role
from tests.factories.post import Gateway, MailServer, running_gateway, running_mail_server
from tests.journeys.place import VAR, Colleague, Place, copy_template, make_template
from tests.journeys.screen import DESK, PHONE, Screen

PROCESS = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
HOUSE = VAR / f"municipality_{PROCESS}.toml"
ANSWERS = """\
name = "Eksempelby Kommune"
short_name = "Eksempelby"
code = "0999"
house_name = "Huset i Eksempelby"
house_address = "Torvet 1, 9999 Eksempelby"
phone = "12 34 56 78"
email = "huset@eksempelby.example"

[opening_hours]
mon = "0-24"
tue = "0-24"
wed = "0-24"
thu = "0-24"
fri = "0-24"
sat = "0-24"
sun = "0-24"

[[crisis_numbers]]
label = "Akuttelefonen"
number = "12 34 56 00"
open_when = "Døgnet rundt"
checked_on = 2026-11-01

[administrator]
name = "Astrid"
email = "astrid@eksempelby.example"
"""
SWITCHES = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-quic",
    "--no-first-run", "--disable-dev-shm-usage", "--lang=da-DK",
]  # fmt: skip


SCREENS = pytest.StashKey[list[Screen]]()


class Sits(Protocol):
    """Opens a browser window: `phone()` is nobody's, `desk(Role.GUIDE)` is the guide's."""

    def __call__(
        self,
        who: Role | Colleague | None = None,
        *,
        at: Place | None = None,
        javascript: bool = True,
        language: str = "da",
        size: dict[str, int] | None = None,
    ) -> Screen: ...


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--keep-pictures", action="store_true", help="make docs/pictures anew")


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/journeys" in str(item.path):
            item.add_marker("journey")
            # A place is set up once: who shares it stays in one process.
            shared = "demo" if "demo" in getattr(item, "fixturenames", ()) else "place"
            if not item.get_closest_marker("xdist_group"):
                item.add_marker(pytest.mark.xdist_group(shared))


@pytest.fixture(scope="session")
def mail() -> Iterator[MailServer]:
    """A real mail server on this machine, which keeps what it gets."""
    with running_mail_server() as server:
        yield server


@pytest.fixture(scope="session")
def gateway() -> Iterator[Gateway]:
    """A real gateway for SMS on this machine, which keeps what it gets."""
    with running_gateway() as server:
        yield server


@pytest.fixture(scope="session")
def template(
    mail: MailServer, gateway: Gateway, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    # The journeys reach their own databases only, from backstage.
    with django_db_blocker.unblock():
        make_template(Place("template", mail=mail, gateway=gateway))
        yield


@pytest.fixture(scope="session")
def place(template: None, mail: MailServer, gateway: Gateway) -> Iterator[Place]:
    """A municipality of one's own, from `indgang init` on, with a colleague in every role."""
    name = f"journeys_own_{PROCESS}"
    copy_template(name)
    HOUSE.parent.mkdir(parents=True, exist_ok=True)
    HOUSE.write_text(ANSWERS)
    own = Place(name, mail=mail, gateway=gateway)
    own.set_up(HOUSE)
    own.start()
    try:
        yield own
    finally:
        own.stop()


@pytest.fixture(scope="session")
def demo(template: None, mail: MailServer, gateway: Gateway) -> Iterator[Place]:
    """Lillevang, as `make run` fills it in. Nothing happens there by itself: it has no worker."""
    name = f"journeys_demo_{PROCESS}"
    copy_template(name)
    town = Place(name, mail=mail, gateway=gateway, has_demo_door=True)
    town.command("demo")
    town.start("web")
    try:
        yield town
    finally:
        town.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=SWITCHES
        )
        yield chromium
        chromium.close()


@pytest.fixture
def window(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Callable[..., Screen]]:
    """Opens windows, and closes them at the end."""
    screens = request.node.stash.setdefault(SCREENS, [])

    def opened(place: Place, **options: object) -> Screen:
        screens.append(Screen(browser, place, **options))  # type: ignore[arg-type]  # passed on
        return screens[-1]

    yield opened
    for screen in screens:
        screen.context.close()


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Iterator[object]:
    """Fail for whatever went wrong in a window, and keep a picture of where a journey ended."""
    screens = pyfuncitem.stash.setdefault(SCREENS, [])
    try:
        done = yield
    except Exception:
        for number, screen in enumerate(screens):
            screen.picture(f"failed-{pyfuncitem.name}-{number}")
        raise
    faults = [fault for screen in screens for fault in screen.wrong()]
    assert not faults, "\n" + "\n".join(faults)
    return done


@pytest.fixture
def phone(window: Callable[..., Screen], request: pytest.FixtureRequest) -> Sits:
    """A telephone in somebody's hand."""
    return _sits(window, request, PHONE)


@pytest.fixture
def desk(window: Callable[..., Screen], request: pytest.FixtureRequest) -> Sits:
    """A screen on a desk."""
    return _sits(window, request, DESK)


def _sits(
    window: Callable[..., Screen], request: pytest.FixtureRequest, usual: dict[str, int]
) -> Sits:
    def sits(
        who: Role | Colleague | None = None,
        *,
        at: Place | None = None,
        javascript: bool = True,
        language: str = "da",
        size: dict[str, int] | None = None,
    ) -> Screen:
        place = at or request.getfixturevalue("place")
        screen = window(place, size=size or usual, javascript=javascript, language=language)
        colleague = place.colleagues[who] if isinstance(who, Role) else who
        return screen.signed_in_as(colleague) if colleague else screen

    return sits
