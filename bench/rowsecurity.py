"""What it costs that the database itself decides: a plan opened with row security and without."""

import time
from dataclasses import dataclass
from typing import Any

import psycopg

from bench.alone import Statement, recorded, replay, replaying
from bench.load import percentile
from bench.pages import Pair
from indgang.access.door import acting
from indgang.access.operations import open_person
from indgang.config.database import Role
from indgang.plans.queries import plan_of

PURPOSE = "samtale"
ROUNDS = 400
DOOR = ("indgang.begin(", "indgang.open(")
COUNTED = (
    "offers_booking",
    "checkins_answer",
    "plans_goalrating",
    "history_change",
    "people_person",
)


@dataclass(frozen=True)
class Opening:
    """Medians in seconds of opening a plan."""

    without: float  # the queries alone, as the owner, row security off
    logged: float  # the same with key, opening and the line in the look-up log, committed
    queries: float  # the queries alone under the policies, the person opened before
    whole: float  # under the policies, with key, opening and log line, committed
    statements: int

    @property
    def ratio_of_queries(self) -> float:
        """What the policies cost, of the queries alone."""
        return self.queries / self.without

    @property
    def ratio(self) -> float:
        """What the policies cost, of a whole opening that leaves its line in the log."""
        return self.whole / self.logged

    @property
    def ratio_of_log(self) -> float:
        """What it costs to be named, let in and written down, and to look, against looking only."""
        return self.whole / self.without


@dataclass(frozen=True)
class Count:
    """Counting a whole table after one person was opened."""

    table: str
    rows: int  # that the policies let through
    seconds: float
    plan: str  # how the database found them


def opening(pairs: list[Pair]) -> Opening:
    """A guide opens his guests' plans; the same statements, one after the other, in turn."""
    errands = [_recorded(pair) for pair in pairs]
    without, logged, queries, whole = [], [], [], []
    with replaying(Role.OWNER) as owner, replaying() as web:
        owner.execute("set row_security = off")
        for n in range(ROUNDS + len(errands)):
            door, plan = errands[n % len(errands)]
            taken = (
                replay(owner, plan), replay(owner, door + plan),
                _inside(web, door, plan), replay(web, door + plan),
            )  # fmt: skip
            if n >= len(errands):  # the first round warms up
                for kept, one in zip((without, logged, queries, whole), taken, strict=True):
                    kept.append(one)
    return Opening(
        *(percentile(sorted(each), 0.5) for each in (without, logged, queries, whole)),
        len(errands[0][1]),
    )


def counts(pair: Pair) -> list[Count]:
    """Whole tables counted as the pages' role, with one guest open."""
    door, _plan = _recorded(pair)
    found = []
    with replaying() as web:
        for table in COUNTED:
            with web.transaction():
                for sql, parameters in door:
                    web.execute(sql, parameters)
                query = f"select count(*) from {table}"  # noqa: S608 – our own names
                began = time.perf_counter()
                rows = web.execute(query).fetchone()[0]
                taken = time.perf_counter() - began
                lines = web.execute(f"explain {query}").fetchall()
            found.append(Count(table, rows, taken, _access_path(lines, table)))
    return found


def _recorded(pair: Pair) -> tuple[list[Statement], list[Statement]]:
    """What comes in at the door, and what the plan itself asks."""
    with recorded() as statements, acting(pair.guide_key) as actor:
        open_person(person_id=pair.guest_id, purpose=PURPOSE, by=actor)
        plan_of(pair.guest_id)
    kept = [one for one in statements if "SAVEPOINT" not in one[0]]
    door = [one for one in kept if any(name in one[0] for name in DOOR)]
    return door, [one for one in kept if one not in door]


def _inside(web: "psycopg.Connection[Any]", door: list[Statement], plan: list[Statement]) -> float:
    """The plan's queries alone, between the opening and the end of the transaction."""
    with web.transaction(), web.cursor() as cursor:
        for sql, parameters in door:
            cursor.execute(sql, parameters)
        began = time.perf_counter()
        for sql, parameters in plan:
            cursor.execute(sql, parameters)
            cursor.fetchall()
        return time.perf_counter() - began


def _access_path(lines: list[tuple[str]], table: str) -> str:
    """The line of the query plan that says how the table is read."""
    found = [line[0].strip(" ->") for line in lines if table in line[0] and "on " in line[0]]
    return found[0].split("  (")[0] if found else ""
