"""What is planted is found again, and figures of a person can be taken out."""

from dataclasses import fields, replace

import numpy as np
import pytest

from indgang.effects.estimation import mixed
from indgang.effects.estimation.courses import Courses
from indgang.effects.estimation.fit import TooLittleError, fit, kinds_of
from indgang.effects.estimation.posterior import effects_of
from indgang.effects.estimation.statistics import Statistics, statistics_of
from indgang.simulation.worlds import HEAVY_DROP_OUT, HIDDEN_CRISIS, WEAK_TYPES, World
from tests.estimation.towns import small_town

FEW = 8  # starters: with fewer nothing is asked of an estimate here


def test_too_few_answers_are_refused() -> None:
    courses, _ = small_town()
    first = np.arange(len(courses)) < 20
    with pytest.raises(TooLittleError, match="too few"):
        fit(courses.some(first))


def test_planted_effects_are_found_again_better_than_offer_by_offer() -> None:
    errors, plain, covered, ranks = [], [], [], []
    for seed in range(1, 6):
        courses, truth = small_town(seed)
        effects = effects_of(fit(courses))
        starts = np.bincount(courses.start_offer, minlength=len(truth))
        some = (starts >= FEW) & ~np.isnan(truth)
        errors.append((effects.average - truth)[some])
        plain.append((by_themselves(courses) - truth)[some])
        inside = (effects.quantile(0.025) <= truth) & (truth <= effects.quantile(0.975))
        covered.append(inside[some].mean())
        ranks.append(rank_correlation(effects.average[some], truth[some]))
    rmse = np.sqrt(np.mean(np.concatenate(errors) ** 2))
    assert rmse <= 1.75
    assert rmse <= 0.45 * np.sqrt(np.mean(np.concatenate(plain) ** 2))
    assert abs(np.concatenate(errors).mean()) < 0.3
    assert 0.90 <= np.mean(covered) <= 0.99
    assert np.mean(ranks) >= 0.70


@pytest.mark.parametrize("world", [WEAK_TYPES, HEAVY_DROP_OUT, HIDDEN_CRISIS])
def test_in_worlds_that_are_made_otherwise_it_stays_honest(world: World) -> None:
    errors, plain, covered = [], [], []
    for seed in (1, 2):
        courses, truth = small_town(seed, world)
        effects = effects_of(fit(courses))
        starts = np.bincount(courses.start_offer, minlength=len(truth))
        some = (starts >= FEW) & ~np.isnan(truth)
        errors.append((effects.average - truth)[some])
        plain.append((by_themselves(courses) - truth)[some])
        inside = (effects.quantile(0.025) <= truth) & (truth <= effects.quantile(0.975))
        covered.append(inside[some].mean())
    rmse, naive = (np.sqrt(np.mean(np.concatenate(one) ** 2)) for one in (errors, plain))
    assert rmse < 0.65 * naive
    assert np.mean(covered) >= 0.88


def test_a_municipality_without_offers_still_says_how_people_rise() -> None:
    courses, _ = small_town()
    starters = np.unique(courses.start_course)
    without = np.setdiff1d(np.arange(len(courses)), starters)
    elsewhere = courses.municipality.copy()
    elsewhere[without] = 1
    order = np.argsort(elsewhere, kind="stable")
    assert len(without) > 20
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    both = replace(
        courses, municipality=elsewhere[order], guide=courses.guide[order],
        baseline=courses.baseline[order], covariates=courses.covariates[order],
        needs=courses.needs[order], answers=courses.answers[order], weeks=courses.weeks[order],
        start_course=place[courses.start_course],
    )  # fmt: skip
    fitted = fit(both)
    told = (~np.isnan(courses.answers)).sum()
    assert fitted.equations.answers == told
    assert len(effects_of(fitted).average) == len(courses.offers)


def by_themselves(courses: Courses) -> np.ndarray:
    """What rose from the first day to the last, for each offer: what a plain table would say."""
    rise = courses.answers[:, -1] - courses.baseline
    there = ~np.isnan(rise[courses.start_course])
    offer, rise = courses.start_offer[there], rise[courses.start_course[there]]
    number = np.maximum(np.bincount(offer, minlength=len(courses.offers)), 1)
    return np.bincount(offer, rise - rise.mean(), minlength=len(courses.offers)) / number + 2.0


def rank_correlation(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.corrcoef(one.argsort().argsort(), other.argsort().argsort())[0, 1])


def test_sums_add_and_who_is_erased_leaves_no_trace() -> None:
    courses, _ = small_town()
    fitted = fit(courses)
    part = fitted.parts[0]
    erased = np.arange(len(courses)) % 16 == 3

    def sums(some: np.ndarray) -> Statistics:
        return statistics_of(
            courses.some(some), fitted.scale, fitted.covariance,
            offers=part.offers, guides=part.guides,
        )  # fmt: skip

    left = sums(np.ones(len(courses), dtype=bool)) - sums(erased)
    anew = sums(~erased)
    for one in fields(Statistics):
        a, b = getattr(left, one.name), getattr(anew, one.name)
        assert np.abs(a - b).max() <= 1e-10 * max(1.0, np.abs(b).max())
    effects = []
    for statistics in (left, anew):
        equations = mixed.equations_of([statistics], kinds_of(courses, [part]), courses.kinds)
        solved, _ = mixed.solve(equations, fitted.log_ratios)
        again = replace(fitted, statistics=(statistics,), equations=equations, solved=solved)
        effects.append(effects_of(again).average)
    assert effects[0] == pytest.approx(effects[1], abs=1e-9)


def test_the_slope_of_the_criterion_is_the_slope() -> None:
    courses, _ = small_town()
    fitted = fit(courses)
    at = np.log(np.array([0.05, 0.01, 0.02, 0.04, 0.02]))
    _, slope = mixed.solve(fitted.equations, at)
    for n in range(4):
        step = 1e-4 * np.eye(5)[n]
        higher, _ = mixed.solve(fitted.equations, at + step)
        lower, _ = mixed.solve(fitted.equations, at - step)
        assert slope[n] == pytest.approx((higher.criterion - lower.criterion) / 2e-4, rel=1e-3)


def test_where_all_start_equally_many_effects_are_beside_the_average_offer() -> None:
    courses, _ = small_town()
    number = np.bincount(courses.start_course, minlength=len(courses))
    fitted = fit(courses.some(number == 2))
    assert not fitted.is_beside_none
    assert abs(effects_of(fitted).average.mean()) < 1.0
