"""What a guest's first page costs to fetch: a real browser asks for it, with an empty cache."""

import os
import shutil
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass(frozen=True)
class Transfer:
    """Everything that came over the line."""

    requests: int
    kilobytes: float  # headers and bodies as transferred
    foreign: tuple[str, ...]  # requests to others than the house itself
    largest: tuple[tuple[str, float], ...]


def first_page(port: int) -> Transfer | None:
    """The front page on a telephone that has never been here. None without a browser."""
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        return None
    url, sizes = f"http://127.0.0.1:{port}/", {}
    addresses: dict[str, str] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 390, "height": 844})
        line = page.context.new_cdp_session(page)
        line.send("Network.enable")
        line.on(
            "Network.requestWillBeSent",
            lambda event: addresses.update({event["requestId"]: event["request"]["url"]}),
        )
        line.on(
            "Network.loadingFinished",
            lambda event: sizes.update({event["requestId"]: event["encodedDataLength"] / 1024}),
        )
        page.goto(url, wait_until="networkidle")
        browser.close()
    asked = {key: one for key, one in addresses.items() if not one.startswith("data:")}
    ours = urlsplit(url).netloc
    largest = sorted(
        ((urlsplit(asked[key]).path, size) for key, size in sizes.items() if key in asked),
        key=lambda pair: -pair[1],
    )
    return Transfer(
        requests=len(asked),
        kilobytes=sum(size for key, size in sizes.items() if key in asked),
        foreign=tuple(one for one in asked.values() if urlsplit(one).netloc != ours),
        largest=tuple(largest[:4]),
    )
