"""What the house keeps for itself: help at the desk, and what was not to be had."""

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from indgang.entrance.models import UnmetNeed, YoungHelp
from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.kernel.refused import NotThere, Refused
from indgang.offers.models import Need


@dataclass(frozen=True, kw_only=True)
class YoungWords:
    """What an administrator writes; what is left empty is said by the program's own words."""

    who_to_call: str = ""
    phone: str = ""
    open_when: str = ""
    at_the_desk: str = ""
    duty: str = ""
    to_the_young: str = ""
    checked_on: date


@transaction.atomic
def keep_young_help(*, words: YoungWords, by: Actor) -> YoungHelp:
    """What hosts and young people read when somebody under 18 comes, new or changed.

    The database lets only an administrator do this. Raises Refused for a check date in the future.
    """
    if words.checked_on > clock.today():
        raise Refused(_("Datoen kan ikke ligge i fremtiden."))
    said = {
        name: value.strip() if isinstance(value, str) else value
        for name, value in asdict(words).items()
    }
    kept, _made = YoungHelp.objects.update_or_create(id=1, defaults=said)
    return kept


@transaction.atomic
def note_unmet_need(*, unit_id: UUID, need: str, by: Actor) -> UnmetNeed:
    """Count that somebody needed this today and it is not to be had here; "" for something else.

    Nothing is kept of who it was, so that pressing twice counts twice. Raises NotThere for a need
    that does not exist, and for somebody who holds no conversations.
    """
    if not by.is_house or (need and not Need.objects.filter(code=need).exists()):
        raise NotThere
    return UnmetNeed.objects.create(unit_id=unit_id, need_id=need or None, on=clock.today())
