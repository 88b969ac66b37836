from datetime import date, datetime, timedelta

import pytest

from indgang.offers.rules.recurrence import Recurrence
from indgang.offers.rules.recurrence_words import in_words

WEDNESDAY = "2027-03-03 14:00"


@pytest.mark.parametrize(
    ("starts", "minutes", "rule", "danish", "english"),
    [
        (WEDNESDAY, 120, "",
         "onsdag den 3. marts 2027 kl. 14–16", "Wednesday 3 March 2027 14:00–16:00"),
        (WEDNESDAY, 120, "FREQ=WEEKLY", "hver onsdag kl. 14–16", "every Wednesday 14:00–16:00"),
        (WEDNESDAY, 120, "FREQ=WEEKLY;BYMONTH=1,2,3,4,5,6,8,9,10,11,12",
         "hver onsdag kl. 14–16, ikke i juli", "every Wednesday 14:00–16:00, not in July"),
        (WEDNESDAY, 90, "FREQ=WEEKLY;BYMONTH=2,3",
         "hver onsdag kl. 14–15.30, kun i februar og marts",
         "every Wednesday 14:00–15:30, only in February and March"),
        (WEDNESDAY, 60, "FREQ=WEEKLY;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12",
         "hver onsdag kl. 14–15", "every Wednesday 14:00–15:00"),
        (WEDNESDAY, 60, "FREQ=WEEKLY;BYDAY=FR,MO,WE",
         "hver mandag, onsdag og fredag kl. 14–15",
         "every Monday, Wednesday and Friday 14:00–15:00"),
        (WEDNESDAY, 60, "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
         "alle hverdage kl. 14–15", "every weekday 14:00–15:00"),
        (WEDNESDAY, 60, "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU",
         "hver dag kl. 14–15", "every day 14:00–15:00"),
        (WEDNESDAY, 60, "FREQ=WEEKLY;INTERVAL=2",
         "onsdag hver anden uge kl. 14–15", "Wednesday, every other week 14:00–15:00"),
        (WEDNESDAY, 60, "FREQ=DAILY;INTERVAL=3;COUNT=4",
         "hver 3. dag kl. 14–15, 4 gange", "every 3 days 14:00–15:00, 4 times"),
        (WEDNESDAY, 60, "FREQ=DAILY;COUNT=1",
         "hver dag kl. 14–15, 1 gang", "every day 14:00–15:00, 1 time"),
        (WEDNESDAY, 60, "FREQ=WEEKLY;UNTIL=20270505",
         "hver onsdag kl. 14–15, til og med den 5. maj 2027",
         "every Wednesday 14:00–15:00, until 5 May 2027"),
        (WEDNESDAY, 60, "FREQ=DAILY;UNTIL=20270505T000000",
         "hver dag kl. 14–15, til og med den 4. maj 2027",
         "every day 14:00–15:00, until 4 May 2027"),
        (WEDNESDAY, 60, "FREQ=MONTHLY;BYDAY=1WE",
         "den første onsdag i måneden kl. 14–15", "the first Wednesday of the month 14:00–15:00"),
        (WEDNESDAY, 60, "FREQ=MONTHLY;INTERVAL=2;BYDAY=1WE,3WE",
         "den første onsdag og den tredje onsdag hver anden måned kl. 14–15",
         "the first Wednesday and the third Wednesday, every other month 14:00–15:00"),
        (WEDNESDAY, 60, "FREQ=MONTHLY;BYMONTHDAY=3,21,22,11",
         "den 3., 11., 21. og 22. i måneden kl. 14–15",
         "the 3rd, 11th, 21st and 22nd of the month 14:00–15:00"),
        ("2027-03-31 14:00", 60, "FREQ=MONTHLY",
         "den 31. i måneden kl. 14–15, når dagen findes",
         "the 31st of the month 14:00–15:00, when there is such a day"),
        ("2027-03-31 14:00", 60, "FREQ=MONTHLY;BYMONTHDAY=1,-1",
         "den 1. og den sidste dag i måneden kl. 14–15",
         "the 1st and the last day of the month 14:00–15:00"),
        ("2027-03-31 14:00", 60, "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
         "den sidste hverdag i måneden kl. 14–15", "the last weekday of the month 14:00–15:00"),
        (WEDNESDAY, 60, "FREQ=YEARLY",
         "hvert år den 3. marts kl. 14–15", "every year on the 3rd of March 14:00–15:00"),
        (WEDNESDAY, 60, "FREQ=YEARLY;INTERVAL=2;BYMONTH=3,9;BYDAY=1WE",
         "hvert andet år den første onsdag i marts og september kl. 14–15",
         "every other year on the first Wednesday of March and September 14:00–15:00"),
        ("2028-02-29 10:30", 15, "FREQ=YEARLY",
         "hvert år den 29. februar kl. 10.30–10.45, når dagen findes",
         "every year on the 29th of February 10:30–10:45, when there is such a day"),
        ("2027-03-31 20:00", 240, "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=-1",
         "hvert år den sidste dag i marts kl. 20–24",
         "every year on the last day of March 20:00–24:00"),
        (WEDNESDAY, 20 * 60, "",
         "onsdag den 3. marts 2027 kl. 14 til næste dag kl. 10",
         "Wednesday 3 March 2027 14:00 until 10:00 the next day"),
        (WEDNESDAY, 48 * 60, "",
         "onsdag den 3. marts 2027 kl. 14 i 2 dage, til kl. 14",
         "Wednesday 3 March 2027 14:00 for 2 days, until 14:00"),
    ],
)  # fmt: skip
def test_a_repetition_is_said_as_people_say_it(
    starts: str, minutes: int, rule: str, danish: str, english: str
) -> None:
    recurrence = Recurrence(datetime.fromisoformat(starts), minutes, rule)
    assert in_words(recurrence, "da") == danish
    assert in_words(recurrence, "en") == english


def test_days_without_and_times_extra_are_said() -> None:
    recurrence = Recurrence(
        datetime.fromisoformat(WEDNESDAY),
        60,
        "FREQ=WEEKLY",
        without=(date(2027, 12, 29), date(2027, 12, 22)),
        extra=(datetime.fromisoformat("2027-12-20 10:00"),),
    )
    assert in_words(recurrence, "da") == (
        "hver onsdag kl. 14–15, ikke den 22. december 2027 og den 29. december 2027, "
        "også den 20. december 2027 kl. 10"
    )
    assert in_words(recurrence, "en") == (
        "every Wednesday 14:00–15:00, not 22 December 2027 and 29 December 2027, "
        "also 20 December 2027 at 10:00"
    )


def test_many_exceptions_are_counted() -> None:
    wednesday = datetime.fromisoformat(WEDNESDAY)
    weeks = tuple(wednesday + timedelta(weeks=n) for n in range(5))
    days = tuple(week.date() for week in weeks)
    without = Recurrence(wednesday, 60, "FREQ=WEEKLY", without=days)
    assert in_words(without, "da").endswith(
        "ikke den 3. marts 2027, den 10. marts 2027 og 3 andre dage"
    )
    extra = Recurrence(wednesday, 60, extra=weeks)
    assert in_words(extra, "en").endswith("also 3 March 2027, 10 March 2027 and 3 other days")
