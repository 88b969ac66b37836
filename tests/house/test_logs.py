"""The log says what went wrong, not what stood in the row."""

import logging

import psycopg
import pytest
from django.test import Client, RequestFactory

from indgang.config.database import Role, dsn
from indgang.config.logs import WithoutAddress, WithoutRowData

NAME = "Karen\nHansen"


def test_the_failing_row_stays_out_of_the_log(house: str) -> None:
    with psycopg.connect(dsn(Role.OWNER)) as owner:
        owner.execute("create temporary table guest (name text, seat int check (seat > 0))")
        with pytest.raises(psycopg.errors.CheckViolation) as caught:
            owner.execute("insert into guest values (%s, 0)", [NAME])
        assert "Karen" in str(caught.value)

    record = logging.LogRecord("indgang", logging.ERROR, "", 0, "Fejl", None, None)
    record.exc_info = (type(caught.value), caught.value, None)
    said = WithoutRowData().format(record)

    assert "guest_seat_check" in said
    assert "Karen" not in said
    assert "Hansen" not in said


def test_a_value_that_is_repeated_in_the_first_line_stays_out_too(house: str) -> None:
    with (
        psycopg.connect(dsn(Role.OWNER)) as owner,
        pytest.raises(psycopg.errors.InvalidTextRepresentation) as caught,
    ):
        owner.execute("select %s::text::integer", [NAME])

    said = WithoutRowData().formatException((type(caught.value), caught.value, None))

    assert said.endswith("InvalidTextRepresentation: 22P02 (the value is left out)")
    assert "Karen" not in said


def test_a_message_that_quotes_the_error_is_cut_where_the_row_begins() -> None:
    quoted = 'violates "x"\nDETAIL:  Key (name)=(Karen\nHansen) already exists.'
    record = logging.LogRecord("indgang", logging.ERROR, "", 0, "Fejl: %s", (quoted,), None)
    assert WithoutRowData().format(record) == 'Fejl: violates "x" (the row is left out)'


def test_an_address_that_may_hold_a_key_stays_out() -> None:
    request = RequestFactory().get("/kort/KARENS-KODE")
    record = logging.LogRecord("django.request", logging.ERROR, "", 0, "%s", (request.path,), None)
    record.request = request
    assert WithoutAddress().filter(record)
    assert record.getMessage() == "(no page)"


def test_a_stranger_who_tries_host_names_fills_no_log(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    assert client.get("/", headers={"host": "somebody.else.example"}).status_code == 400
    assert "somebody" not in caplog.text
