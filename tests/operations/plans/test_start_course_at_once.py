from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from indgang.access.door import acting
from indgang.kernel.refused import Refused
from indgang.plans.operations import start_course
from tests.factories.people import make_guest


@pytest.mark.slow
def test_two_who_begin_at_the_same_moment_begin_one_course(committed: None) -> None:
    karen = make_guest()
    ready = Barrier(2)

    def begin(_: int) -> str:
        try:
            with acting(karen.key) as actor:
                ready.wait()
                start_course(person_id=karen.person_id, guide_ids=[], by=actor)
            return "begun"
        except Refused:
            return "refused"
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=2) as pool:
        assert sorted(pool.map(begin, range(2))) == ["begun", "refused"]
