"""Somebody in front of a browser: what he does, and what must then be seen.

Every screen watches itself. An error in the console, a script that fails, anything fetched from
elsewhere or refused by the content policy is a fault of the journey, and is told at its end.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any, Literal
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    CDPSession,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    Response,
    expect,
)

from indgang.kernel.readability import GUEST_LIX_LIMIT, hard_words, lix
from tests.journeys.place import Colleague, Guest, Place
from tests.journeys.processes import ROOT

AXE = ROOT / "var/axe/axe.min.js"
PICTURES = ROOT / "var/pictures"
PATIENCE = 10_000.0  # milliseconds until something that should happen has failed to
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
ZOOMED = {"width": 320, "height": 256}  # a desk of 1280 × 1024 at 400 %: WCAG 2.2, 1.4.10
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
STEADY_WORDS = 60  # below that one long word moves the figure by more than it says

# All of what a person can see in the page's own part, line by line as it is broken on the screen.
VISIBLE = """(main) => {
  for (const found of main.querySelectorAll(".one-question fieldset, .source, svg, .sr-only")) {
    found.remove();
  }
  return main.innerText;
}"""
SIDEWAYS = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  return [...document.querySelectorAll("body *")]
    .filter((it) => it.getBoundingClientRect().right > room + 1 && it.checkVisibility())
    .slice(-4)
    .map((it) => `${it.tagName} .${it.className?.baseVal ?? it.className} ${it.textContent.trim().slice(0, 40)}`);
}"""

Named = Literal["button", "link", "heading", "checkbox", "radio", "textbox", "combobox"]


class Screen:
    """One person's browser window on one place."""

    def __init__(
        self,
        browser: Browser,
        place: Place,
        *,
        size: dict[str, int],
        javascript: bool = True,
        language: str = "da",
    ) -> None:
        self.place = place
        self.javascript = javascript
        self.faults: list[str] = []
        self.allowed: list[str] = []
        self.context = browser.new_context(
            base_url=place.url,
            viewport=size,  # type: ignore[arg-type]  # a plain dictionary is one
            has_touch=size is PHONE,
            is_mobile=size is PHONE,
            java_script_enabled=javascript,
            locale={"da": "da-DK", "en": "en-GB"}[language],
            timezone_id="Europe/Copenhagen",
            reduced_motion="reduce",
        )
        self.context.set_default_timeout(PATIENCE)
        self.page = self._watched(self.context.new_page())

    # ── who sits here ─────────────────────────────────────────────────────────────────────────

    def signed_in_as(self, who: Colleague | Guest) -> "Screen":
        """With the key that the sign-in page, or the page for key cards, has handed over."""
        is_guest = isinstance(who, Guest)
        key = self.place.session_of_guest(who) if is_guest else self.place.session_of(who)
        return self.holding(key)

    def holding(self, key: str) -> "Screen":
        cookie = {"name": "indgang_key", "value": key, "url": self.place.url, "httpOnly": True}
        self.context.add_cookies([cookie])  # type: ignore[list-item]  # a plain dictionary is one
        return self

    # ── what he does ──────────────────────────────────────────────────────────────────────────

    def goes_to(self, path: str) -> "Screen":
        """Types an address. Links of letters are whole addresses."""
        self.page.goto(path)
        return self

    def follows(self, text: str) -> "Screen":
        """Taps a link."""
        self._the("link", text).click()
        return self

    def presses(self, text: str) -> "Screen":
        """Taps a button."""
        self._the("button", text).click()
        return self

    def goes_on(self, text: str) -> "Screen":
        """Taps a button that leads to another page."""
        before = self.page.url
        self.presses(text)
        self.page.wait_for_url(lambda url: url != before)
        return self

    def writes(self, label: str, text: str) -> "Screen":
        """Fills in a field."""
        self.field(label).fill(text)
        return self

    def types(self, label: str, text: str) -> "Screen":
        """Writes stroke by stroke after what stands in the field, as a person does."""
        field = self.field(label)
        field.focus()
        field.press("End")
        field.press_sequentially(text)
        return self

    def chooses(self, label: str) -> "Screen":
        """Sets a tick or picks one of several. The tick itself lies under its label's drawing."""
        self.field(label).check(force=True)
        return self

    def selects(self, label: str, option: str) -> "Screen":
        """Picks from a drop-down."""
        self.field(label).select_option(label=option)
        return self

    def opens(self, summary: str) -> "Screen":
        """Unfolds a part of the page."""
        self.page.locator("summary", has_text=summary).first.click()
        return self

    def opens_a_new_page(self) -> "Screen":
        """The same browser, opened again."""
        self.page = self._watched(self.context.new_page())
        return self

    def reloads(self) -> "Screen":
        self.page.reload()
        return self

    # ── what is then seen ─────────────────────────────────────────────────────────────────────

    def sees(self, *texts: str) -> "Screen":
        """Each of the texts stands on the page."""
        for text in texts:
            expect(self.page.get_by_text(text).filter(visible=True).first).to_be_visible(
                timeout=PATIENCE
            )
        return self

    def does_not_see(self, *texts: str) -> "Screen":
        """None of the texts stands on the page."""
        for text in texts:
            expect(self.page.get_by_text(text).filter(visible=True)).to_have_count(0)
        return self

    def sees_heading(self, text: str) -> "Screen":
        expect(self.page.get_by_role("heading", name=text).first).to_be_visible(timeout=PATIENCE)
        return self

    def is_at(self, path: str) -> "Screen":
        """The address, without its query, fits the pattern."""
        expect(self.page).to_have_url(
            re.compile(rf"^https?://[^/]+{path}(\?.*)?(#.*)?$"), timeout=PATIENCE
        )
        return self

    def field(self, label: str) -> Locator:
        """The field that the label belongs to."""
        return (
            self.page.locator("input, textarea, select").and_(self.page.get_by_label(label)).first
        )

    def part(self, selector: str) -> Locator:
        """A part of the page, for what has no name to be called by."""
        return self.page.locator(selector)

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    @cached_property
    def devtools(self) -> CDPSession:
        """One for the whole journey: the end of one would take a passkey device with it."""
        return self.context.new_cdp_session(self.page)

    # ── what every page owes everyone ─────────────────────────────────────────────────────────

    def looks_right(self) -> "Screen":
        """No obstacle that axe knows, and nothing beside the screen; told at the journey's end."""
        self.unfold()
        found = [*self.obstacles(), *(f"beside the screen: {it}" for it in self.sideways())]
        self.faults += [f"{self.path}: {fault}" for fault in found]
        return self

    def reads_easily(self) -> "Screen":
        """LIX as promised to guests, over what can be seen; told at the journey's end."""
        self.unfold()
        text = self.visible_text()
        points = lix(text)
        if points > GUEST_LIX_LIMIT and len(text.split()) >= STEADY_WORDS:
            words = ", ".join(hard_words(text)[:15])
            self.faults.append(f"{self.path}: LIX {points:.0f}. Long words: {words}")
        return self

    def obstacles(self) -> list[str]:
        """What axe finds wrong, one line each. Axe itself is a script, and needs them to run."""
        if not self.javascript:
            return []
        if not self.page.evaluate("'axe' in window"):
            # Past the content policy, which rightly lets no such script in.
            self.devtools.send("Runtime.evaluate", {"expression": AXE.read_text()})
        chosen = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
        found = self.page.evaluate("(chosen) => axe.run(document, chosen)", chosen)
        return [
            f"{violation['id']} ({violation['impact']}): {_one_line(node['html'])} – {_why(node)}"
            for violation in found["violations"]
            for node in violation["nodes"][:4]
        ]

    def sideways(self) -> list[str]:
        """What reaches beyond the right edge of a page that must not scroll sideways."""
        return list(self.page.evaluate(SIDEWAYS))

    def visible_text(self) -> str:
        """What a reader sees in the page's own part, without a licensed instrument's wording."""
        copy = "(main) => { const it = main.cloneNode(true); main.after(it); return it; }"
        handle = self.page.locator("main").evaluate_handle(copy)
        text = str(handle.evaluate(VISIBLE))
        handle.evaluate("(it) => it.remove()")
        return text

    def unfold(self) -> None:
        """Open what is folded: it is a part of the page too."""
        self.page.evaluate("document.querySelectorAll('details').forEach((it) => it.open = true)")

    def picture(self, name: str, *, whole: bool = True) -> "Screen":
        """A picture of the page as it is now, in var/pictures."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        # A hidden caret leaves an empty style behind, which the content policy then refuses.
        self.page.screenshot(path=PICTURES / f"{name}.png", full_page=whole, caret="initial")
        return self

    # ── when things go wrong ──────────────────────────────────────────────────────────────────

    @contextmanager
    def line_down(self) -> Iterator[None]:
        """The connection is away for a while, as in a lift."""
        self.allowed += ["ERR_INTERNET_DISCONNECTED", "Failed to fetch"]
        self.context.set_offline(True)
        try:
            yield
        finally:
            self.context.set_offline(False)

    def may(self, *faults: str) -> "Screen":
        """What this journey provokes, and is therefore no fault of the page."""
        self.allowed += faults
        return self

    def wrong(self) -> list[str]:
        """What was wrong in this window, each thing once."""
        told = dict.fromkeys(self.faults)
        return [fault for fault in told if not any(text in fault for text in self.allowed)]

    def _the(self, role: Named, text: str) -> Locator:
        """The one of that name; a shown one, and one whose whole name it is, before others."""
        shown = self.page.get_by_role(role, name=text).filter(visible=True)
        exact = self.page.get_by_role(role, name=text, exact=True).filter(visible=True)
        expect(shown.first).to_be_visible(timeout=PATIENCE)
        return exact.first if exact.count() else shown.first

    def _watched(self, page: Page) -> Page:
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("request", self._on_request)
        page.on("response", self._on_response)
        return page

    def _on_console(self, message: ConsoleMessage) -> None:
        # Failed answers are told by the response itself, with their address.
        if message.type == "error" and "status of" not in message.text:
            self.faults.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _on_request(self, request: Request) -> None:
        if urlsplit(request.url).netloc != urlsplit(self.place.url).netloc:
            self.faults.append(f"fetched from elsewhere: {request.url}")

    def _on_response(self, response: Response) -> None:
        # A form that is refused says why on its page; nobody is sent to a page that is not there.
        is_answer = response.request.is_navigation_request() and response.status in (409, 422)
        if response.status >= 400 and not is_answer:
            self.faults.append(f"{response.status}: {response.request.method} {response.url}")


def _one_line(html: str) -> str:
    return " ".join(html.split())[:140]


def _why(node: dict[str, Any]) -> str:
    reasons = [*node["any"], *node["all"], *node["none"]]
    return str(reasons[0]["message"])[:200] if reasons else ""
