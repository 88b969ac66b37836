"""Danish: a full stop after the day, and between hour and minute."""

DATE_FORMAT = "j. F Y"
MONTH_DAY_FORMAT = "j. F"
TIME_FORMAT = "G.i"
DATETIME_FORMAT = r"j. F Y \k\l. G.i"

DAY_AND_TIME = r"j. F \k\l. G.i"
WEEKDAY = r"l \d\e\n j. F"
WEEKDAY_AND_TIME = r"l \d\e\n j. F \k\l. G.i"
SHORT_MONTH = "N y"
SHORT_DAY = "j. N"
SHORT_DAY_AND_TIME = r"j. N \k\l. G.i"
SHORT_WEEKDAY_AND_TIME = "D j. N G.i"
