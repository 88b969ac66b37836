"""Migration steps that put a table behind the sealed door, or open it to everyone.

The web role owns nothing and is granted nothing by default, so a table that nobody thought of is
unreadable rather than open.
"""

from collections.abc import Sequence

from django.db.migrations.operations import RunSQL

from indgang.kernel.privacy import ALL_KINDS

WEB = "indgang_web"


def protect(
    table: str,
    *,
    kind: str,
    person: str = "person_id",
    writable: bool = True,
    history: bool = True,
) -> RunSQL:
    """Rows of persons opened in this transaction for this kind of information, and no others.

    Rows of kind ``card`` are also readable as a list for everyone the guest has given the card.
    Every change is written to the history by a trigger. ``writable=False`` leaves writing to
    definer functions.
    """
    if kind not in ALL_KINDS:
        raise ValueError(kind)
    writes = f"{person} = any((select indgang.writable('{kind}'))::uuid[])"
    forward = [
        *_locked(table),
        f"create policy {table}_read on {table} for select to {WEB}"
        f" using ({_may_read(kind, person)})",
        f"grant select on {table} to {WEB}",
    ]
    if writable:
        forward += [
            f"grant insert, update, delete on {table} to {WEB}",
            f"create policy {table}_add on {table} for insert to {WEB} with check ({writes})",
            f"create policy {table}_change on {table} for update to {WEB}"
            f" using ({writes}) with check ({writes})",
            f"create policy {table}_remove on {table} for delete to {WEB} using ({writes})",
        ]
    if history:
        forward.append(_trigger(table, kind, person))
    return _run(forward, _unlocked(table, history=history))


def ask_the_opened_first(table: str, *, person: str = "person_id") -> RunSQL:
    """For a table of kind ``card`` that was protected before `protect` did so by itself."""
    return _run([f"alter policy {table}_read on {table} using ({_may_read('card', person)})"], [])


def _may_read(kind: str, person: str) -> str:
    opened = f"{person} = any((select indgang.readable('{kind}'))::uuid[])"
    if kind != "card":
        return opened
    # All whose card the actor may see are many, and are not looked for where the opened are enough.
    return f"{opened} or {person} = any((select indgang.cards())::uuid[])"


def protect_by(
    table: str,
    *,
    read: str,
    write: str | None = None,
    kind: str = "card",
    person: str = "person_id",
    history: bool = True,
) -> RunSQL:
    """A table whose rows follow another rule than the opened person: say the SQL condition.

    One expression, no ``or`` (an ``or`` keeps the planner from the index), settings read inside
    ``(select …)``. ``kind`` says who may read its history.
    """
    forward = [
        *_locked(table),
        f"create policy {table}_read on {table} for select to {WEB} using ({read})",
        f"grant select on {table} to {WEB}",
    ]
    if write:
        forward += [
            f"grant insert, update, delete on {table} to {WEB}",
            f"create policy {table}_add on {table} for insert to {WEB} with check ({write})",
            f"create policy {table}_change on {table} for update to {WEB}"
            f" using ({write}) with check ({write})",
            f"create policy {table}_remove on {table} for delete to {WEB} using ({write})",
        ]
    if history:
        forward.append(_trigger(table, kind, person))
    return _run(forward, _unlocked(table, history=history))


def seal_off(table: str) -> RunSQL:
    """No role of the application reads or writes the table; only definer functions do."""
    return _run(_locked(table), _unlocked(table, history=False))


def open_table(table: str, *, write: str = "") -> RunSQL:
    """A table that says nothing about persons: readable to all pages.

    ``write`` is the SQL condition under which pages may change it, such as
    ``(select indgang.has_role('administrator'))``; empty for never.
    """
    forward = [f"grant select on {table} to {WEB}", f"grant select on {table} to indgang_door"]
    reverse = [f"revoke all on {table} from {WEB}", f"revoke all on {table} from indgang_door"]
    if write:
        forward += [
            f"alter table {table} enable row level security",
            f"alter table {table} force row level security",
            f"create policy {table}_read on {table} for select to {WEB}, indgang_door using (true)",
            f"grant insert, update, delete on {table} to {WEB}",
            f"create policy {table}_add on {table} for insert to {WEB} with check ({write})",
            f"create policy {table}_change on {table} for update to {WEB}"
            f" using ({write}) with check ({write})",
            f"create policy {table}_remove on {table} for delete to {WEB} using ({write})",
        ]
        reverse += [
            *(
                f"drop policy if exists {table}_{p} on {table}"
                for p in ("read", "add", "change", "remove")
            ),
            f"alter table {table} no force row level security",
            f"alter table {table} disable row level security",
        ]
    return _run(forward, reverse)


def functions(forward: str, *, drop: Sequence[str]) -> RunSQL:
    """SQL functions from one script, and how to drop them again."""
    return RunSQL(forward, "".join(f"drop function if exists {name};" for name in drop))


def _run(forward: list[str], reverse: list[str]) -> RunSQL:
    return RunSQL(";\n".join(forward), ";\n".join(reverse))


def _locked(table: str) -> list[str]:
    return [
        f"alter table {table} enable row level security",
        f"alter table {table} force row level security",
    ]


def _unlocked(table: str, *, history: bool) -> list[str]:
    steps = [
        f"drop policy if exists {table}_{p} on {table}" for p in ("read", "add", "change", "remove")
    ]
    if history:
        steps.append(f"drop trigger if exists {table}_history on {table}")
    return [
        *steps,
        f"revoke all on {table} from {WEB}",
        f"alter table {table} no force row level security",
        f"alter table {table} disable row level security",
    ]


def _trigger(table: str, kind: str, person: str) -> str:
    return (
        f"create trigger {table}_history after insert or update or delete on {table}"
        f" for each row execute function indgang.remember('{kind}', '{person}')"
    )
