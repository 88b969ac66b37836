"""The eight main pages, and those who ask for them: each with a key from the real door."""

from dataclasses import dataclass
from uuid import UUID

import psycopg

from indgang.access.keys import new_session_for_card, new_session_for_colleague
from indgang.config.database import Role, dsn

USERS = 20
PAIRS = """
select c.person_id, g.guide_id, k.id,
    array_position(array(select indgang.hashed('bench-card-of-guest-' || n)
        from generate_series(1, 10000) as n), a.hash)
from plans_course c
join lateral (select guide_id from plans_courseguide x where x.course_id = c.id
              order by x.added_at limit 1) g on true
join checkins_checkin k on k.person_id = c.person_id and k.moment = 'own' and k.status = 'waiting'
join access_key a on a.person_id = c.person_id and a.kind = 'card'
where c.ended_on is null order by c.person_id limit %s
"""


@dataclass(frozen=True)
class Pair:
    """A guest and one of his guides, each signed in, and what the guest is asked today."""

    guest_id: UUID
    guest_key: str
    guide_key: str
    host_key: str
    checkin_id: UUID


@dataclass(frozen=True)
class Page:
    """One of the main pages: who asks, and where it is for him."""

    name: str
    who: str  # "", or the name of a key of Pair
    paths: tuple[str, ...]  # one for each pair, or one for all

    def request_of(self, number: int, pairs: list[Pair]) -> tuple[str, str]:
        """Path and key for the user of that number."""
        pair = pairs[number % len(pairs)]
        return self.paths[number % len(self.paths)], getattr(pair, self.who) if self.who else ""


def pairs() -> list[Pair]:
    """Guests with a course that runs, with the sessions that the sign-in role gives them."""
    with psycopg.connect(dsn(Role.OWNER)) as owner:
        rows = owner.execute(PAIRS, [USERS]).fetchall()
        hosts = owner.execute(
            "select person_id from people_membership where role = 'host' order by person_id"
        ).fetchall()
    return [
        Pair(
            guest_id=guest,
            guest_key=_key(new_session_for_card(f"bench-card-of-guest-{number}", days=1)),
            guide_key=_key(new_session_for_colleague(guide)),
            host_key=_key(new_session_for_colleague(hosts[n % len(hosts)][0])),
            checkin_id=checkin,
        )
        for n, (guest, guide, checkin, number) in enumerate(rows)
    ]


def main_pages(known: list[Pair]) -> list[Page]:
    """The eight that are opened most."""
    with psycopg.connect(dsn(Role.OWNER)) as owner:
        rows = owner.execute("select slug from offers_offer order by slug").fetchall()
    offers = tuple(f"/tilbud/{row[0]}" for row in rows)
    guests = tuple(f"/huset/gaest/{pair.guest_id}" for pair in known)
    asked = tuple(f"/min/tjek/{pair.checkin_id}/2" for pair in known)
    return [
        Page("/", "", ("/",)),
        Page("/tilbud", "", ("/tilbud",)),
        Page("/tilbud/<offer>", "", offers),
        Page("/min", "guest_key", ("/min",)),
        Page("/min/plan", "guest_key", ("/min/plan",)),
        Page("/huset", "host_key", ("/huset",)),
        Page("/huset/gaest/<guest>", "guide_key", guests),
        Page("/min/tjek/<question>", "guest_key", asked),
    ]


def _key(raw: str | None) -> str:
    if raw is None:
        raise SystemExit("Nobody could sign in: is the database filled?")
    return raw
