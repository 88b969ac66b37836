"""Pages that stand instead of the one asked for: a fault, a refusal."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

# Shown when even the error page fails. It must not need anything.
LAST_RESORT = (
    '<!doctype html><html lang="da"><meta charset="utf-8"><title>Noget gik galt</title>'
    "<h1>Noget gik galt hos os</h1><p>Prøv igen om lidt.</p>"
    '<p>Er der fare for liv, så ring <a href="tel:112">112</a>.</p></html>'
)


def error_page(request: HttpRequest, status: int) -> HttpResponse:
    """The page for a status, without a query and without the request's own context."""
    return page_without_context(f"{status}.html", status)


def page_without_context(template: str, status: int) -> HttpResponse:
    """A page that needs neither request nor database, or a few words if even that fails."""
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
