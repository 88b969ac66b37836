import re
from pathlib import Path

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory, override_settings

from indgang.web import views
from indgang.web.components import FOLDER, component, component_names, contract
from indgang.web.municipality import NEUTRAL

TEMPLATES = FOLDER.parents[1]
EXAMPLES = FOLDER.parent / "gallery"


def shown(source: str, **values: object) -> str:
    template = Template("{% load ui %}" + source)
    return template.render(Context({"municipality": NEUTRAL, **values}))


def test_a_component_without_its_contract_is_refused() -> None:
    with pytest.raises(ValueError, match="does not open with a comment"):
        contract("bare", "<p>{{ text }}</p>")


def test_a_component_that_is_not_there_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError, match="no component"):
        shown('{% ui "marquee" %}')


def test_an_argument_that_the_component_does_not_know_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError, match="does not know: colour"):
        shown('{% ui "badge" text="Ny" colour="red" %}')


def test_a_missing_argument_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError, match="needs: text"):
        shown('{% ui "button" %}')


def test_content_around_a_component_that_holds_none_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError, match="does not know: body"):
        shown('{% wrap "badge" text="Ny" %}mere{% endwrap %}')


def test_a_name_without_quotes_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError, match="in quotes"):
        shown("{% ui badge %}")


def test_a_bare_word_among_the_arguments_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError, match="cannot read"):
        shown('{% ui "badge" text="Ny" strong %}')


def test_a_slot_without_a_name_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError, match="takes one name"):
        shown('{% wrap "card" %}{% slot %}{% endslot %}{% endwrap %}')


def test_what_people_write_is_never_mark_up() -> None:
    assert "<script>" not in shown('{% ui "card" title=title %}', title="<script>")


def test_a_wrapped_component_has_its_content_and_its_slots_in_place() -> None:
    page = shown(
        '{% wrap "card" title="Gåtur" %}<p>Ved søen</p>'
        "{% slot actions %}<button>Ja</button>{% endslot %}{% endwrap %}"
    )
    assert "<p>Ved søen</p>" in page
    assert '<div class="actions"><button>Ja</button></div>' in page


def test_an_attribute_is_passed_on_and_escaped() -> None:
    page = shown(
        '{% ui "button" text="Kopiér" data_copy=what hx_post="/x" data_print=True data_no=None %}',
        what='#a"b',
    )
    assert 'data-copy="#a&quot;b"' in page
    assert 'hx-post="/x"' in page
    assert 'data-print=""' in page
    assert "data-no" not in page


def test_every_component_says_what_it_is_for_and_what_its_arguments_mean() -> None:
    for name in component_names():
        part = component(name)
        assert part.purpose.endswith("."), name
        assert all(argument.meaning.endswith(".") for argument in part.arguments), name


def test_every_component_has_its_place_in_the_gallery() -> None:
    assert component_names() == sorted(path.stem for path in EXAMPLES.glob("*.html"))


@override_settings(GALLERY=False)
def test_the_gallery_is_closed_where_no_setting_opens_it(rf: RequestFactory) -> None:
    with pytest.raises(views.Http404):
        views.gallery(rf.get("/galleri"))


@override_settings(GALLERY=True)
def test_the_gallery_shows_every_component_with_its_arguments(rf: RequestFactory) -> None:
    page = views.gallery(rf.get("/galleri")).content.decode()
    for name in component_names():
        assert f'id="{name}"' in page
    assert "<code>required</code>" in page


def test_no_template_carries_style_or_script_of_its_own() -> None:
    forbidden = re.compile(r"<style|\sstyle=|\son[a-z]+=\"|javascript:|<script(?![^>]*\bsrc=)")
    for path in sorted(TEMPLATES.rglob("*.html")):
        assert not forbidden.search(path.read_text(encoding="utf-8")), path


def test_every_template_opens_with_its_comment() -> None:
    for path in sorted(TEMPLATES.rglob("*.html")):
        assert path.read_text(encoding="utf-8").startswith(("{# ", "{% comment %}")), path


def test_no_style_sheet_fetches_anything_from_elsewhere() -> None:
    for path in sorted((Path(views.__file__).parent / "static/web").glob("*.*")):
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "http:" not in text, path
        assert "https:" not in text, path
