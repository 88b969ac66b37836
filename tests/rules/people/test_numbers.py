"""No number written here belongs to anyone: the birthdays lie in the future.

The one exception is the example that cpr.dk itself has published.
"""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from indgang.people.rules import (
    BadCpr,
    BadCvr,
    BadGln,
    BadNumber,
    BadPNumber,
    Fault,
    birth_date_of_cpr,
    is_replacement_cpr,
    masked_cpr,
    mod11_doubtful,
    normalised_cpr,
    normalised_cvr,
    normalised_gln,
    normalised_p_number,
)

UNBORN = "010130-4000"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", Fault.EMPTY),
        (" - ", Fault.EMPTY),
        ("010130-400", Fault.LENGTH),
        ("010130-40000", Fault.LENGTH),
        ("010130-4000" + " " * 40, Fault.LENGTH),
        ("0" * 1_000_000, Fault.LENGTH),
        ("O10130-4000", Fault.NOT_DIGITS),
        ("٠١٠١٣٠٤٠٠٠", Fault.NOT_DIGITS),
        ("010130\x004000", Fault.NOT_DIGITS),
        ("320130-4000", Fault.DATE),
        ("001230-4000", Fault.DATE),
        ("311130-4000", Fault.DATE),
        ("011330-4000", Fault.DATE),
        ("290230-4000", Fault.DATE),
        ("290200-0000", Fault.DATE),  # 1900 was no leap year
        ("600130-4000", Fault.DATE),
        ("920130-4000", Fault.DATE),
        ("010130-1AB4", Fault.HEALTH_REPLACEMENT),
    ],
)
def test_what_is_not_a_cpr_number_is_refused_with_a_reason(text: str, fault: Fault) -> None:
    with pytest.raises(BadCpr) as refusal:
        normalised_cpr(text)
    assert refusal.value.fault is fault


@pytest.mark.parametrize(
    "text", [UNBORN, "0101304000", " 010130 4000 ", "010130–4000", "01 01 30 - 40 00"]
)
def test_a_cpr_number_is_accepted_however_it_is_parted(text: str) -> None:
    assert normalised_cpr(text) == "0101304000"


def test_a_leap_day_is_a_day_in_a_leap_year() -> None:
    assert birth_date_of_cpr(normalised_cpr("290232-4000")) == date(2032, 2, 29)
    assert normalised_cpr("290200-4000") == "2902004000"


def test_modulus_11_raises_a_doubt_and_never_a_refusal() -> None:
    doubtful = [number for number in range(10) if mod11_doubtful(f"010130400{number}")]
    assert len(doubtful) >= 9
    for number in doubtful:
        assert normalised_cpr(f"010130-400{number}")


def test_the_check_digit_is_that_of_cpr_dk() -> None:
    assert not mod11_doubtful("0707614285")  # the worked example at cpr.dk
    assert mod11_doubtful("0707614286")


def test_a_replacement_number_is_accepted_and_known_for_what_it_is() -> None:
    cpr = normalised_cpr("610130-4000")
    assert is_replacement_cpr(cpr)
    assert birth_date_of_cpr(cpr) == date(2030, 1, 1)
    assert not is_replacement_cpr(normalised_cpr(UNBORN))


def test_a_shown_number_hides_its_last_four() -> None:
    assert masked_cpr("0101304000") == "010130-xxxx"


@pytest.mark.parametrize("seventh", range(10))
def test_the_century_follows_the_whole_table(seventh: int) -> None:
    for year in range(100):
        if seventh <= 3:
            century = 1900
        elif seventh in (4, 9):
            century = 2000 if year <= 36 else 1900
        else:
            century = 2000 if year <= 57 else 1800
        assert birth_date_of_cpr(f"0101{year:02}{seventh}000").year == century + year


@given(st.dates(date(2037, 1, 1), date(2057, 12, 31)), st.integers(0, 999), st.booleans())
def test_every_day_makes_a_number_and_the_number_tells_the_day(
    born_on: date, serial: int, replaced: bool
) -> None:
    day = born_on.day + (60 if replaced else 0)
    text = f"{day:02}{born_on:%m%y}-5{serial:03}"
    cpr = normalised_cpr(text)
    assert birth_date_of_cpr(cpr) == born_on
    assert is_replacement_cpr(cpr) is replaced
    assert masked_cpr(cpr) == f"{cpr[:6]}-xxxx"


@given(st.text(max_size=60))
def test_any_text_is_ten_digits_or_a_refusal_that_does_not_repeat_it(text: str) -> None:
    said = ""
    try:
        cpr = normalised_cpr(text)
    except BadCpr as refusal:
        said = str(refusal)
    else:
        assert len(cpr) == 10
    assert said in {"", *Fault}


@pytest.mark.parametrize(
    ("act", "text", "fault"),
    [
        (normalised_cvr, "", Fault.EMPTY),
        (normalised_cvr, "DK", Fault.EMPTY),
        (normalised_cvr, "1374813", Fault.LENGTH),
        (normalised_cvr, "DE13748136", Fault.NOT_DIGITS),
        (normalised_cvr, "13748137", Fault.CHECK_DIGIT),
        (normalised_p_number, "12345678x0", Fault.NOT_DIGITS),
        (normalised_p_number, "123456789", Fault.LENGTH),
        (normalised_gln, "579000042003", Fault.LENGTH),
        (normalised_gln, "5790000420031", Fault.CHECK_DIGIT),
    ],
)
def test_other_wrong_numbers_are_refused(
    act: Callable[[str], str], text: str, fault: Fault
) -> None:
    with pytest.raises(BadNumber) as refusal:
        act(text)
    assert refusal.value.fault is fault
    kinds = {"normalised_cvr": BadCvr, "normalised_p_number": BadPNumber, "normalised_gln": BadGln}
    assert type(refusal.value) is kinds[act.__name__]


def test_published_examples_are_accepted() -> None:
    assert normalised_cvr("DK 13 74 81 36") == "13748136"  # erhvervsstyrelsen.dk/modulus_11
    assert normalised_gln("4006381 333931") == "4006381333931"  # a published example
    assert normalised_p_number("1000 000 000") == "1000000000"


@given(st.integers(0, 9_999_999), st.integers(0, 7), st.integers(1, 9))
def test_any_single_wrong_digit_in_a_cvr_number_is_caught(
    number: int, place: int, change: int
) -> None:
    weighted = zip(f"{number:07}", (2, 7, 6, 5, 4, 3, 2), strict=True)
    check = -sum(int(digit) * weight for digit, weight in weighted) % 11
    assume(check < 10)
    cvr = normalised_cvr(f"{number:07}{check}")
    wrong = cvr[:place] + str((int(cvr[place]) + change) % 10) + cvr[place + 1 :]
    with pytest.raises(BadCvr):
        normalised_cvr(wrong)
