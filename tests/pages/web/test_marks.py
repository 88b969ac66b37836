from indgang.web.marks import REACH, marks_of
from indgang.web.parts import Pin


def test_no_two_marks_lie_closer_than_a_thumb_needs() -> None:
    pins = [Pin(x * 17.0, y * 13.0, f"{x}.{y}", "#") for x in range(20) for y in range(20)]
    marks = marks_of(pins, at="kort")
    assert len(marks) > 20
    for number, one in enumerate(marks):
        for other in marks[:number]:
            assert (one.x - other.x) ** 2 + (one.y - other.y) ** 2 >= REACH**2


def test_one_pin_keeps_its_number_and_its_way() -> None:
    [far, near] = marks_of([Pin(0, 0, "Fyret", "/f", "Kaffe"), Pin(99, 9, "Havnen")], at="kort")
    assert (far.text, far.label, far.href) == ("1", "1. Fyret: Kaffe", "/f")
    assert near.href == "#kort_2"


def test_pins_that_lie_on_each_other_are_one_mark_that_names_them_and_leads_to_the_list() -> None:
    pins = [Pin(5, 5, "Fyret", "/f"), Pin(900, 5, "Åen"), Pin(20, 5, "Havnen", "/h")]
    many, single = marks_of(pins, at="kort")
    assert many.is_many
    assert (many.text, many.label, many.href) == ("2×", "2 steder: Fyret og Havnen", "#kort_1")
    assert single.text == "2"


def test_what_is_not_on_the_drawing_has_no_mark() -> None:
    assert marks_of([Pin(None, None, "Nettet", latitude=55.0, longitude=12.0)], at="kort") == []
