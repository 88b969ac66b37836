"""From courses to the solved equations: twice, for how answers go together must be net of offers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from indgang.effects.estimation import mixed
from indgang.effects.estimation.courses import Courses, Floats, Ints, reached
from indgang.effects.estimation.covariance import complete_covariance, unexplained
from indgang.effects.estimation.features import Scale, scale_of
from indgang.effects.estimation.statistics import Statistics, bundles, statistics_of

PASSES = 2
SAMPLED = 1500  # courses in which the doubt about what a bundle gave is looked up
FEWEST_FREE = 10  # answers beyond the fixed columns


class TooLittleError(ValueError):
    """There are too few answers to estimate anything."""


@dataclass(frozen=True)
class Part:
    """One municipality: its courses, its offers and its guides by their numbers."""

    courses: Courses
    offers: Ints
    guides: Ints


@dataclass(frozen=True)
class Fitted:
    """All that was estimated; ``parts`` and the blocks of ``equations`` in the same order."""

    courses: Courses
    parts: tuple[Part, ...]
    scale: Scale
    covariance: Floats
    statistics: tuple[Statistics, ...]
    equations: mixed.Equations
    log_ratios: Floats
    solved: mixed.Solved

    @property
    def bundle_fixed(self) -> tuple[Ints, Ints]:
        """Which shared columns are the bundle's fixed ones, and which of those these are.

        Of: its crowd, what an offer gives, what it gives more to who has the need it is for.
        """
        first = len(self.statistics[0].fixed_answer) - 1
        here = np.flatnonzero(self.equations.kept >= first)
        return here, self.equations.kept[here] - first

    @property
    def is_beside_none(self) -> bool:
        """Whether effects are beside no offer at all; else they are beside the average offer."""
        return 1 in self.bundle_fixed[1]


def fit(courses: Courses) -> Fitted:
    """Follow-ups with a free covariance between bands, net of what offers gave, in two rounds.

    Raises ``TooLittleError`` when there are hardly more answers than what is held fixed.
    """
    scale = scale_of(courses)
    parts = parts_of(courses)
    bands = courses.answers.shape[1]
    end = tuple(replace(part, courses=end_of(part.courses)) for part in parts)
    fitted = estimate(courses, end, scale, np.eye(bands), start=None)
    fitted = replace(fitted, parts=parts)
    for _ in range(PASSES if bands > 1 else 0):
        fitted = estimate(courses, parts, scale, _covariance(fitted), start=fitted.log_ratios)
    return fitted


def parts_of(courses: Courses) -> tuple[Part, ...]:
    """Each municipality by itself."""
    found = []
    # A municipality may have courses and no offer; its courses say how people rise without any.
    last = max(courses.offers.municipality.max(initial=0), courses.municipality.max(initial=0))
    for m in range(int(last) + 1):
        some = courses.some(courses.municipality == m)
        offers = np.flatnonzero(courses.offers.municipality == m)
        found.append(Part(some, offers, np.unique(some.guide)))
    return tuple(found)


def estimate(
    courses: Courses, parts: Sequence[Part], scale: Scale, covariance: Floats, *,
    start: Floats | None,
) -> Fitted:  # fmt: skip
    """One round, with this covariance between bands."""
    sums = tuple(
        statistics_of(one.courses, scale, covariance, offers=one.offers, guides=one.guides)
        for one in parts
    )
    equations = mixed.equations_of(sums, kinds_of(courses, parts), courses.kinds)
    if equations.answers < equations.fixed + FEWEST_FREE:
        raise TooLittleError(
            f"{equations.answers:.0f} answers are too few: "
            f"{equations.fixed} things are held fixed when courses are compared."
        )
    log_ratios = mixed.spreads(equations, start=start)
    solved, _ = mixed.solve(equations, log_ratios)
    return Fitted(courses, tuple(parts), scale, covariance, sums, equations, log_ratios, solved)


def kinds_of(courses: Courses, parts: Sequence[Part]) -> list[Ints]:
    """The types of each municipality's offers."""
    return [courses.offers.kind[one.offers] for one in parts]


def end_of(courses: Courses) -> Courses:
    """The courses as if only the end had been asked about."""
    answers = courses.answers.copy()
    answers[:, :-1] = np.nan
    return replace(courses, answers=answers)


def _covariance(fitted: Fitted) -> Floats:
    """How one person's answers go together, net of what his bundle, guide and municipality gave.

    The doubt about that is put back in: without it the offers seem to explain what they do not,
    and intervals come out too narrow.
    """
    given, doubts = [], []
    rng = np.random.default_rng(7)
    share = SAMPLED / max(len(fitted.courses), 1)
    for m, part in enumerate(fitted.parts):
        own, shared = bundle_rows(fitted, m, part)
        given.append(shared @ fitted.solved.shared + own @ fitted.solved.own[m])
        some = rng.random(len(own)) < share
        doubts.append(mixed.contrast(fitted.solved, m, own[some], shared[some])[1])
    left = unexplained([part.courses for part in fitted.parts], given, fitted.scale)
    middle = np.nanmean(reached(np.concatenate([p.courses.weeks for p in fitted.parts])), axis=0)
    return complete_covariance(left) + np.outer(middle, middle) * float(
        np.concatenate(doubts).mean()
    )


def bundle_rows(fitted: Fitted, m: int, part: Part) -> tuple[Floats, Floats]:
    """What each course was given, as combinations of own and of shared columns."""
    courses, offers = part.courses, part.offers
    chosen, match = bundles(courses, offers)
    who = (courses.guide[:, None] == part.guides).astype(float)
    own = np.hstack([chosen.toarray(), who, np.ones((len(courses), 1))])
    carry = fitted.equations.blocks[m].carry
    told = chosen @ carry[: len(offers)] + match @ carry[len(offers) :]
    size = np.asarray(chosen.sum(1)).ravel()
    return own[:, : len(fitted.solved.own[m])], shared_columns(
        fitted, size * (size - 1.0) / 2.0, told
    )


def shared_columns(fitted: Fitted, crowd: Floats, told: Floats) -> Floats:
    """(rows, shared columns) from how crowded each bundle is, and from its columns of offers."""
    shared = np.zeros((len(crowd), len(fitted.solved.shared)))
    here, which = fitted.bundle_fixed
    shared[:, here] = np.column_stack([crowd, told[:, :2]])[:, which]
    shared[:, fitted.equations.fixed :] = told[:, 2:]
    return shared
