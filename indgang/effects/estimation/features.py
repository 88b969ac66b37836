"""What is held fixed when courses are compared: the state at the door, and what was known then.

What somebody answered at the door stands here and is never subtracted from what he answered later:
who comes on a bad day rises anyway, and a difference would thank the offer for it.
"""

from dataclasses import dataclass

import numpy as np

from indgang.effects.estimation.courses import Courses, Floats

MANY_VALUES = 6  # a covariate with as many different values may bend
MANY_COURSES = 20  # for each column: with fewer nothing bends


@dataclass(frozen=True)
class Scale:
    """Fixed middle and spread of each column, so that sums of two days can be added."""

    middle: Floats  # (columns,); the state at the door first, then the covariates
    spread: Floats
    bends: tuple[bool, ...]
    has_gaps: tuple[bool, ...]  # whether it is unknown for some
    needs: Floats  # (needs,), the share that has each


def scale_of(courses: Courses) -> Scale:
    """The scale of these courses."""
    columns = _columns(courses)
    spread = np.nanstd(columns, axis=0)
    room = len(courses) >= MANY_COURSES * (3 * columns.shape[1] + courses.needs.shape[1] + 8)
    bends = tuple(
        bool(room and len(np.unique(columns[:5000, k])) >= MANY_VALUES)
        for k in range(columns.shape[1])
    )
    return Scale(
        middle=np.nanmean(columns, axis=0),
        spread=np.where(spread > 0, spread, 1.0),
        bends=bends,
        has_gaps=tuple(bool(gap) for gap in np.isnan(columns).any(axis=0).reshape(-1).tolist()),
        needs=courses.needs.mean(0),
    )


def _columns(courses: Courses) -> Floats:
    return np.column_stack([courses.baseline, courses.covariates])


def steady(courses: Courses, scale: Scale) -> Floats:
    """What lifts or lowers the whole course: (courses, columns). Bent lines with knots at ±1 SD."""
    z = (_columns(courses) - scale.middle) / scale.spread
    known = np.nan_to_num(z)
    parts = [known]
    for k, bends in enumerate(scale.bends):
        if bends:
            parts.append(np.maximum(known[:, k : k + 1] - 1.0, 0.0))
            parts.append(np.maximum(-known[:, k : k + 1] - 1.0, 0.0))
    for k, has_gaps in enumerate(scale.has_gaps):
        if has_gaps:
            parts.append(np.isnan(z[:, k : k + 1]).astype(float))
    parts.append(courses.needs - scale.needs)
    return np.column_stack(parts)


def passing(courses: Courses, scale: Scale) -> Floats:
    """What changes how fast somebody rises by himself: (courses, columns)."""
    z = np.nan_to_num((_columns(courses) - scale.middle) / scale.spread)
    return np.column_stack([np.ones(len(courses)), z])
