import re
from datetime import date

from django import forms

from indgang.web.gallery import ExampleForm
from indgang.web.renderer import PageRenderer


class Meeting(forms.Form):
    """Fields that the gallery's form does not have."""

    at = forms.TimeField(label="Hvornår?")
    starts = forms.DateTimeField(label="Første gang", required=False)
    where = forms.ChoiceField(label="Hvor?", choices=[("", "Vælg"), ("house", "Huset")])
    secret = forms.CharField(widget=forms.HiddenInput)


def rendered(form: forms.Form) -> str:
    form.renderer = PageRenderer()
    return str(form)


def test_what_is_wrong_stands_at_the_top_with_a_link_to_each_field() -> None:
    page = rendered(ExampleForm(data={"email": "karen"}))
    summary = page[: page.index("</ul>")]
    for place in ("id_nickname", "id_email", "id_meet_0", "id_on", "id_agrees"):
        assert f'href="#{place}"' in summary
        assert f'id="{place}"' in page


def test_a_wrong_field_says_what_to_do_and_is_tied_to_its_words() -> None:
    page = rendered(ExampleForm(data={}))
    assert "Skriv noget her." in page
    assert "Vælg et af svarene." in page
    assert "Sæt kryds for at gå videre." in page
    assert "Vælg en dag." in page
    field = re.search(r'<input[^>]*name="nickname"[^>]*>', page)
    assert field
    assert 'aria-invalid="true"' in field[0]
    assert 'aria-describedby="id_nickname_helptext id_nickname_error"' in field[0]


def test_an_empty_list_and_a_hidden_field_have_their_own_words() -> None:
    page = rendered(Meeting(data={}))
    assert "Vælg noget på listen." in page
    assert 'type="hidden" name="secret"' in page


def test_a_form_that_is_well_has_no_summary() -> None:
    assert "error-summary" not in rendered(ExampleForm())


def test_dates_and_times_use_the_browsers_own_pickers() -> None:
    page = rendered(ExampleForm(initial={"on": date(2026, 3, 4)}))
    assert re.search(r'type="date" name="on" value="2026-03-04"', page)
    page = rendered(Meeting())
    assert 'type="time" name="at"' in page
    assert 'type="datetime-local" name="starts"' in page


def test_the_browser_may_fill_in_what_it_knows() -> None:
    page = rendered(ExampleForm())
    assert re.search(r'<input[^>]*name="email"[^>]*autocomplete="email"', page)
    assert re.search(r'<input[^>]*name="nickname"[^>]*autocomplete="nickname"', page)


def test_only_an_optional_field_beside_a_required_one_is_called_optional() -> None:
    assert rendered(ExampleForm()).count("(frivilligt)") == 3

    class AllOptional(forms.Form):
        note = forms.CharField(label="Noget mere?", required=False)

    assert "(frivilligt)" not in rendered(AllOptional())

    class OnlyHiddenIsRequired(AllOptional):
        secret = forms.CharField(widget=forms.HiddenInput)

    assert "(frivilligt)" not in rendered(OnlyHiddenIsRequired())


def test_a_guests_free_text_says_that_it_is_not_for_emergencies() -> None:
    page = rendered(ExampleForm())
    assert page.count("emergency-note") == 1
    assert 'href="tel:112"' in page


def test_fields_keep_classes_and_rows_that_a_form_gives_them() -> None:
    class Long(forms.Form):
        text = forms.CharField(widget=forms.Textarea(attrs={"rows": 9, "class": "mine"}))

    page = rendered(Long())
    assert 'rows="9"' in page
    assert 'class="mine form-input"' in page


def test_several_forms_of_one_kind_come_out_with_their_counter() -> None:
    several = forms.formset_factory(Meeting, extra=2, renderer=PageRenderer())()
    page = str(several)
    assert "form-TOTAL_FORMS" in page
    assert 'name="form-1-at"' in page


def test_a_forms_own_words_for_an_empty_field_stay() -> None:
    class Named(forms.Form):
        name = forms.CharField(error_messages={"required": "Giv det et navn."})

    assert "Giv det et navn." in rendered(Named(data={}))
