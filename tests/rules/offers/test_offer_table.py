from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indgang.offers.rules.offer_table import NEEDED, UnreadableTable, rows_of
from indgang.offers.rules.sheet import Wrong, faults_of

HEAD = ",".join(NEEDED)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_refused(content: bytes) -> None:
    with suppress(UnreadableTable):
        rows_of(content)


@given(st.text(max_size=300))
def test_any_text_below_the_names_gives_rows_with_faults(text: str) -> None:
    try:
        rows = rows_of(f"{HEAD}\n{text}".encode("utf-8", "replace"))
    except UnreadableTable:
        return
    assert all(row.faults or faults_of(row.sheet) for row in rows)


def test_formulas_are_seen_but_not_a_telephone_number_with_a_plus() -> None:
    content = f"{HEAD},contact_phone,where_note\nx,x,x,x,voluntary,group,a,open,+45 12,@SUM(A1)"
    (row,) = rows_of(content.encode())
    assert [(fault.column, fault.wrong) for fault in row.faults] == [("where_note", Wrong.FORMULA)]


def test_a_time_needs_a_clock_and_a_length() -> None:
    content = f"{HEAD},rrule,starts_time\nx,x,x,x,voluntary,group,a,open,FREQ=DAILY,9.30"
    (row,) = rows_of(content.encode())
    assert [fault.column for fault in row.faults] == ["duration_minutes"]


@pytest.mark.parametrize("rrule", ["", "FREQ=DAILY"])
@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_that_nobody_lives_to_see_is_a_fault(day: str, rrule: str) -> None:
    content = (
        f"{HEAD},rrule,starts_on,starts_time,duration_minutes\n"
        f"x,x,x,x,voluntary,group,a,open,{rrule},{day},23:30,60"
    )
    (row,) = rows_of(content.encode())
    found = [(fault.column, fault.wrong) for fault in faults_of(row.sheet)]
    assert found == [("starts_on", Wrong.OUT_OF_REACH)]
