"""What people fill in: to find something, to try it, and to keep it up to date."""

from indgang.offers.forms.finding import SearchForm, TryForm, UseForm
from indgang.offers.forms.keeping import CancelForm, MoveForm, OfferForm, TimesForm
from indgang.offers.forms.overview import NeedForm, PlaceForm, TableForm
from indgang.offers.forms.stays import NewcomerNightsForm, NightsForm, ProlongForm, ThingForm

__all__ = [
    "CancelForm",
    "MoveForm",
    "NeedForm",
    "NewcomerNightsForm",
    "NightsForm",
    "OfferForm",
    "PlaceForm",
    "ProlongForm",
    "SearchForm",
    "TableForm",
    "ThingForm",
    "TimesForm",
    "TryForm",
    "UseForm",
]
