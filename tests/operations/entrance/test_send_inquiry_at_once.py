import secrets
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection

from indgang.access.door import acting
from indgang.access.rules import new_code
from indgang.entrance.models import Inquiry
from indgang.entrance.operations import NewInquiry, Receipt, send_inquiry
from indgang.kernel.actor import NOBODY
from tests.factories.people import make_unit


@pytest.mark.slow
def test_two_at_the_same_moment_are_one(committed: None) -> None:
    unit_id, code = make_unit().id, new_code(secrets.token_bytes)
    new = NewInquiry(once=uuid4(), voice="self", words="Jeg er ked af det.")
    ready = Barrier(2)

    def send() -> Receipt:
        connection.ensure_connection()
        ready.wait()
        try:
            with acting(None):
                return send_inquiry(inquiry=new, unit_id=unit_id, code=code, by=NOBODY)
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=2) as pool:
        first, second = [task.result() for task in [pool.submit(send), pool.submit(send)]]
    assert first == second
    with acting(code):
        assert Inquiry.objects.count() == 1
