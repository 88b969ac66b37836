"""`{% kept %}`: a piece that is the same on page after page is made once.

    {% load kept %}
    {% kept municipality %}<footer>…</footer>{% endkept %}

The piece may depend on the language, on the values named, and on nothing else. Never name anything
that belongs to a person: what is made for one reader is shown to the next.
"""

from __future__ import annotations

from collections.abc import Hashable

from django import template
from django.template import TemplateSyntaxError
from django.template.base import FilterExpression, Node, NodeList, Parser, Token
from django.template.context import Context
from django.template.loader_tags import BlockNode
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from indgang.web.parts import Public

register = template.Library()

# What more than so many readers in turn see differently is not worth keeping.
MOST = 64


class KeptNode(Node):
    """A piece of a page, and what it looked like for the values met so far."""

    def __init__(self, values: list[FilterExpression], nodelist: NodeList) -> None:
        self.values = values
        self.nodelist = nodelist
        self._made: dict[tuple[Hashable, ...], SafeString] = {}

    def render(self, context: Context) -> SafeString:
        """The piece, made now or before."""
        key = (get_language(), *(self._checked(value.resolve(context)) for value in self.values))
        made = self._made.get(key)
        if made is None:
            if len(self._made) >= MOST:
                self._made.clear()
            made = self._made[key] = self.nodelist.render(context)
        return made

    def _checked(self, value: object) -> Hashable:
        if isinstance(value, bool | Public):
            return value
        if isinstance(value, tuple) and all(isinstance(each, Public) for each in value):
            return value
        if not value:  # nothing, or a name that the page does not have
            return False
        raise TypeError("{% kept %} takes yes or no and what is Public, and nothing of a person.")


@register.tag("kept")
def kept(parser: Parser, token: Token) -> KeptNode:
    """What stands between {% kept %} and {% endkept %}, for the values named in the tag."""
    _tag, *bits = token.split_contents()
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    if nodelist.get_nodes_by_type(BlockNode):
        raise TemplateSyntaxError("{% kept %} cannot hold a block: each page fills it anew.")
    return KeptNode([parser.compile_filter(bit) for bit in bits], nodelist)
