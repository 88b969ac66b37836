"""The measurements in their order, each into the report."""

import json
import os
import random

from bench import alone, board, exchange, load, places, processor, rowsecurity, transfer
from bench.alone import Asked
from bench.fill import Size, counted, tidy
from bench.house import build, database, is_filled, served
from bench.load import USERS, Measured, percentile
from bench.pages import Page, Pair, main_pages, pairs
from bench.report import LATEST, Figure, Report, machine, table
from indgang.config.commands.db import migrate
from indgang.config.database import Role, dsn, prepare
from indgang.config.env import var
from indgang.config.launcher import Embedded

RATE = 200  # requests a second that the house must bear, mixed
READ_IN = 30.0  # seconds
LISTED = 50.0  # ms
SLOWEST = 60.0  # ms, p95 of a page
RATIO = 1.5  # opening a plan with row security against without
LIGHT = 150.0  # KB of the first page
FANNED = 500.0  # ms from a change of a seat to the last open page of the board
BUILT = 600.0  # seconds
DRAWN = 0.3  # seconds for the places of a whole region
BUILT_IN = var() / "built-in.json"  # what building took, for a database that is measured again


def run(*, scale: float, seconds: float) -> str:
    """Everything. Returns the report, and writes it down if it was a whole one."""
    with database() as server:
        if not is_filled():
            BUILT_IN.write_text(json.dumps(build(server, Size().smaller(scale))))
        else:
            prepare(server.url(), "indgang")
            if migrate(quietly=True):
                raise SystemExit("The kept database could not be brought up to date; see above.")
        took = json.loads(BUILT_IN.read_text())
        report = Report(machine(dsn(Role.WEB), os.getloadavg()[:2]))
        there = counted(dsn(Role.OWNER))
        _told_filling(report, took, there)
        known = pairs()
        pages = main_pages(known)
        asked = [alone.asked_by(page, known) for page in pages]
        opened = _row_security(report, known)
        _places(report)
        _exchange(report)
        # What was read in and taken out again would be swept up while the pages are measured.
        tidy(dsn(Role.OWNER))
        board.let_many_in()
        with served() as (port, process):
            groups = {"pages": process, "database": _postmaster(server)}
            _pages(report, port, known, pages, asked, seconds, groups)
            _opening_page(report, port, known, opened)
            _first_page(report, port)
            _board(report, port)
    text = report.text()
    if there["courses"] >= Size().courses:
        LATEST.parent.mkdir(exist_ok=True)
        LATEST.write_text(text)
    return text


def _told_filling(report: Report, took: dict[str, float], there: dict[str, int]) -> None:
    seconds = sum(took.values())
    report.figures.append(
        Figure("ten years built, s", f"{seconds:.0f}", f"< {BUILT:.0f}", seconds < BUILT)
    )
    rows = [(name, f"{number:,}") for name, number in there.items()]
    report.add("What is in the database", *table(("what", "number"), rows))
    steps = [(name, f"{taken:.1f}") for name, taken in took.items()]
    report.add("How long the building took", *table(("step", "s"), steps))


def _row_security(report: Report, known: list[Pair]) -> rowsecurity.Opening:
    found = rowsecurity.opening(known)
    report.figures.append(
        Figure(
            "opening a plan, key and log line and all: with / without row security",
            f"{found.ratio:.2f} × ({found.whole * 1000:.2f} / {found.logged * 1000:.2f} ms)",
            f"≤ {RATIO} ×", found.ratio <= RATIO,
        )
    )  # fmt: skip
    report.figures.append(
        Figure(
            "the same against the bare queries, nobody named and nothing written down",
            f"{found.ratio_of_log:.2f} × ({found.without * 1000:.2f} ms)",
        )
    )
    report.figures.append(
        Figure(
            "the same queries only, under the policies / without",
            f"{found.ratio_of_queries:.2f} × ({found.queries * 1000:.2f} ms)",
            f"≤ {RATIO} ×", found.ratio_of_queries <= RATIO,
        )
    )  # fmt: skip
    counts = rowsecurity.counts(known[0])
    report.add(
        "Counting a whole table with one guest open",
        *table(
            (
                "table",
                "rows let through",
                "ms",
                "how they are found",
            ),
            [(one.table, one.rows, f"{one.seconds * 1000:.2f}", one.plan) for one in counts],
        ),
    )
    return found


def _places(report: Report) -> None:
    claimed, drawn = places.claim_at_once(), places.draw()
    is_right = (claimed.given, claimed.waiting) == (places.SEATS, claimed.claims - places.SEATS)
    report.figures += [
        Figure(
            f"{claimed.claims} claims on {places.SEATS} seats at once: seats given",
            f"{claimed.given} ({claimed.waiting} wait)", str(places.SEATS), is_right,
        ),
        Figure("the same, answered claims/s", f"{claimed.claims / claimed.seconds:.0f}"),
        Figure(
            f"places by draw, 10,000 guests, 500 courses, {drawn.wishes:,} wishes, s",
            f"{drawn.seconds:.3f} ({drawn.seconds / drawn.sorting:.1f} × sorting the wishes)",
            f"≤ {DRAWN}", drawn.seconds <= DRAWN,
        ),
    ]  # fmt: skip


def _exchange(report: Report) -> None:
    found = exchange.measure()
    if found is None:
        report.figures.append(Figure("a catalogue read in", "no worker's key here", met=False))
        return
    listed = exchange.p95(found.asked[""])
    report.figures += [
        Figure(
            f"{exchange.SERVICES:,} services read in, {found.times:,} times with them, s",
            f"{found.read_in:.1f}, and {found.again:.1f} when nothing is new",
            f"≤ {READ_IN:.0f}", found.read_in <= READ_IN,
        ),
        Figure("open data, `/services` p95, ms", f"{listed:.0f}", f"≤ {LISTED:.0f}", listed <= LISTED),
    ]  # fmt: skip
    rows = [(f"/services{q}", f"{exchange.p95(one):.0f}") for q, one in found.asked.items()]
    report.add(
        "Open data, one at a time, within the process (ms)", *table(("question", "p95"), rows)
    )


def _opening_page(
    report: Report, port: int, known: list[Pair], opened: rowsecurity.Opening
) -> None:
    """The guide's page of a plan, one at a time, and how long it would take without the difference."""
    page = Page("plan", "guide_key", tuple(f"/huset/gaest/{pair.guest_id}/plan" for pair in known))
    seconds = load.measure(port, known, lambda _user, _number: page, seconds=4, users=1).of("plan")
    if taken := percentile(seconds, 0.5):
        ratio = taken / (taken - opened.whole + opened.without)
        report.figures.append(
            Figure(
                "a guide's page of a plan, alone: as it is / less what row security adds",
                f"{ratio:.2f} × ({taken * 1000:.1f} ms)", f"≤ {RATIO} ×", ratio <= RATIO,
            )
        )  # fmt: skip


def _pages(  # noqa: PLR0913 – everything the load needs
    report: Report, port: int, known: list[Pair], pages: list[Page], asked: list[Asked],
    seconds: float, groups: dict[str, int],
) -> None:  # fmt: skip
    there = [page for page, one in zip(pages, asked, strict=True) if one.status == 200]
    for page, one in zip(pages, asked, strict=True):
        if one.status != 200:
            report.figures.append(Figure(f"{page.name}", f"answers {one.status}", "200", met=False))
    load.measure(port, known, _in_turn(there), seconds=3)  # the processes load what they need
    calm = load.measure(port, known, _in_turn(there), seconds=3 * seconds, rate=USERS)
    paced = load.measure(port, known, _in_turn(there), seconds=3 * seconds, rate=RATE)
    with processor.used(**groups) as used:
        mixed = load.measure(port, known, _in_turn(there), seconds=3 * seconds)
    report.figures.append(
        Figure(
            f"mixed, {USERS} users without a pause, requests/s",
            f"{mixed.per_second:.0f}", f"≥ {RATE}", mixed.per_second >= RATE,
        )
    )  # fmt: skip
    rows = []
    for page, one in zip(pages, asked, strict=True):
        if page in there:
            own = load.measure(port, known, lambda _u, _n, page=page: page, seconds=seconds)
            found = [each.of(page.name) for each in (calm, paced, mixed, own)]
            rows.append(_row(page, one, found, own.per_second))
            report.figures.append(
                _p95(f"`{page.name}` p95, {USERS} users, a page a second", found[0])
            )
    everything = sorted(taken for _name, taken in paced.seconds)
    report.figures.append(_p95(f"all pages p95 at {RATE} requests/s", everything))
    everything = sorted(taken for _name, taken in mixed.seconds)
    report.figures.append(_p95(f"all pages p95, {USERS} users without a pause", everything))
    heads = [f"{way} {share}" for way in ("calm", f"{RATE}/s", "mixed", "alone")
             for share in ("p50", "p95", "p99")]  # fmt: skip
    report.add(
        f"Pages under {USERS} users (ms)",
        f"Calm: everyone asks for a page a second, {USERS} requests/s together. {RATE}/s: the same,"
        f" {RATE} requests/s together, late answers counted from when they should have been asked"
        " for. Mixed: everyone asks again at once. Alone: the same with this page only. SQL: what"
        " the page asks the database, over one connection in one transaction with its commit; the"
        " last column is how many times as long the calm page takes.",
        "",
        *table(("page", *heads, "requests/s alone", "queries", "SQL p50", "SQL p95", "page / SQL"),
               rows),
    )  # fmt: skip
    _told_processor(report, used, mixed)
    failures = calm.failures | paced.failures | mixed.failures
    report.figures.append(
        Figure("answers that were not a page", str(sum(failures.values())), "0", not failures)
    )


def _row(page: Page, asked: Asked, found: list[list[float]], rate: float) -> tuple[object, ...]:
    sql = alone.seconds_alone(asked)
    return (
        page.name,
        *(f"{percentile(each, share) * 1000:.0f}" for each in found for share in (0.5, 0.95, 0.99)),
        f"{rate:.0f}",
        asked.queries,
        *(f"{percentile(sql, share) * 1000:.1f}" for share in (0.5, 0.95)),
        f"{percentile(found[0], 0.5) / percentile(sql, 0.5):.1f}",
    )


def _p95(what: str, seconds: list[float]) -> Figure:
    p95 = percentile(seconds, 0.95) * 1000
    return Figure(f"{what}, ms", f"{p95:.0f}", f"≤ {SLOWEST:.0f}", p95 <= SLOWEST)


def _told_processor(report: Report, used: dict[str, float], mixed: Measured) -> None:
    number = len(mixed.seconds) or 1
    report.add(
        "Processor time of one request, mixed (ms)",
        *table((*used, "all"), [
            (*(f"{taken / number * 1000:.2f}" for taken in used.values()),
             f"{sum(used.values()) / number * 1000:.2f}")
        ]),
    )  # fmt: skip


def _first_page(report: Report, port: int) -> None:
    found = transfer.first_page(port)
    if found is None:
        report.figures.append(Figure("first page, KB", "no browser here", f"≤ {LIGHT:.0f}"))
        return
    report.figures += [
        Figure("first page, KB transferred", f"{found.kilobytes:.0f} in {found.requests} requests",
               f"≤ {LIGHT:.0f}", found.kilobytes <= LIGHT),
        Figure("requests to third parties", str(len(found.foreign)), "0", not found.foreign),
    ]  # fmt: skip
    report.add("The heaviest parts of the first page", *table(("part", "KB",),
        [(path, f"{size:.0f}") for path, size in found.largest]
    ))  # fmt: skip


def _board(report: Report, port: int) -> None:
    heard = board.fan_out(port)
    last, everybody = sorted(heard.last), sorted(heard.everybody)
    p99 = percentile(last, 0.99) * 1000
    report.figures += [
        Figure(
            f"board: a seat's commit to the last of {board.VIEWERS:,} open pages, p99, ms",
            f"{p99:.0f}", f"≤ {FANNED:.0f}", p99 <= FANNED and not heard.missed,
        ),
        Figure("board: news that did not come", str(heard.missed), "0", not heard.missed),
    ]  # fmt: skip
    rows = [
        (who, *(f"{percentile(each, share) * 1000:.0f}" for share in (0.5, 0.9, 0.99, 1.0)))
        for who, each in (("each page", everybody), ("the last page", last))
    ]
    report.add(
        f"The board: {board.VIEWERS:,} open pages, {board.CHANGES} changes (ms from the change)",
        "What changes within a tenth of a second is told together, so no figure is below 100."
        f" All lines were open after {heard.connected:.1f} s.",
        "",
        *table(("heard by", "p50", "p90", "p99", "slowest"), rows),
    )


def _in_turn(pages: list[Page]) -> load.Choose:
    """Everyone asks for all pages equally often, each in an order of his own."""
    orders = [random.Random(user).sample(pages, len(pages)) for user in range(USERS)]  # noqa: S311
    return lambda user, number: orders[user][number % len(pages)]


def _postmaster(server: Embedded) -> int:
    return int((server.data / "postmaster.pid").read_text().split()[0])
