"""Every page, in every role, on a phone and on a desk: no obstacle, nothing beside the screen.

From the front page and one's own first page every link is followed; a page that looks the same for
many things, such as an offer, is looked at a few times. At the end every address must have been
seen by somebody.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from inspect import getclosurevars
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve

from tests.journeys.conftest import Sits
from tests.journeys.place import Place
from tests.journeys.screen import DESK, PHONE, Screen

pytestmark = pytest.mark.xdist_group("demo")

OF_EACH_KIND = 2  # pages that look the same
NOT_PAGES = (".pdf", "/pdf", ".ics", "/csv", ".json")
# Nobody goes there by a link; the journeys go there by a button or a letter, and look.
ELSEWHERE = (
    "account_", "mfa_", "access:colleague_in", "access:leave", "access:demo", "set_language",
    "post:link", "post:dead_link", "post:stop", "portal:guest_contact",
    "checkins:done", "checkins:together_", "entrance:finished",
    "entrance:conversation_wishes", "plans:what_now",
    "plans:guest_", "gallery", "groups:bought", "groups:show", "groups:entry", "requests:own",
    "requests:every_own", "board:figures",
    "api:",  # for programs
)  # fmt: skip
# What everyone sees alike; nobody in particular looks at it.
ALIKE = (
    "offers:offer", "offers:try", "entrance:who_for", "entrance:inquiry", "portal:privacy", "was",
    "access:key",
)  # fmt: skip
# The link of a pin on the map is drawn, and is no plain text.
HREFS = "(all) => all.map((it) => new URL(it.getAttribute('href'), location).href)"

COLLEAGUE = """
    select m.person_id from people_membership m
    left join plans_courseguide g on g.guide_id = m.person_id and g.until_on is null
    where m.role = %s and m.until_on is null
    group by m.person_id order by count(g.id) desc, m.person_id limit 1
"""
TALKS = """
    from offers_session s join offers_offer o on o.id = s.offer_id
    join people_unit u on u.organisation_id = o.provider_id
    join people_membership m on m.unit_id = u.id
    where s.is_talk and m.role = 'provider' and m.until_on is null
    order by s.starts_at, s.id, m.person_id limit 1
"""
GUESTS = {
    "a guest on the way": """
        select c.person_id from plans_course c join checkins_checkin k using (person_id)
        where c.ended_on is null and k.status = 'answered'
        group by c.person_id order by count(*) desc, c.person_id limit 1""",
    "a guest who has gone on": """
        select person_id from plans_course where ended_on is not null
        and person_id not in (select person_id from plans_course where ended_on is null)
        order by ended_on desc, person_id limit 1""",
    "a guest who is asked": """
        select person_id from checkins_checkin
        where status = 'waiting' and opens_on <= current_date and closes_on >= current_date
        order by opened_at is null, id limit 1""",
    "a guest who keeps a group's cash box": """
        select b.person_id from groups_handover h join groups_belonging b on b.member_id = h.to_member_id
        where h.duty = 'cash' and h.number is not null order by h.number desc, b.person_id limit 1""",
    "a guest who lends a bed": """
        select person_id from offers_stay where state in ('agreed', 'there')
        order by state desc, id limit 1""",
    "somebody who has talks": f"select m.person_id {TALKS}",
    "a guest who waits for a seat": """
        select person_id from offers_booking where status in ('waiting', 'offered')
        order by status, id limit 1""",
}
# Of what looks different from the others of its kind one at least; where it begins, by who goes there.
OF_THEIR_OWN_KIND = {
    "nobody": """
        select distinct '/tilbud/' || o.slug || '/naetter' from offers_thing t
        join offers_offer o on o.id = t.offer_id
        where o.status = 'published' and o.access = 'open' limit 2""",
    "administrator": """
        (select '/udfoerer/' || offer_id from offers_thing limit 1) union
        (select '/udfoerer/' || offer_id from offers_run limit 1)""",
    "somebody who has talks": f"select '/udfoerer/' || s.offer_id || '/dag' {TALKS}",
}
COLLEAGUES = (
    "host", "peer_host", "volunteer", "guide", "coordinator", "outreach", "provider", "authority",
    "acute", "leader", "council", "dpo", "administrator",
)  # fmt: skip

IN_THE_HOUSE = ("host", "peer_host", "guide", "coordinator", "outreach", "acute")
FIRST_PAGES = dict.fromkeys(IN_THE_HOUSE, "/huset") | {
    "administrator": "/opsaetning/", "leader": "/tilsyn/nodaabninger", "dpo": "/tilsyn/nodaabninger",
    "provider": "/udfoerer", "somebody who has talks": "/udfoerer",
}  # fmt: skip

seen_by_somebody: set[str] = set()


@pytest.mark.parametrize("who", ["nobody", *GUESTS, *COLLEAGUES])
def test_no_page_has_an_obstacle(demo: Place, desk: Sits, who: str) -> None:
    screen = desk(at=demo)
    if who != "nobody":
        screen.holding(demo.demo_session_of(person(demo, who)))
    begin = ["/"] if who == "nobody" else ["/", FIRST_PAGES.get(who, "/min")]
    if who in OF_THEIR_OWN_KIND:
        with demo.as_owner() as owner:
            begin += [row[0] for row in owner.execute(OF_THEIR_OWN_KIND[who])]
    for path in walk(screen, begin, who):
        seen_by_somebody.add(name_of(path))


def test_every_address_was_seen_by_somebody() -> None:
    if not seen_by_somebody:
        pytest.skip("Nobody walked through the demo in this run.")
    unseen = sorted(
        name for name in set(addresses()) - seen_by_somebody if not name.startswith(ELSEWHERE)
    )
    assert not unseen, "No link leads there: " + ", ".join(unseen)


def walk(screen: Screen, begin: list[str], who: str) -> Iterator[str]:
    """Every page that links lead to, looked at as it is reached."""
    waiting, known, seen = list(begin), set(begin), Counter[str]()
    while waiting:
        path = waiting.pop(0)
        if seen[kind_of(path)] >= OF_EACH_KIND or is_seen_elsewhere(who, path):
            continue
        seen[kind_of(path)] += 1
        screen.page.set_viewport_size(DESK)  # type: ignore[arg-type]  # a plain dictionary is one
        screen.goes_to(path)
        yield path
        found = [link for link in links_on(screen) if link not in known]
        known.update(found)
        waiting += found
        look_at(screen)


def is_seen_elsewhere(who: str, path: str) -> bool:
    """Whether somebody else looks at the page as this one would: a colleague's own as a guest's."""
    if who == "nobody":
        return False
    return name_of(path) in ALIKE or (who in COLLEAGUES and path.startswith("/min/"))


def look_at(screen: Screen) -> None:
    screen.looks_right()
    screen.page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # a plain dictionary is one
    screen.looks_right()
    if screen.part("body.guest").count():
        screen.reads_easily()


def links_on(screen: Screen) -> list[str]:
    """Where one can go on this page, within the house."""
    hrefs = screen.page.eval_on_selector_all("a[href]", HREFS)
    own = urlsplit(screen.place.url).netloc
    paths = []
    for href in hrefs:
        parts = urlsplit(href)
        if parts.netloc != own or parts.path.endswith(NOT_PAGES) or is_elsewhere(parts.path):
            continue
        paths.append(parts.path + (f"?{parts.query}" if parts.query else ""))
    return paths


def name_of(path: str) -> str:
    """What the address is called; an address that is not there is called by itself."""
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return path


def kind_of(path: str) -> str:
    """Pages of one kind look alike: those of one address, and of one part of the plan."""
    with suppress(Resolver404):
        found = resolve(urlsplit(path).path)
        part = found.kwargs.get("slug", "") if found.namespace == "plans" else ""
        return f"{found.view_name} {part}"
    return path


def is_elsewhere(path: str) -> bool:
    return name_of(path).startswith(ELSEWHERE)


def addresses(under: URLResolver | None = None, space: str = "") -> Iterator[str]:
    """Every address that shows a page when it is opened."""
    for found in (under or get_resolver()).url_patterns:
        if isinstance(found, URLResolver):
            inner = f"{found.namespace}:" if found.namespace else space
            yield from addresses(found, inner)
        elif isinstance(found, URLPattern) and found.name and shows_a_page(found):
            yield f"{space}{found.name}"


def shows_a_page(pattern: URLPattern) -> bool:
    """Whether it can be opened, and not only sent to."""
    view: Any = pattern.callback
    while view is not None:
        methods = getclosurevars(view).nonlocals.get("request_method_list", ["GET"])
        if "GET" not in methods:
            return False
        view = getattr(view, "__wrapped__", None)
    return not str(pattern.pattern).endswith(NOT_PAGES)


def person(demo: Place, who: str) -> UUID:
    with demo.as_owner() as owner:
        query = GUESTS.get(who, COLLEAGUE)
        row = owner.execute(query, None if who in GUESTS else [who]).fetchone()
    assert row, f"There is no such person in the demo: {who}."
    return UUID(str(row[0]))
