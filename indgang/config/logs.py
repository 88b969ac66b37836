"""What the log may say: what went wrong and where, never what stood in a row."""

import logging
import re
import traceback
from types import TracebackType

# PostgreSQL repeats the failing row after the message. A row may hold any text, so nothing that
# follows can be kept.
ROW_DATA = re.compile(r"\n\s*(DETAIL|CONTEXT|HINT|QUERY|LINE \d+):.*", re.DOTALL)
DATA_EXCEPTION = "22"  # SQLSTATE class whose first line repeats the value itself

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithoutRowData(logging.Formatter):
    """A line with time, level and source; a traceback without the row that failed."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's own name
        """The line, up to where the database begins to repeat data."""
        return ROW_DATA.sub(" (the row is left out)", super().formatMessage(record))

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 - logging's own name
        """Where it went wrong, from the first cause to the last consequence."""
        chain: list[str] = []
        error = ei[1]
        while error is not None and len(chain) < 10:  # a chain may bite its tail
            place = "".join(traceback.format_tb(error.__traceback__))
            chain.append(f"{place}{type(error).__name__}: {_said(error)}")
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n\nand then\n\n".join(reversed(chain))


class WithoutAddress(logging.Filter):
    """Says which page, not which address: an address may hold a key or a receipt code."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep every record, and put the page's pattern where Django put the path."""
        request = getattr(record, "request", None)
        if request is not None and isinstance(record.args, tuple):
            found = getattr(request, "resolver_match", None)
            page = f"/{found.route}" if found else "(no page)"
            record.args = tuple(page if arg == request.path else arg for arg in record.args)
        return True


def _said(error: BaseException) -> str:
    """The error's own words, without data of a row."""
    state = getattr(error, "sqlstate", None) or getattr(error.__cause__, "sqlstate", None)
    if str(state).startswith(DATA_EXCEPTION):
        return f"{state} (the value is left out)"
    return ROW_DATA.sub(" (the row is left out)", str(error))


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": WithoutRowData,
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "filters": {"without_address": {"()": WithoutAddress}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "plain",
            "filters": ["without_address"],
        }
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "indgang": {"level": "INFO"},
        # Its own handler mails tracebacks; ours says them once.
        "django": {"handlers": [], "propagate": True},
        # Whoever tries names of other hosts fills no log with it; he is answered 400.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "procrastinate": {"level": "WARNING"},
    },
}
