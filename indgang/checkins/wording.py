"""A curve as it is shown: drawn so that up is always lighter, with a sentence and the words chosen.

Nothing here is clinical, and nothing says that the house made the difference: a change is a change.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from indgang.checkins.queries import Curve
from indgang.checkins.rules.curve import Point, change_in_words
from indgang.checkins.rules.instruments import Better, Instrument, Licence, Scoring
from indgang.checkins.rules.scores import band
from indgang.kernel.words import Language, Words, day_in_words
from indgang.web import curve as drawing


@dataclass(frozen=True)
class Chart:
    """One curve on a page."""

    id: str
    title: str
    description: str  # what it means, and how it has gone since the first answer
    drawn: drawing.Curve
    offers_talk: bool
    licence: Licence
    is_own_goal: bool


def language_of(code: str | None) -> Language:
    """The language of a page, of the two there are."""
    return "en" if (code or "").startswith("en") else "da"


def charts(curves: Sequence[Curve], language: Language) -> list[Chart]:
    """Each curve as it is shown, in the order given."""
    return [_chart(curve, number, language) for number, curve in enumerate(curves, 1)]


@dataclass(frozen=True)
class Group:
    """Curves that belong together on a page."""

    title: str
    charts: list[Chart]


def groups(shown: Sequence[Chart]) -> list[Group]:
    """What the guest himself wants first, then how he is."""
    own = [chart for chart in shown if chart.is_own_goal]
    others = [chart for chart in shown if not chart.is_own_goal]
    found = [Group(_("Det, jeg gerne vil"), own), Group(_("Sådan har jeg det"), others)]
    return [group for group in found if group.charts]


def attributions(shown: Sequence[Chart]) -> list[Licence]:
    """Each licence of what is shown, once, that asks to be named beside it."""
    return list(dict.fromkeys(chart.licence for chart in shown))


def _chart(curve: Curve, number: int, language: Language) -> Chart:
    asked, points = curve.instrument, curve.points
    found = None if curve.item else band(asked, points[-1].value)
    meaning = found.text.said(language) if found else ""
    return Chart(
        id=f"kurve-{number}",
        title=_title(curve, language),
        description=" ".join(filter(None, (meaning, _description(curve, language)))),
        drawn=_drawn(curve, language),
        offers_talk=bool(found and found.offers_talk),
        licence=asked.licence,
        is_own_goal=bool(curve.goal),
    )


def _stands_alone(curve: Curve) -> bool:
    """Whether it shows answers as they were chosen rather than a figure counted from several."""
    return bool(curve.item) or len(curve.instrument.items) == 1


def _title(curve: Curve, language: Language) -> str:
    if curve.goal:
        return curve.goal
    asked = curve.instrument
    item = curve.item or (asked.items[0].id if len(asked.items) == 1 else "")
    if item and asked.scoring is Scoring.EACH:
        return next(one.text.said(language) for one in asked.items if one.id == item)
    return asked.name.said(language)


def _description(curve: Curve, language: Language) -> str:
    """One sentence from the first answer to the latest."""
    points = curve.points
    if not _stands_alone(curve):
        return change_in_words(curve.instrument, points, language)
    latest = {
        "day": day_in_words(points[-1].answered_on, language),
        "answer": _in_words(curve, points[-1], language),
    }
    if len(points) == 1:
        return _("Den %(day)s svarede du: %(answer)s.") % latest
    first = {
        "first_day": day_in_words(points[0].answered_on, language),
        "first_answer": _in_words(curve, points[0], language),
    }
    return (
        _("Den %(first_day)s svarede du: %(first_answer)s. Den %(day)s svarede du: %(answer)s.")
        % {**first, **latest}
    )  # fmt: skip


def _in_words(curve: Curve, point: Point, language: Language) -> str:
    asked = curve.instrument
    if _stands_alone(curve):
        chosen = _chosen(asked, round(point.value))
        return chosen.said(language) if chosen else str(round(point.value))
    if asked.scoring is Scoring.SHARE:
        return f"{round(point.value)} %"
    return _("%(figure)s af %(most)s") % {
        "figure": round(point.value),
        "most": round(asked.highest),
    }


def _chosen(asked: Instrument, value: int) -> Words | None:
    return next((answer.text for answer in asked.answers if answer.value == value), None)


def _drawn(curve: Curve, language: Language) -> drawing.Curve:
    low, high = _range(curve)
    middle = (low + high) / 2
    up, down = _ends(curve, language)
    return drawing.draw_curve(
        [
            drawing.Point(
                label=label,
                value=_turned(curve, point.value),
                text=_in_words(curve, point, language),
                at=float(point.answered_on.toordinal()),
            )
            for point, label in zip(curve.points, _labels(curve.points), strict=True)
        ],
        low=low,
        high=high,
        bands=(
            drawing.Band(middle, high, up, "moss"),
            drawing.Band(low, middle, down, ""),
        ),
    )


def _ends(curve: Curve, language: Language) -> tuple[str, str]:
    """What up and down mean: the outermost answers where they are short enough to stand there."""
    if curve.goal:
        return _("Mere"), _("Mindre")
    if not _stands_alone(curve):
        return _("Lettere"), _("Sværere")
    in_order = sorted(curve.instrument.answers, key=lambda answer: answer.value)
    if curve.instrument.better is Better.LOWER:
        in_order.reverse()
    return in_order[-1].text.said(language), in_order[0].text.said(language)


def _range(curve: Curve) -> tuple[float, float]:
    asked = curve.instrument
    if _stands_alone(curve):
        return float(min(asked.values)), float(max(asked.values))
    return asked.lowest, asked.highest


def _turned(curve: Curve, value: float) -> float:
    """Where lower is better the curve is turned over, so that up is the same way everywhere."""
    low, high = _range(curve)
    return value if curve.instrument.better is Better.HIGHER else low + high - value


def _labels(points: Sequence[Point]) -> list[str]:
    """What stands under each point: "4. juni", or "juni 26" where the curve goes over New Year."""
    days = [point.answered_on for point in points]
    shape = "SHORT_MONTH" if days[0].year != days[-1].year else "SHORT_DAY"
    return [date_format(day, shape) for day in days]
