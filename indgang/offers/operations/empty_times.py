"""Times that nobody has a seat in, taken away. Part of other operations, and none by itself."""

from django.db import connection
from django.db.models import QuerySet

from indgang.kernel import clock
from indgang.offers.models import Session


def drop_empty_times(times: QuerySet[Session]) -> None:
    """Those of the times that nobody has a seat in are gone, and courses' are left alone.

    Where somebody once had a seat, it is called off and nobody needs to be told.
    """
    empty = times.filter(taken=0, waiting=0, run__isnull=True)
    ids = list(empty.values_list("id", flat=True))
    with connection.cursor() as cursor:
        cursor.execute("select indgang.drop_empty_times(%s, %s)", [ids, clock.now()])
