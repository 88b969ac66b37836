"""Any Django form comes out as fields of the common design."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates
from django.forms.widgets import Input, Widget
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indgang.web.municipality import Municipality, last_known

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise, StrPromise

# What a browser may fill in by itself, by the name of the field.
AUTOCOMPLETE = {
    "email": "email",
    "phone": "tel",
    "mobile": "tel",
    "given_name": "given-name",
    "family_name": "family-name",
    "full_name": "name",
    "nickname": "nickname",
    "street": "street-address",
    "address": "street-address",
    "postcode": "postal-code",
    "city": "address-level2",
    "organisation": "organization",
    "username": "username",
    "password": "current-password",
    "code": "one-time-code",
}

# Django writes a date as text in the reader's language; the browser's own picker wants these.
NATIVE_TIME: tuple[
    tuple[type[forms.DateTimeInput | forms.DateInput | forms.TimeInput], str, str], ...
] = (
    (forms.DateTimeInput, "datetime-local", "%Y-%m-%dT%H:%M"),
    (forms.DateInput, "date", "%Y-%m-%d"),
    (forms.TimeInput, "time", "%H:%M"),
)

WIDGET_CLASSES: tuple[tuple[type[Widget], str], ...] = (
    (forms.CheckboxInput, "form-checkbox"),
    (forms.CheckboxSelectMultiple, "form-checkbox"),
    (forms.RadioSelect, "form-radio"),
    (forms.Select, "form-select"),
    (forms.Textarea, "form-input"),
    (Input, "form-input"),
)


WHAT_IS_MISSING: tuple[tuple[type[Widget], StrPromise], ...] = (
    (forms.Select, gettext_lazy("Vælg noget på listen.")),
    (forms.DateInput, gettext_lazy("Vælg en dag.")),
    (forms.TimeInput, gettext_lazy("Vælg et tidspunkt.")),
)


class PageField(BoundField):
    """A field with the classes, the pickers and the help that the pages give it."""

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
            field.error_messages["required"] = self.what_is_missing
        # A text that only says the label once more, and is gone when one begins to write.
        if str(field.widget.attrs.get("placeholder", "")) == str(self.label):
            field.widget.attrs.pop("placeholder", None)
        for kind, input_type, pattern in NATIVE_TIME:
            if isinstance(field.widget, kind) and field.widget.input_type == "text":
                field.widget.input_type = input_type
                field.widget.format = pattern
                break

    @property
    def shape(self) -> str:
        """How the field is laid out: checkbox, choices or plain."""
        widget = self.field.widget
        if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
            return "choices"
        return "checkbox" if isinstance(widget, forms.CheckboxInput) else "plain"

    @property
    def what_is_missing(self) -> StrOrPromise:
        """What to do about an empty field that must be filled in."""
        if self.shape == "choices":
            return _("Vælg et af svarene.")
        if self.shape == "checkbox":
            return _("Sæt kryds for at gå videre.")
        return next(
            (said for kind, said in WHAT_IS_MISSING if isinstance(self.field.widget, kind)),
            _("Skriv noget her."),
        )

    @property
    def may_be_left_out(self) -> bool:
        """Whether to say that the field is optional: only beside one that is not."""
        return not self.field.required and any(
            other.required and not other.widget.is_hidden for other in self.form.fields.values()
        )

    @property
    def municipality(self) -> Municipality | None:
        """Where to turn at once, for the free text of a guest's form.

        A form says `written_by_guest = True` to have it under each of its text boxes.
        """
        asked_for = getattr(self.form, "written_by_guest", False)
        return last_known() if asked_for and isinstance(self.field.widget, forms.Textarea) else None

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: Widget | None = None
    ) -> dict[str, Any]:
        """Django's attributes, with classes, sensible rows and what the browser may fill in."""
        widget = widget or self.field.widget
        built: dict[str, Any] = super().build_widget_attrs(attrs, widget)
        if widget.is_hidden:
            return built
        own = [str(widget.attrs.get("class", "")), str(built.get("class", ""))]
        own += [css for kind, css in WIDGET_CLASSES if isinstance(widget, kind)][:1]
        built["class"] = " ".join(dict.fromkeys(css for css in own if css))
        if isinstance(widget, forms.Textarea) and widget.attrs.get("rows") == "10":
            built["rows"] = "5"
        if self.name in AUTOCOMPLETE and "autocomplete" not in widget.attrs:
            built.setdefault("autocomplete", AUTOCOMPLETE[self.name])
        return built


class PageRenderer(DjangoTemplates):
    """Forms, formsets and fields in the common design; the setting FORM_RENDERER names it."""

    form_template_name = "web/forms/form.html"
    formset_template_name = "web/forms/formset.html"
    field_template_name = "web/forms/field.html"
    bound_field_class = PageField

    # Radios and checkboxes in a group need their own mark-up; all other widgets keep Django's.
    ours: ClassVar = {
        "django/forms/widgets/radio.html": "web/forms/choices.html",
        "django/forms/widgets/checkbox_select.html": "web/forms/choices.html",
        "django/forms/errors/list/default.html": "web/forms/errors.html",
        "django/forms/errors/list/ul.html": "web/forms/errors.html",
    }

    def get_template(self, template_name: str) -> Any:
        """The page's own template where there is one, otherwise Django's."""
        return super().get_template(self.ours.get(template_name, template_name))
