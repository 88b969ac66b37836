"""What people fill in: to find something, to try it, and to keep it up to date."""

from indgang.offers.forms.finding import SearchForm, TryForm, UseForm
from indgang.offers.forms.keeping import CancelForm, MoveForm, OfferForm, TimesForm
from indgang.offers.forms.overview import NeedForm, PlaceForm, TableForm

__all__ = [
    "CancelForm",
    "MoveForm",
    "NeedForm",
    "OfferForm",
    "PlaceForm",
    "SearchForm",
    "TableForm",
    "TimesForm",
    "TryForm",
    "UseForm",
]
