"""Every component shown live, with what it may be given and how it is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from indgang.web.components import Component, component, component_names
from indgang.web.curve import Band, Point, draw_curve
from indgang.web.parts import Bar, Choice, Day, Fact, Happening, Link, Pin, Row, Step

FOLDER = Path(__file__).parent / "templates" / "web" / "gallery"


@dataclass(frozen=True)
class Exhibit:
    """A component with a live example of it."""

    part: Component
    shown: SafeString
    source: str


class ExampleForm(forms.Form):
    """A form with one field of each shape."""

    written_by_guest = True

    nickname = forms.CharField(label="Hvad vil du kaldes?", help_text="Et kaldenavn er nok.")
    hard = forms.CharField(label="Hvad er svært lige nu?", widget=forms.Textarea, required=False)
    email = forms.EmailField(label="Din e-mail", required=False)
    meet = forms.ChoiceField(
        label="Hvordan vil du helst mødes?",
        choices=[("house", "I huset"), ("walk", "På en gåtur"), ("phone", "I telefonen")],
        widget=forms.RadioSelect,
    )
    days = forms.MultipleChoiceField(
        label="Hvilke dage passer dig?",
        choices=[("mon", "Mandag"), ("tue", "Tirsdag")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    on = forms.DateField(label="Hvilken dag?")
    agrees = forms.BooleanField(label="I må ringe til mig")


def exhibits(request: HttpRequest) -> list[Exhibit]:
    """A live example of every component, by name."""
    samples = example_values()
    return [
        Exhibit(
            part=component(name),
            shown=render_to_string(f"web/gallery/{name}.html", samples, request=request),
            source=_example_source(name),
        )
        for name in component_names()
    ]


@cache
def _example_source(name: str) -> str:
    """The example as one would write it, without its opening line."""
    source = (FOLDER / f"{name}.html").read_text(encoding="utf-8")
    return source.split("\n", 1)[1].strip()


def example_values() -> dict[str, object]:
    """What the examples are given."""
    wrong = ExampleForm(data={"nickname": "", "email": "karen"})
    return {
        "menu": [
            Link(_("Hjem"), "#menu", "home", current=True),
            Link(_("Min plan"), "#plan", "assignment"),
            Link(_("Mennesker"), "#people", "groups", count=2),
        ],
        "tabs": [
            Link("Plan", "#plan", current=True),
            Link("Sådan går det", "#curve"),
            Link("Kalender", "#meetings", count=3),
        ],
        "filters": [Link("I dag", "#today", current=True), Link("Gratis", "#free", count=12)],
        "path": [Link("Forside", "#front"), Link("Tilbud", "#offers"), Link("Gåtur ved søen")],
        "steps": [
            Step("Hvem er du?", "done", "#who"),
            Step("Hvad er svært?", "now"),
            Step("Hvordan vil du mødes?"),
        ],
        "choices": [
            Choice("alone", "Alene", "Kun dig og en fra huset"),
            Choice("group", "Sammen med andre", chosen=True),
        ],
        "facts": [
            Fact("Hvor", "Søpavillonen, Strandvej 2"),
            Fact("Hvornår", "Hver tirsdag kl. 14"),
            Fact("Hvem står for det", "Naturens Venner", "#provider"),
        ],
        "columns": ["Tilbud", "Ledige pladser", "Venter"],
        "rows": [Row(("Gåtur ved søen", "4", "0"), "#walk"), Row(("Gældsrådgivning", "0", "7"))],
        "page": Paginator(range(90), 20).get_page(2),
        "form": ExampleForm(),
        "wrong_form": wrong,
        "week": _example_week(),
        "curve": _example_curve(),
        "bars": [Bar("Ensomhed", 18), Bar("Økonomi", 11, tone="honey"), Bar("Søvn", 4)],
        "pins": [
            Pin(150, 120, "Huset på Torvet", "#house", "Åbent nu"),
            Pin(330, 90, "Søpavillonen", "#lake", "Tirsdag kl. 14"),
            Pin(430, 230, "Værestedet Fyret", "#beacon"),
        ],
        "others": ["Mette", "Ali"],
        "nobody": [],
    }


def _example_week() -> list[Day]:
    walk = Happening("14.00", "Gåtur", "Mød Jens ved søen", "#walk")
    talk = Happening("10.30", "Samtale", "Huset, 1. sal", tone="honey")
    on_day = {2: (walk,), 4: (talk, Happening("18.00", "Fællesspisning", tone="moss"))}
    return [Day(date(2026, 3, 2 + n), on_day.get(n, ()), is_today=n == 2) for n in range(7)]


def _example_curve() -> object:
    answers = [(0, 28), (2, 36), (6, None), (7, 44), (13, 60), (20, 68)]
    points = [
        Point(f"Uge {week}", value, "" if value is None else f"{value} af 100", float(week))
        for week, value in answers
    ]
    bands = (
        Band(0, 35, "Svært", "honey"),
        Band(35, 50, "Op og ned"),
        Band(50, 100, "Godt", "moss"),
    )
    return draw_curve(points, low=0, high=100, bands=bands)
