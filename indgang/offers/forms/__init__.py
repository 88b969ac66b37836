"""What people fill in: to find something, to try it, and to keep it up to date."""

from indgang.offers.forms.finding import SearchForm, TryForm, UseForm
from indgang.offers.forms.keeping import CancelForm, MoveForm, OfferForm, TimesForm
from indgang.offers.forms.overview import NeedForm, PlaceForm, TableForm
from indgang.offers.forms.runs import ChangeRunForm, RunForm, UrgencyForm
from indgang.offers.forms.stays import NewcomerNightsForm, NightsForm, ProlongForm, ThingForm

__all__ = [
    "CancelForm",
    "ChangeRunForm",
    "MoveForm",
    "NeedForm",
    "NewcomerNightsForm",
    "NightsForm",
    "OfferForm",
    "PlaceForm",
    "ProlongForm",
    "RunForm",
    "SearchForm",
    "TableForm",
    "ThingForm",
    "TimesForm",
    "TryForm",
    "UrgencyForm",
    "UseForm",
]
