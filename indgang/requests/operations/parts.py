"""What the operations share."""

from typing import Any

from django.db import connection


def one(sql: str, parameters: list[Any]) -> Any:
    """The first value of the first row; None without one."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        row = cursor.fetchone()
    return row[0] if row else None
