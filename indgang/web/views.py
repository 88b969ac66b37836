from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string

from indgang.web.components import component_names
from indgang.web.context import municipality
from indgang.web.gallery import exhibits
from indgang.web.templatetags.ui import icon_names

# Shown when even the error page fails. It must not need anything.
LAST_RESORT = (
    '<!doctype html><html lang="da"><meta charset="utf-8"><title>Noget gik galt</title>'
    "<h1>Noget gik galt hos os</h1><p>Prøv igen om lidt.</p>"
    '<p>Er der fare for liv, så ring <a href="tel:112">112</a>.</p></html>'
)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    return error_page(request, 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page("403_csrf.html", 403)


def error_page(request: HttpRequest, status: int) -> HttpResponse:
    """The page for a status, without a query and without the request's own context."""
    return _page(f"{status}.html", status)


def _page(template: str, status: int) -> HttpResponse:
    try:
        content = str(render_to_string(template))
    except Exception:  # noqa: BLE001  whatever broke the page may break this one as well
        content = LAST_RESORT
    return HttpResponse(content, status=status)


def refused(request: HttpRequest, sentence: str, way_on: str = "/") -> HttpResponse:
    """A plain page with the sentence of a refusal and a way on."""
    page = {"sentence": sentence, "way_on": way_on}
    if request.headers.get("HX-Request") != "true":
        return render(request, "web/refused.html", page, status=409)
    # The page that asked stays as it is, with the sentence at its top.
    fragment = render(request, "web/_refused.html", page, status=409)
    fragment["HX-Retarget"] = "#beskeder"
    fragment["HX-Reswap"] = "innerHTML"
    return fragment


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
