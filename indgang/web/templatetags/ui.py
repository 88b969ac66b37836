"""Components in a template: `{% ui %}` for one that stands alone, `{% wrap %}` around content.

    {% load ui %}
    {% ui "badge" text=_("Ledig") tone="success" %}
    {% wrap "card" title=offer.title href=offer.url %}
      <p>{{ offer.what }}</p>
      {% slot actions %}{% ui "button" text=_("Jeg vil prøve") %}{% endslot %}
    {% endwrap %}

A name that the component does not know, or one that it needs and does not get, is an error when
the template is read. Names that begin with hx_, data_ or aria_ become attributes of its element.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import zip_longest
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from django import template
from django.template import Engine, TemplateSyntaxError
from django.template.base import (
    FilterExpression,
    Node,
    NodeList,
    Parser,
    Token,
    Variable,
    token_kwargs,
)
from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from indgang.web.components import Component, component
from indgang.web.danish import in_danish, told
from indgang.web.marks import Mark, marks_of
from indgang.web.municipality import last_known
from indgang.web.parts import Pin

register = template.Library()
register.filter("told", told)

ATTRIBUTES = ("hx_", "data_", "aria_")
# A component sees its own arguments and these of the page.
PASSED_ON = ("request", "csrf_token", "municipality", "LANGUAGE_CODE")

ICONS = Path(__file__).parents[1] / "icons.svg"
SVG = "{http://www.w3.org/2000/svg}"


class SlotNode(Node):
    """A named piece of the content that a component is wrapped around."""

    def __init__(self, name: str, nodelist: NodeList) -> None:
        self.name = name
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        """The piece, where the component asks for it."""
        return self.nodelist.render(context)


class ComponentNode(Node):
    """A component with its arguments and, if it is wrapped around something, the content."""

    def __init__(
        self,
        part: Component,
        arguments: dict[str, FilterExpression],
        body: NodeList | None = None,
        slots: tuple[SlotNode, ...] = (),
    ) -> None:
        self.part = part
        self.arguments = arguments
        self.nodelist = body if body is not None else NodeList()
        self.slots = slots
        self.has_attributes = any(name.startswith(ATTRIBUTES) for name in arguments)
        # A name that is not there costs Django ten times what an empty one does, and says the same.
        self.unsaid = dict.fromkeys(part.known, "")
        # The same words in the same place on every page: made once for each language.
        self.is_constant = (
            body is None
            and part.is_plain
            and not any(
                isinstance(value.var, Variable) or value.filters for value in arguments.values()
            )
        )
        self._made: dict[str | None, SafeString] = {}

    def render(self, context: Context) -> SafeString:
        """The component's mark-up."""
        if not self.is_constant:
            return self._render(context)
        language = get_language()
        if language not in self._made:
            self._made[language] = self._render(context)
        return self._made[language]

    def _render(self, context: Context) -> SafeString:
        values: dict[str, Any] = dict(self.unsaid)
        values |= {name: context[name] for name in PASSED_ON if name in context}
        values |= {name: value.resolve(context) for name, value in self.arguments.items()}
        values["attrs"] = as_attributes(values) if self.has_attributes else ""
        if self.nodelist:
            values["body"] = self.nodelist.render(context)
        for slot in self.slots:
            values[slot.name] = slot.render(context)
        engine = context.template.engine if context.template else Engine.get_default()
        return engine.get_template(self.part.template).render(context.new(values))


def as_attributes(values: dict[str, object]) -> SafeString:
    """The arguments that are attributes, as mark-up: data_copy="#code" becomes data-copy."""
    named = [
        (name.replace("_", "-"), value)
        for name, value in values.items()
        if name.startswith(ATTRIBUTES) and value is not None and value is not False
    ]
    return format_html_join("", ' {}="{}"', ((n, "" if v is True else v) for n, v in named))


@register.tag("ui")
def stand_alone(parser: Parser, token: Token) -> ComponentNode:
    """A component that is given all it needs in the tag."""
    part, arguments = _read(parser, token)
    _demand(part, set(arguments))
    return ComponentNode(part, arguments)


@register.tag("wrap")
def around(parser: Parser, token: Token) -> ComponentNode:
    """A component around what stands between {% wrap %} and {% endwrap %}."""
    part, arguments = _read(parser, token)
    content = parser.parse(("endwrap",))
    parser.delete_first_token()
    slots = tuple(node for node in content if isinstance(node, SlotNode))
    body = NodeList([node for node in content if not isinstance(node, SlotNode)])
    given = set(arguments) | {slot.name for slot in slots} | {"body"}
    _demand(part, given)
    return ComponentNode(part, arguments, body, slots)


@register.tag("slot")
def named_piece(parser: Parser, token: Token) -> SlotNode:
    """A piece of a {% wrap %} that the component puts in a place of its own."""
    try:
        _, name = token.split_contents()
    except ValueError:
        raise TemplateSyntaxError("{% slot %} takes one name.") from None
    nodelist = parser.parse(("endslot",))
    parser.delete_first_token()
    return SlotNode(name, nodelist)


def _read(parser: Parser, token: Token) -> tuple[Component, dict[str, FilterExpression]]:
    tag, *bits = token.split_contents()
    if not bits or bits[0][0] not in "\"'":
        raise TemplateSyntaxError(f"{{% {tag} %}} takes the component's name in quotes first.")
    try:
        part = component(bits[0].strip("\"'"))
    except ValueError as fault:
        raise TemplateSyntaxError(str(fault)) from fault
    rest = bits[1:]
    arguments = token_kwargs(rest, parser)
    if rest:
        raise TemplateSyntaxError(f"{{% {tag} “{part.name}” %}} cannot read “{rest[0]}”.")
    return part, arguments


def _demand(part: Component, given: set[str]) -> None:
    unknown = {name for name in given - part.known if not name.startswith(ATTRIBUTES)}
    if unknown:
        raise TemplateSyntaxError(f"“{part.name}” does not know: {', '.join(sorted(unknown))}.")
    missing = part.needed - given
    if missing:
        raise TemplateSyntaxError(f"“{part.name}” needs: {', '.join(sorted(missing))}.")


@cache
def _drawings() -> dict[str, tuple[str, str]]:
    """Every icon's box and mark-up, read once."""
    root = ElementTree.parse(ICONS).getroot()  # noqa: S314  this package's own file
    ElementTree.register_namespace("", SVG.strip("{}"))
    return {
        symbol.attrib["id"]: (
            symbol.attrib["viewBox"],
            "".join(f'<path d="{path.attrib["d"]}"/>' for path in symbol.iter(f"{SVG}path")),
        )
        for symbol in root.iter(f"{SVG}symbol")
    }


def icon_names() -> list[str]:
    """Every icon there is, by name."""
    return sorted(_drawings())


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon, drawn on the page itself; with a label only where it carries meaning alone.

    Raises KeyError for an icon that is not there.
    """
    return _drawn(name, str(label))


@lru_cache(maxsize=512)
def _drawn(name: str, label: str) -> SafeString:
    spoken = (
        format_html('role="img" aria-label="{}"', label)
        if label
        else mark_safe('aria-hidden="true"')
    )
    box, drawing = _drawings()[name]
    return format_html(
        '<svg class="icon-svg" viewBox="{}" focusable="false" {}>{}</svg>',
        box,
        spoken,
        mark_safe(drawing),  # noqa: S308  this package's own file
    )


@register.simple_tag(takes_context=True)
def the_municipality(context: Context) -> str:
    """See to it that the page has a municipality, also where no context processor has run."""
    if "municipality" not in context:
        context["municipality"] = last_known()
    return ""


@register.filter
def danish(text: str) -> object:
    """A text that is kept in Danish only, with its language where that is not the page's."""
    return told(in_danish(text))


@register.filter
def tel(number: str) -> str:
    """A telephone number as a telephone dials it."""
    return "".join(sign for sign in number if sign.isdigit() or sign == "+")


@register.filter
def beside(cells: Sequence[object], columns: Sequence[str]) -> list[tuple[object, str]]:
    """Each cell with the name of its column."""
    return list(zip_longest(cells, columns, fillvalue=""))[: len(cells)]


@register.filter
def initials(name: str) -> str:
    """The first letters of at most two words of a name."""
    return "".join(word[0] for word in name.split()[:2]).upper()


@register.filter
def share_of(value: float, maximum: float) -> str:
    """How much of a hundred the value is, as a number that no language changes."""
    share = 100 * value / maximum if maximum else 0
    return f"{min(100.0, max(0.0, share)):.1f}"


@register.filter
def groups(code: str) -> list[str]:
    """The groups of a code that is parted by dashes or spaces."""
    return code.replace("-", " ").split()


@register.filter
def you_and(names: Sequence[str]) -> str:
    """The reader and the names, as one says them: du, Mette og Ali."""
    return in_words([_("du"), *names])


@register.filter
def marks(pins: Sequence[Pin], at: object) -> list[Mark]:
    """What is drawn of the pins of the map with that name."""
    return marks_of(pins, at=str(at))


@register.filter
def in_words(names: Sequence[str]) -> str:
    """Names as one says them: Mette, Ali og Karen."""
    if len(names) < 2:
        return "".join(names)
    return _("%(most)s og %(last)s") % {"most": ", ".join(names[:-1]), "last": names[-1]}
