"""Weeks in which somebody was asked, put into a few bands: the last is the end."""

import numpy as np

from indgang.effects.estimation.courses import Floats, Ints

CUTS = np.array([9.75, 16.5])  # between the usual follow-ups: weeks 6–7, 13 and 20
FEWEST = 0.03  # of all answers: a band with less is joined to its neighbour


def cuts_of(weeks: Floats) -> Floats:
    """Where one band ends and the next begins, for answers given in these weeks."""
    different = np.unique(np.round(weeks, 1))
    if len(different) <= 4:
        cuts = (different[1:] + different[:-1]) / 2.0
    else:
        cuts = CUTS if weeks.max() > CUTS[-1] else np.quantile(weeks, [1 / 3, 2 / 3])
    kept: list[float] = []
    below = 0
    for cut in [*cuts, np.inf]:
        number = int((weeks < cut).sum())
        if number - below < max(FEWEST * len(weeks), 2):
            if np.isinf(cut) and kept:
                kept.pop()  # too few at the end: they belong to the band before
            continue
        below = number
        if not np.isinf(cut):
            kept.append(float(cut))
    return np.array(kept)


def banded(
    course: Ints, week: Floats, value: Floats, cuts: Floats, courses: int
) -> tuple[Floats, Floats]:
    """Answers and weeks of each course in each band: (courses, bands), means of several.

    Where nothing was answered these are ``nan`` and the middle week of the band.
    """
    bands = len(cuts) + 1
    cell = course * bands + np.searchsorted(cuts, week, side="right")
    size = courses * bands
    number = np.bincount(cell, minlength=size)
    there = number > 0
    answers, weeks = np.full(size, np.nan), np.full(size, np.nan)
    answers[there] = np.bincount(cell, value, minlength=size)[there] / number[there]
    weeks[there] = np.bincount(cell, week, minlength=size)[there] / number[there]
    table = weeks.reshape(courses, bands)
    middle = np.nanmean(table, axis=0)
    return answers.reshape(courses, bands), np.where(np.isnan(table), middle, table)
