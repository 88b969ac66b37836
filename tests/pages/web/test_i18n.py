"""A fixed sentence is looked up once a language, and is what Django's own tag says."""

import pytest
from django.template import Context, Engine, Template
from django.utils import translation

DJANGOS = Engine(libraries={"i18n": "django.templatetags.i18n"})

SOURCES = [
    "{% load i18n %}{% translate 'Akut hjælp' %}",
    "{% load i18n %}{% trans 'Akut hjælp' %}",
    "{% load i18n %}{% translate 'Akut hjælp' as said %}<b>{{ said }}</b>",
    "{% load i18n %}{% translate 'Akut hjælp'|upper %}",
    "{% load i18n %}{% translate name %}",
    "{% load i18n %}{% translate 'Akut hjælp' noop %}",
    "{% load i18n %}{% translate '100 %% <i>sikkert</i>' %}",
    "{% load i18n %}{% autoescape off %}{% translate '<i>a</i>' %}{% endautoescape %}",
    "{% load i18n %}{% blocktranslate %}Akut hjælp{% endblocktranslate %}{{ 'da'|language_name }}",
]


@pytest.mark.parametrize("source", SOURCES)
def test_every_way_to_say_it_is_what_django_says(source: str) -> None:
    ours, djangos = Template(source), DJANGOS.from_string(source)
    for language in ["da", "en", "da"]:
        with translation.override(language):
            values = {"name": "Akut hjælp & mere"}
            assert ours.render(Context(values)) == djangos.render(Context(values))


def test_a_name_given_to_a_sentence_is_there_each_time() -> None:
    template = Template(
        "{% load i18n %}{% for n in 'ab' %}{% translate 'Akut hjælp' as said %}"
        "{{ said }}.{% endfor %}"
    )
    assert template.render(Context({})) == "Akut hjælp.Akut hjælp."
