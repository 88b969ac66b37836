import pytest

from indgang.offers.rules.access_per_use import Entry, Line, Use, answer_for, may_take_seat

YOUNG = Line(Entry.OPEN, "Åbent under 30.", max_age=29)
TWELVE = Line(Entry.OPEN, "De første tolv.", max_times=12)
ALONE = Line(Entry.DECISION, "Med støtte.", need="anxiety", who="self")


@pytest.mark.parametrize(
    ("access", "lines", "use", "entry"),
    [
        ("open", (), Use(), Entry.OPEN),
        ("mixed", (), Use(), Entry.TALK),
        ("decision", (), Use(), Entry.DECISION),
        ("mixed", (YOUNG,), Use(age=29), Entry.OPEN),
        ("mixed", (YOUNG,), Use(age=30), Entry.TALK),
        ("mixed", (YOUNG,), Use(), Entry.TALK),
        ("decision", (TWELVE,), Use(times=11), Entry.OPEN),
        ("decision", (TWELVE,), Use(times=12), Entry.DECISION),
        ("open", (ALONE,), Use(needs=frozenset({"anxiety"})), Entry.DECISION),
        ("open", (ALONE,), Use(who="relative", needs=frozenset({"anxiety"})), Entry.OPEN),
        ("open", (ALONE,), Use(needs=frozenset({"debt"})), Entry.OPEN),
    ],
)
def test_the_first_line_that_fits_decides(
    access: str, lines: tuple[Line, ...], use: Use, entry: Entry
) -> None:
    assert answer_for(use, access=access, lines=lines).entry is entry


def test_the_sentence_of_the_line_comes_with_the_answer() -> None:
    assert answer_for(Use(age=20), access="mixed", lines=(YOUNG,)).sentence == "Åbent under 30."


@pytest.mark.parametrize(
    ("entry", "in_a_talk", "decides", "may"),
    [
        (Entry.OPEN, False, False, True),
        (Entry.TALK, False, False, False),
        (Entry.TALK, True, False, True),
        (Entry.DECISION, True, False, False),
        (Entry.DECISION, False, True, True),
    ],
)
def test_who_may_take_a_seat(entry: Entry, in_a_talk: bool, decides: bool, may: bool) -> None:
    assert may_take_seat(entry, in_a_talk=in_a_talk, decides=decides) is may
