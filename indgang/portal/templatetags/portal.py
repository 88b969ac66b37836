"""Figures of the house in words."""

from django import template

register = template.Library()


@register.filter
def percent(share: float | None) -> str:
    """A share of one as whole percent; empty for none at all."""
    return "" if share is None else f"{round(share * 100)} %"
