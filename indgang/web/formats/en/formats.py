"""British English: the day before the month, and the clock of twenty-four hours."""

DATE_FORMAT = "j F Y"
MONTH_DAY_FORMAT = "j F"
TIME_FORMAT = "G:i"
DATETIME_FORMAT = r"j F Y \a\t G:i"
SHORT_DATE_FORMAT = "d/m/Y"
SHORT_DATETIME_FORMAT = "d/m/Y G:i"
FIRST_DAY_OF_WEEK = 1
# A browser without a calendar of its own sends what was typed.
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y"]
TIME_INPUT_FORMATS = ["%H:%M", "%H:%M:%S", "%H.%M"]

DAY_AND_TIME = r"j F \a\t G:i"
WEEKDAY = "l j F"
WEEKDAY_AND_TIME = r"l j F \a\t G:i"
SHORT_MONTH = "M y"
SHORT_DAY = "j M"
SHORT_DAY_AND_TIME = r"j M \a\t G:i"
SHORT_WEEKDAY_AND_TIME = "D j M G:i"
