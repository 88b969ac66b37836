from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from indgang.checkins.models import Hand, Schedule
from indgang.checkins.operations.hands import LONGEST_WORDS
from indgang.checkins.rules.instruments import instrument, instruments
from indgang.checkins.rules.questions import Question
from indgang.kernel.words import Language


class AnswerForm(forms.Form):
    value = forms.TypedChoiceField(
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Vælg et svar, eller spring over."),
            "invalid_choice": _("Vælg et af svarene, eller spring over."),
        },
    )

    def __init__(
        self, data: Any, *, question: Question, given: int | None, language: Language
    ) -> None:
        super().__init__(data, initial={"value": given})
        field = self.fields["value"]
        field.label = question.text.said(language)
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 – the type checker cannot know
        field.choices = [(answer.value, answer.text.said(language)) for answer in question.answers]


class TalkForm(forms.Form):
    written_by_guest = True
    words = forms.CharField(
        label=_("Vil du skrive lidt om det?"),
        help_text=_("Skriv også gerne, hvordan vi kan få fat i dig."),
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class OutcomeForm(forms.Form):
    outcome = forms.ChoiceField(choices=Hand.OUTCOMES, required=False)

    def clean_outcome(self) -> str:
        return self.cleaned_data["outcome"] or "talked"


class MomentForm(forms.Form):
    instruments = forms.MultipleChoiceField(
        label=_("Hvad spørger I om?"), widget=forms.CheckboxSelectMultiple
    )
    is_active = forms.BooleanField(label=_("Spørg på dette tidspunkt"), required=False)

    def __init__(self, data: Any, *, moment: Schedule, language: Language) -> None:
        super().__init__(
            data,
            initial={"instruments": moment.instruments, "is_active": moment.is_active},
            prefix=moment.key,
        )
        field = self.fields["instruments"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 – the type checker cannot know
        field.choices = [
            (name, instrument(name).name.said(language))
            for name in dict.fromkeys(found for found, _version in instruments())
        ]
