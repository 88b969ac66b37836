from datetime import date, time

from indgang.kernel.words import Words, day_in_words, joined, time_in_words


def test_lists_are_said_as_people_say_them() -> None:
    assert joined([], "da") == ""
    assert joined(["a"], "da") == "a"
    assert joined(["a", "b"], "da") == "a og b"
    assert joined(["a", "b", "c"], "en") == "a, b and c"


def test_days_and_times_in_both_languages() -> None:
    assert day_in_words(date(2027, 6, 4), "da") == "4. juni"
    assert day_in_words(date(2027, 6, 4), "en", year=True) == "4 June 2027"
    assert time_in_words(time(14, 0), "da") == "14"
    assert time_in_words(time(14, 5), "da") == "14.05"
    assert time_in_words(time(9, 0), "en") == "9:00"


def test_a_missing_english_saying_falls_back_to_the_danish() -> None:
    assert Words("ja", "yes").said("en") == "yes"
    assert Words("ja").said("en") == "ja"
    assert Words("ja", "yes").said("da") == "ja"
