"""Counting what people look for in vain."""

from django.db import connection, transaction

from indgang.kernel import clock
from indgang.kernel.actor import Actor


@transaction.atomic
def count_unmet(*, need: str, by: Actor) -> None:
    """One more search today that found nothing, by the need it was about, if it was about one.

    Nothing else is kept: not the words, not who, not from where.
    """
    with connection.cursor() as cursor:
        cursor.execute("select indgang.count_unmet(%s, %s)", [need, clock.today()])
