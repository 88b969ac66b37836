"""Answers of the open data: JSON for everybody, with what caches and other web pages need."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.csrf import csrf_exempt

from indgang.access.guards import public
from indgang.api.rules import PARAMETERS, Asked, BadQuestion, asked

View = Callable[..., HttpResponseBase]
FRESH_SECONDS = 60  # how long a cache may answer without asking again
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
_METHODS = "GET, HEAD, OPTIONS"


class NotHere(LookupError):  # noqa: N818 – named as it is said
    """There is no such thing, or it is not shown."""


def endpoint(kind: str) -> Callable[[View], View]:
    """An address of the open data: anybody may ask, from any web page, and only ask.

    The view gets the question read and understood; ``kind`` says what may be asked.
    """

    def open_to_all(view: View) -> View:
        @csrf_exempt
        @wraps(view)
        def answering(request: HttpRequest, /, **named: str) -> HttpResponseBase:
            answer = _answered(view, kind, request, named)
            for header, value in OPEN.items():
                answer.headers[header] = value
            return answer

        return public(answering)

    return open_to_all


def _answered(
    view: View, kind: str, request: HttpRequest, named: dict[str, str]
) -> HttpResponseBase:
    if request.method == "OPTIONS":
        headers = {
            "Access-Control-Allow-Methods": _METHODS,
            "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since",
            "Access-Control-Max-Age": "86400",
        }
        return HttpResponse(status=204, headers=headers)
    if request.method not in ("GET", "HEAD"):
        return problem(405, "Only questions are answered here", headers={"Allow": _METHODS})
    try:
        question = asked(request.GET.lists(), PARAMETERS[kind])
        return view(request, question, **named)
    except BadQuestion as bad:
        return problem(400, "The question cannot be understood", faults=bad.faults)
    except NotHere:
        return problem(404, "There is no such thing here")


def told(
    request: HttpRequest,
    content: Any,
    *,
    changed_at: datetime | None = None,
    is_lasting: bool = True,
) -> HttpResponseBase:
    """The content as JSON, or the short answer that it is as it was.

    ``is_lasting`` is no for what changes by itself as time goes by, such as free seats: there only
    the ETag, which is made from the answer itself, says that it is as it was.
    """
    body = written(content)
    # Weak, so that a proxy that compresses on the way may keep it.
    etag = f'W/"{hashlib.blake2b(body, digest_size=16).hexdigest()}"'
    response = HttpResponse(body, content_type="application/json; charset=utf-8")
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = f"public, max-age={FRESH_SECONDS}"
    moment = int(changed_at.timestamp()) if changed_at else None
    if moment is not None:
        response.headers["Last-Modified"] = http_date(moment)
    found = get_conditional_response(request, etag, moment if is_lasting else None, response)
    return found if found is not None else response


def streamed(items: Iterable[Any]) -> StreamingHttpResponse:
    """Each item on a line of its own, made while it is sent."""

    def lines() -> Iterator[bytes]:
        for item in items:
            yield written(item) + b"\n"

    return StreamingHttpResponse(lines(), content_type="application/x-ndjson; charset=utf-8")


def problem(
    status: int,
    title: str,
    *,
    faults: dict[str, str] | None = None,
    headers: dict[str, str] | None = None,
) -> HttpResponse:
    """What is wrong, as RFC 9457 has it, with every parameter that is."""
    said: dict[str, Any] = {"type": "about:blank", "title": title, "status": status}
    if faults:
        said["detail"] = " ".join(f"{name[:40]} {fault}" for name, fault in faults.items())
        said["errors"] = [{"parameter": n[:40], "detail": text} for n, text in faults.items()]
    response = HttpResponse(
        written(said), status=status, content_type="application/problem+json", headers=headers
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def written(content: Any) -> bytes:
    """The content as JSON, short and in UTF-8."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


__all__ = ["Asked", "NotHere", "endpoint", "problem", "streamed", "told"]
