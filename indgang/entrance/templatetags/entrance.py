"""Names of colleagues on the pages of the door."""

from uuid import UUID

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def named(names: dict[UUID, str], person_id: UUID | None) -> str:
    """What the colleague is called, or that it was one of the house."""
    return (names.get(person_id, "") if person_id else "") or _("En af os")
