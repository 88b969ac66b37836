"""Courses of invented towns, as the estimation is given them."""

from dataclasses import replace
from functools import cache

import numpy as np

from indgang.effects.estimation.courses import Courses, Offers
from indgang.simulation.worlds import Town, World, build, live, truth


def courses_of(town: Town, *, stream: int = 0) -> Courses:
    """A year of every municipality."""
    world = town.world
    lives = [
        live(town, m, world.courses_per_year, stream=stream) for m in range(world.municipalities)
    ]
    kinds = town.offer_type.ravel()
    starts = [np.nonzero(one.chosen) for one in lives]
    return Courses(
        municipality=np.repeat(np.arange(world.municipalities), world.courses_per_year),
        guide=np.concatenate([one.guide + one.municipality * world.guides for one in lives]),
        baseline=np.concatenate([one.baseline for one in lives]),
        covariates=np.concatenate([
            np.column_stack([one.severity, one.age, one.event, one.earlier_help]) for one in lives
        ]),
        needs=np.concatenate([one.needs.astype(float) for one in lives]),
        answers=np.concatenate([one.answers for one in lives]),
        weeks=np.concatenate([one.weeks for one in lives]),
        start_course=np.concatenate([
            course + m * world.courses_per_year for m, (course, _) in enumerate(starts)
        ]),
        start_offer=np.concatenate([
            offer + m * world.offers for m, (_, offer) in enumerate(starts)
        ]),
        offers=Offers(
            municipality=np.repeat(np.arange(world.municipalities), world.offers),
            kind=kinds,
            is_group=town.is_group[kinds],
            need=town.type_need[kinds],
            intrusiveness=np.zeros(len(kinds), dtype=np.int64),
        ),
    )  # fmt: skip


@cache
def small_town(seed: int = 1, world: World | None = None) -> tuple[Courses, np.ndarray]:
    """A year of one municipality, and what its offers do in truth."""
    town = build(replace(world or World(), seed=seed))
    return courses_of(town), truth(town).ravel()
