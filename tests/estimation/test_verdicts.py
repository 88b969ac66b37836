"""What may be said of an offer."""

import numpy as np
import pytest

from indgang.effects.estimation.mixture import Mixed
from indgang.effects.estimation.verdicts import Verdict, robustness_value, verdict_of


def said(*, starts: int = 40, mean: float = 0.0, sd: float = 1.0) -> Verdict:
    effect = Mixed(np.ones((1, 1)), np.full((1, 1), mean), np.full((1, 1), sd))
    harms = float(effect.below(0.0)[0])
    return verdict_of(
        starts=starts, p_helps=1.0 - harms, p_harms=harms, p_below=float(effect.below(0.5)[0]),
        sd=sd, answer_sd=10.0,
    ).verdict  # fmt: skip


def test_of_fewer_than_five_starters_nothing_is_said_however_clear_it_looks() -> None:
    assert said(starts=4, mean=9.0, sd=0.1) is Verdict.TOO_FEW
    assert said(starts=5, mean=9.0, sd=0.1) is Verdict.HELPS


def test_each_thing_is_said_only_when_it_is_sure() -> None:
    assert said(mean=1.65) is Verdict.HELPS
    assert said(mean=1.6) is Verdict.STILL_LEARNING
    assert said(mean=-0.8) is Verdict.REVIEW
    assert said(mean=-1.65) is Verdict.HARM_ALARM
    assert said(mean=0.0, sd=4.0) is Verdict.STILL_LEARNING


def test_who_is_known_well_needs_no_more_starters() -> None:
    known = {"p_helps": 0.5, "p_harms": 0.5, "p_below": 0.6, "answer_sd": 10.0}
    assert verdict_of(starts=40, sd=1.0, **known).more_needed == 0
    assert verdict_of(starts=0, sd=1e6, **known).more_needed == 41  # (1.28 · 10 / 2)²


def test_the_robustness_value_is_that_of_its_authors() -> None:
    """Cinelli and Hazlett's Darfur example: t = 4.18 on 783 degrees of freedom gives 13.9 %."""
    value = robustness_value(np.array([4.18]), np.array([1.0]), 783)
    assert value == pytest.approx([0.139], abs=5e-4)


def test_quantiles_of_a_mixture_are_where_its_probabilities_say() -> None:
    mixture = Mixed(np.array([[0.3, 0.7]]), np.array([[-2.0, 1.0]]), np.array([[0.5, 1.5]]))
    for share in (0.025, 0.5, 0.975):
        assert mixture.below(mixture.quantile(share)) == pytest.approx([share], abs=1e-9)
