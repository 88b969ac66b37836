from __future__ import annotations

import sys

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from indgang.web.answers import error_page, page_without_context
from indgang.web.components import component_names
from indgang.web.context import municipality
from indgang.web.gallery import exhibits
from indgang.web.templatetags.ui import icon_names


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    # Django has one answer for all that is wrong with a request; too long is worth saying.
    return error_page(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Our fault; or the database is away for a moment, and comes back by itself."""
    if not isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return error_page(request, 500)
    page = error_page(request, 503)
    page["Retry-After"] = "10"
    return page


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return page_without_context("403_csrf.html", 403)


def accessibility_statement(request: HttpRequest) -> HttpResponse:
    """The municipality's statement where it is published, or whom to write to meanwhile."""
    where = municipality(request)["municipality"].accessibility_url
    if where:
        return redirect(where)
    return render(request, "web/was.html")


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component, live. Only where the setting GALLERY opens it."""
    if not getattr(settings, "GALLERY", False):
        raise Http404
    page = {"exhibits": exhibits(request), "names": component_names(), "icons": icon_names()}
    return render(request, "web/gallery.html", page)
