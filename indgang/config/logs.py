"""What the log may say: what went wrong and where, never what stood in a row."""

import logging
import re

# PostgreSQL repeats the failing row, and the statement, in lines of their own after the message.
ROW_DATA = re.compile(r"^(DETAIL|HINT|CONTEXT|QUERY|LINE \d+|STATEMENT):.*(\n(?!\w).*)*", re.M)


class WithoutRowData(logging.Formatter):
    """A line with time, level and source; a traceback without the row that failed."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as text."""
        return ROW_DATA.sub(r"\1: (left out)", super().format(record))


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": WithoutRowData,
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "indgang": {"level": "INFO"},
        # Its own handler mails tracebacks; ours says them once.
        "django": {"handlers": [], "propagate": True},
        "procrastinate": {"level": "WARNING"},
    },
}
