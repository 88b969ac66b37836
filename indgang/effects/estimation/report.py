"""What was found, as a table of offers and as a report that says how it was found."""

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np

from indgang.effects.estimation.dropping_out import (
    effects_on_leaving,
    tipping_points,
    weighted_effects,
)
from indgang.effects.estimation.files import Read
from indgang.effects.estimation.fit import Fitted
from indgang.effects.estimation.posterior import effects_of
from indgang.effects.estimation.verdicts import (
    INDIFFERENT,
    SURE,
    Verdict,
    robustness_value,
    verdict_of,
)

COLUMNS = (
    "municipality", "offer", "type", "starts", "mean", "sd", "lower", "upper", "p_helps", "p_below",
    "verdict",
)  # fmt: skip
FORMAT = "indgang-effects-1"


def findings(read: Read, fitted: Fitted) -> list[dict[str, Any]]:
    """One for each offer, in the order of municipalities. Of fewer than five starters no figure."""
    effects = effects_of(fitted)
    mean, sd = effects.average, effects.spread
    lower, upper = effects.quantile(0.025), effects.quantile(0.975)
    answer_sd = float(np.sqrt(fitted.solved.variance))
    harms, below = effects.below(0.0), effects.below(INDIFFERENT * answer_sd)
    starts = np.concatenate([one.starts_all for one in fitted.statistics]).astype(int)
    free = fitted.equations.answers - fitted.equations.fixed
    robust = robustness_value(mean, sd, free)
    leaving = effects_on_leaving(fitted)
    tipping, weighted = tipping_points(effects, leaving, sure=SURE), weighted_effects(fitted)
    found = []
    for n, (municipality, offer, kind) in enumerate(read.offers):
        said = verdict_of(
            starts=int(starts[n]), p_helps=1.0 - float(harms[n]), p_harms=float(harms[n]),
            p_below=float(below[n]), sd=float(sd[n]), answer_sd=answer_sd,
        )  # fmt: skip
        one: dict[str, Any] = {
            "municipality": municipality, "offer": offer, "type": kind, "starts": int(starts[n]),
            "verdict": str(said.verdict), "more_needed": said.more_needed,
        }  # fmt: skip
        if said.verdict is not Verdict.TOO_FEW:
            one |= {
                "mean": mean[n], "sd": sd[n], "lower": lower[n], "upper": upper[n],
                "p_helps": 1.0 - harms[n], "p_below": below[n], "robustness_value": robust[n],
                "mean_weighted_for_drop_out": weighted[n], "share_more_leaving": leaving[n],
                "tipping_points": tipping[n] if np.isfinite(tipping[n]) else None,
            }  # fmt: skip
        found.append(one)
    return found


def summary(read: Read, fitted: Fitted, *, outcome: str) -> dict[str, Any]:
    """How it was found: how many, how they differ, and what to be careful with. No person."""
    spread = np.sqrt(fitted.solved.ratios * fitted.solved.variance)
    names = ("types", "types_for_those_with_the_need", "offers", "guides", "municipalities")
    there = np.array(fitted.equations.parts) > 0
    warnings = list(read.warnings)
    if not fitted.is_beside_none:
        warnings.append(
            "All started equally many offers: effects are beside the average offer, not beside none."
        )
    alone = np.bincount(read.courses.start_course, minlength=len(read.courses)) == 0
    if fitted.is_beside_none and alone.mean() < 0.01:
        warnings.append(
            "Hardly anybody was without an offer: what is 'beside none' rests on a straight line."
        )
    return {
        "format": FORMAT,
        "outcome": outcome,
        "beside": "none" if fitted.is_beside_none else "average offer",
        "courses": len(read.courses),
        "answers": int(fitted.equations.answers),
        "municipalities": len(read.municipalities),
        "share_missing_at_the_end": float(np.isnan(read.courses.answers[:, -1]).mean()),
        "sd": {name: float(spread[n]) for n, name in enumerate(names) if there[n]},
        "sd_of_an_answer": float(np.sqrt(fitted.solved.variance)),
        "covariance_between_bands": fitted.covariance.tolist(),
        "makes_a_difference_from": INDIFFERENT * float(np.sqrt(fitted.solved.variance)),
        "strongest_observed": _yardstick(fitted),
        "warnings": warnings,
    }


def _yardstick(fitted: Fitted) -> float:
    """The robustness value of the strongest of what is held fixed, to hold the others against."""
    shared, inverse = fitted.solved.shared, np.diag(fitted.solved.shared_inverse)
    bands = fitted.covariance.shape[0]
    last = int((fitted.equations.kept < len(fitted.statistics[0].fixed_answer) - 1).sum())
    held = slice(bands, last)
    sd = np.sqrt(inverse[held] * fitted.solved.variance)
    free = fitted.equations.answers - fitted.equations.fixed
    return float(robustness_value(shared[held], sd, free).max(initial=0.0))


def write_table(path: Path, found: list[dict[str, Any]]) -> None:
    """The table of offers as CSV; empty fields where nothing may be said."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for one in found:
            writer.writerow([_told(one.get(column, "")) for column in COLUMNS])


def write_report(path: Path, report: dict[str, Any]) -> None:
    """The report as JSON."""
    path.write_text(json.dumps(report, indent=1, ensure_ascii=False, default=float) + "\n")


def _told(value: object) -> object:
    return f"{value:.6g}" if isinstance(value, float) else value
