"""Danish: a full stop after the day, and between hour and minute."""

DATE_FORMAT = "j. F Y"
MONTH_DAY_FORMAT = "j. F"
TIME_FORMAT = "H.i"
DATETIME_FORMAT = r"j. F Y \k\l. H.i"

DAY_AND_TIME = r"j. F \k\l. H.i"
WEEKDAY = r"l \d\e\n j. F"
WEEKDAY_AND_TIME = r"l \d\e\n j. F \k\l. H.i"
SHORT_DAY = "j. b"
SHORT_DAY_AND_TIME = r"j. b \k\l. H.i"
SHORT_WEEKDAY_AND_TIME = "D j. b H.i"
