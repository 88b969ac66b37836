"""Over TLS every cookie belongs to this host alone; on this machine, where there is none, it works too."""

import json
import subprocess
import sys

import pytest

NAMES = ("KEY_COOKIE", "DRAFT_COOKIE", "NOTICE_COOKIE", "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME",
         "LANGUAGE_COOKIE_NAME")  # fmt: skip
# Asked in a process of its own: settings are read once.
ASKED = f"""
import json
import django
django.setup()
from django.conf import settings
from django.contrib.messages import constants
from django.http import HttpResponse
from django.test import RequestFactory
from django.contrib.messages.storage import default_storage
from django.middleware.csrf import CsrfViewMiddleware, get_token
from indgang.access.cookies import hand_over, take_back

request = RequestFactory().get("/", secure=settings.HAS_TLS)
response = HttpResponse()
hand_over(response, "x" * 43, days=1)
request._messages = default_storage(request)
request._messages.add(constants.INFO, "Hej")
request._messages.update(response)
get_token(request)
CsrfViewMiddleware(lambda _: response)._set_csrf_cookie(request, response)
gone = HttpResponse()
take_back(gone)
print(json.dumps({{
    "names": [getattr(settings, name) for name in {NAMES!r}],
    "set": [c.OutputString() for c in response.cookies.values()],
    "gone": [c.OutputString() for c in gone.cookies.values()],
    "secure": [settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE,
               settings.LANGUAGE_COOKIE_SECURE],
    "samesite": [settings.SESSION_COOKIE_SAMESITE, settings.CSRF_COOKIE_SAMESITE,
                 settings.LANGUAGE_COOKIE_SAMESITE],
    "domains": [settings.SESSION_COOKIE_DOMAIN, settings.CSRF_COOKIE_DOMAIN,
                settings.LANGUAGE_COOKIE_DOMAIN],
    "worker_key": bool(settings.WORKER_KEY),
}}))
"""


def answered(monkeypatch: pytest.MonkeyPatch, url: str, **more: str) -> dict[str, list[str]]:
    monkeypatch.setenv("PUBLIC_URL", url)
    monkeypatch.setenv("SECRET_KEY", "k" * 60)
    monkeypatch.setenv("DEMO", "0")
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "indgang.config.settings")
    for name, value in more.items():
        monkeypatch.setenv(name, value)
    done = subprocess.run(  # noqa: S603 – our own text
        [sys.executable, "-c", ASKED], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def test_over_tls_no_neighbour_can_set_or_read_one(monkeypatch: pytest.MonkeyPatch) -> None:
    told = answered(monkeypatch, "https://indgang.example.dk")
    assert all(name.startswith("__Host-indgang_") for name in told["names"]), told["names"]
    assert told["secure"] == [True] * 3
    assert told["samesite"] == ["Lax"] * 3
    assert told["domains"] == [None] * 3
    assert len(told["set"]) == 3
    for cookie in (*told["set"], *told["gone"]):
        assert cookie.startswith("__Host-"), cookie
        for wanted in ("Path=/", "Secure", "SameSite=Lax"):
            assert wanted in cookie.split("; "), cookie
        assert "Domain" not in cookie
    assert all("HttpOnly" in cookie for cookie in told["set"])


def test_on_this_machine_the_browser_takes_them_without_tls(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = answered(monkeypatch, "http://127.0.0.1:8000")
    assert not any("__Host-" in name for name in told["names"])
    assert told["secure"] == [False] * 3
    assert not any("Secure" in cookie for cookie in told["set"])
    assert all("SameSite=Lax" in cookie for cookie in told["set"])


@pytest.mark.parametrize("url", ["https://indgang.example.dk", "http://127.0.0.1:8000"])
def test_a_process_that_serves_pages_never_has_the_workers_key(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    for serving in (True, False):
        told = answered(monkeypatch, url, INDGANG_SERVING=str(int(serving)), WORKER_KEY="w" * 50)
        assert told["worker_key"] is not serving
