from dataclasses import replace

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation

from indgang.web.municipality import NEUTRAL

LILLEVANG = replace(NEUTRAL, name="Lillevang Kommune", short_name="Lillevang")


def shown(template: Template, **values: object) -> str:
    return template.render(Context(values))


def test_what_belongs_to_a_person_is_never_kept() -> None:
    template = Template("{% load kept %}{% kept nickname %}Hej {{ nickname }}{% endkept %}")
    with pytest.raises(TypeError, match="nothing of a person"):
        shown(template, nickname="Karen")


def test_a_block_is_never_kept_for_each_page_fills_it_anew() -> None:
    with pytest.raises(TemplateSyntaxError):
        Template("{% load kept %}{% kept %}{% block title %}{% endblock %}{% endkept %}")


def test_a_kept_piece_is_made_anew_for_another_municipality_and_another_language() -> None:
    template = Template(
        "{% load i18n kept %}{% kept municipality %}"
        "{{ municipality.name }}: {% translate 'Akut hjælp' %}{% endkept %}"
    )
    for _twice in range(2):
        assert shown(template, municipality=LILLEVANG) == "Lillevang Kommune: Akut hjælp"
        assert shown(template, municipality=NEUTRAL) == "Indgang: Akut hjælp"
        with translation.override("en"):
            assert shown(template, municipality=LILLEVANG) == "Lillevang Kommune: Urgent help"


def test_a_kept_piece_is_made_once() -> None:
    template = Template("{% load kept %}{% kept is_staff %}{{ made }}{% endkept %}")
    assert shown(template, is_staff=True, made=1) == "1"
    assert shown(template, is_staff=True, made=2) == "1"
    assert shown(template, is_staff=False, made=3) == "3"
    assert shown(template, made=4) == "3"  # a page that does not know is a page of no staff


def test_a_component_whose_words_never_change_is_right_in_both_languages() -> None:
    template = Template("{% load ui %}{% ui 'badge' text=_('Akut hjælp') %}")
    for _twice in range(2):
        assert "Akut hjælp" in shown(template)
        with translation.override("en"):
            assert "Urgent help" in shown(template)


def test_a_component_with_words_of_the_page_is_made_each_time() -> None:
    template = Template("{% load ui %}{% ui 'badge' text=word %}")
    assert "Karen" in shown(template, word="Karen")
    assert "Bo" in shown(template, word="Bo")
