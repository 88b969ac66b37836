"""The pictures that the README shows: `python3 dev.py journeys --keep-pictures` makes them anew."""

import base64
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.conftest import Sits
from tests.journeys.place import Place
from tests.journeys.processes import ROOT
from tests.journeys.screen import PICTURES
from tests.journeys.test_every_page import person

pytestmark = pytest.mark.xdist_group("demo")

KEPT = ROOT / "docs/pictures"
SHEET = """<body style="margin:0;padding:40px;background:#efe6d5;display:flex;gap:40px;width:fit-content">
{}</body>"""
FRAMED = '<img src="data:image/png;base64,{}" height="844" style="border:1px solid #b9ad94;border-radius:16px">'


def test_the_first_screen(
    demo: Place, phone: Sits, desk: Sits, browser: Browser, request: pytest.FixtureRequest
) -> None:
    if not request.config.getoption("--keep-pictures"):
        pytest.skip("Only with --keep-pictures.")
    phone(at=demo).goes_to("/").picture("lillevang-front", whole=False)
    guide = desk(at=demo).holding(demo.demo_session_of(person(demo, "guide")))
    guide.goes_to("/huset/ankomst").writes("Kaldenavn", "Karen").presses("Kom ind")
    row = guide.part(".person").filter(has_text="Karen").first
    row.get_by_role("button", name="Velkommen").click()
    row.get_by_role("link", name="Hvad sker der nu?").click()
    others = guide.part("input[name=guides]:not(:checked)")
    others.first.check(force=True)
    guide.chooses("Gæsten siger ja").presses("Begynd samtalen")
    guide.types("Det håber du på", "At sove igen. Og at have nogen at spise med om søndagen.")
    guide.types("Det er svært", "Jeg er meget alene, og jeg tør ikke åbne mine breve.")
    expect(guide.part("#beside")).to_contain_text(re.compile("ensom|alene|savner|gæld"))
    guide.part("textarea[name=around]").focus()
    guide.page.evaluate("scrollTo(0, 0)")
    guide.picture("lillevang-conversation", whole=False)
    put_together(browser, ["lillevang-front", "lillevang-conversation"], KEPT / "first-screen.png")


def put_together(browser: Browser, names: list[str], file: Path) -> None:
    """The pictures side by side."""
    pictures = [
        base64.b64encode((PICTURES / f"{name}.png").read_bytes()).decode() for name in names
    ]
    page = browser.new_page(viewport={"width": 1780, "height": 924})
    page.set_content(SHEET.format("".join(FRAMED.format(picture) for picture in pictures)))
    file.parent.mkdir(parents=True, exist_ok=True)
    page.locator("body").screenshot(path=file)
    page.close()
