"""Whether the process lives, and whether it can serve. Says nothing about anybody."""

from collections.abc import Callable

from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.http import HttpRequest, HttpResponse

WORKER_SECONDS = 60
APPLIED = "select app, name from django_migrations"
WORKER_ALIVE = "select indgang.worker_is_alive(%s)"


class HealthMiddleware:
    """Answers /healthz and /readyz before hosts, sessions, keys and transactions are looked at."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The state in plain text, or the page."""
        if request.path == "/healthz":
            return _plain("alive")
        if request.path == "/readyz":
            missing = what_is_missing()
            return _plain("\n".join(missing) or "ready", status=503 if missing else 200)
        return self.get_response(request)


def what_is_missing() -> list[str]:
    """What keeps this installation from serving, one line each. Two queries."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(APPLIED)
            applied = set(cursor.fetchall())
            cursor.execute(WORKER_ALIVE, [WORKER_SECONDS])
            (has_worker,) = cursor.fetchone()
    except Error:
        return ["database: no answer"]
    missing = [] if brought() <= applied else ["migrations: not all are applied"]
    return missing if has_worker else [*missing, "worker: not heard from for a minute"]


def brought() -> set[tuple[str, str]]:
    """The migrations that came with the code, as they are recorded once they are applied."""
    if not _brought:
        loader = MigrationLoader(None)
        replaced = {old for one in loader.disk_migrations.values() for old in one.replaces}
        _brought.update(set(loader.disk_migrations) - replaced)
    return _brought


_brought: set[tuple[str, str]] = set()  # read from the disk once a process


def _plain(text: str, status: int = 200) -> HttpResponse:
    answer = HttpResponse(f"{text}\n", status=status, content_type="text/plain; charset=utf-8")
    answer["Cache-Control"] = "no-store"
    # Django would write an error for every probe; the operator's monitoring says it once.
    answer._has_been_logged = True  # type: ignore[attr-defined]
    return answer
