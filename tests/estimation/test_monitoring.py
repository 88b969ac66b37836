"""Watching without crying wolf: how often healthy offers are accused, and ill ones found."""

import numpy as np
import pytest

from indgang.effects.estimation.monitoring import (
    alarm_at,
    chart_of,
    claimed,
    e_values,
    funnel,
    standardised,
)

YEARS = 5
OFFERS = 600


@pytest.mark.parametrize("per_year", [13, 52])
def test_one_healthy_offer_in_twenty_raises_an_alarm_in_five_years(per_year: int) -> None:
    rng = np.random.default_rng(per_year)
    alarms = [
        chart_of(rng.normal(size=YEARS * per_year), courses_per_year=per_year).alarm is not None
        for _ in range(OFFERS)
    ]
    assert 0.025 <= np.mean(alarms) <= 0.08


def test_a_drop_of_a_whole_standard_deviation_is_seen_within_sixteen_weeks() -> None:
    rng = np.random.default_rng(4)
    weeks = []
    for _ in range(300):
        residuals = rng.normal(size=5 * 52)
        residuals[52:] -= 1.0
        alarm = chart_of(residuals, courses_per_year=52).alarm
        if alarm is not None and alarm >= 52:
            weeks.append(alarm - 51)
    assert np.median(weeks) <= 16


def test_claims_about_a_hundred_and_fifty_healthy_offers_in_four_years_are_seldom() -> None:
    rng = np.random.default_rng(9)
    wrong = 0
    for _ in range(40):
        evidence = np.array([e_values(rng.normal(size=4 * 26)) for _ in range(150)])
        wrong += any(claimed(list(week)) for week in evidence.T[::2])
    assert wrong / 40 <= 0.10


def test_an_ill_offer_among_many_is_claimed_and_the_others_are_not() -> None:
    rng = np.random.default_rng(2)
    residuals = rng.normal(size=(150, 4 * 52))
    residuals[7, 52:] -= 0.5
    assert claimed([float(e_values(one)[-1]) for one in residuals]) == [7]


def test_evidence_of_a_healthy_offer_is_one_on_average() -> None:
    rng = np.random.default_rng(3)
    ends = [e_values(rng.normal(size=10))[-1] for _ in range(20_000)]
    assert np.mean(ends) == pytest.approx(1.0, abs=0.15)


def test_the_limit_grows_with_how_many_come() -> None:
    assert [round(alarm_at(n), 1) for n in (5, 13, 26, 52, 104)] == [8.5, 8.5, 10.1, 11.6, 13.2]


def test_residuals_that_vary_more_than_expected_count_for_less() -> None:
    rng = np.random.default_rng(5)
    wild = standardised(rng.normal(50.0, 20.0, 400), np.full(400, 50.0), 10.0)
    assert np.std(wild[50:]) == pytest.approx(1.0, abs=0.15)


def test_the_funnel_narrows_with_how_many_came() -> None:
    few = funnel(9, middle=2.0, between_sd=1.0, answer_sd=9.0)
    many = funnel(900, middle=2.0, between_sd=1.0, answer_sd=9.0)
    assert few.outer == pytest.approx((2.0 - 3.0 * 10**0.5, 2.0 + 3.0 * 10**0.5))
    assert many.inner[1] < few.inner[1]
