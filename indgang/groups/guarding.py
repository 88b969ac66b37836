"""Migration steps that let those who sit at a table, and nobody else, read what lies on it.

A group's rows are about several persons at once, so they cannot hang on one opened person. They hang
on the group: a row names chairs, never persons, and whose chair it is only he himself can read.
"""

from django.db.migrations.operations import RunSQL

from indgang.kernel.rowsecurity import WEB

OURS = "group_id = any((select indgang.my_groups())::uuid[])"


def mine(column: str) -> str:
    """A row of one's own group that names one's own chair in this column."""
    return f"{OURS} and {column} = any((select indgang.my_chairs())::uuid[])"


def may_add(table: str, check: str) -> RunSQL:
    """Rows that those at the table may add."""
    return RunSQL(
        f"grant insert on {table} to {WEB};"
        f"create policy {table}_add on {table} for insert to {WEB} with check ({check})",
        RunSQL.noop,  # the policy goes with those of the table
    )


def may_change(table: str, *columns: str, using: str, check: str) -> RunSQL:
    """Columns that those at the table may change, in these rows and into such rows."""
    return RunSQL(
        f"grant update ({', '.join(columns)}) on {table} to {WEB};"
        f"create policy {table}_change on {table} for update to {WEB}"
        f" using ({using}) with check ({check})",
        RunSQL.noop,
    )


def may_remove(table: str, using: str) -> RunSQL:
    """Rows that those at the table may remove."""
    return RunSQL(
        f"grant delete on {table} to {WEB};"
        f"create policy {table}_remove on {table} for delete to {WEB} using ({using})",
        RunSQL.noop,
    )
