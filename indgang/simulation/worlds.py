"""Towns whose truth is known: who comes, what he chooses, how it goes, and what each offer did.

An estimator is only worth trusting where the right answer is known. Here everything that makes real
figures lie is built in and can be turned up: people come on a bad day and would have risen anyway,
the worst off choose other things than the rest, experienced guides get the hardest cases, and those
for whom it goes badly are not there to be asked. Points are of a scale from 0 to 100, as WHO-5.

Nothing here says anything about real people.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

WEEKS = np.array([6.5, 13.0, 20.0])  # when people are asked, about
NEEDS = 8
GROUP_SHARE = 0.6


@dataclass(frozen=True)
class World:
    """How a world is made. Points unless another unit is named."""

    municipalities: int = 1
    courses_per_year: int = 800  # in each municipality
    offers: int = 150  # in each municipality
    types: int = 60
    guides: int = 40  # in each municipality
    type_scale: float = 1.0  # times the spread of the types: below 1 they say less
    local_sd: float = 1.2  # of the six in ten offers that differ from their type
    local_share: float = 0.6
    match_bonus: float = 2.0  # for somebody who has the need that the offer is for
    severity_share: float = 0.2  # of the offers help more, or less, the worse off one is
    saturation: float = 0.05  # less of everything for each further offer in a bundle
    guide_sd: float = 2.0
    municipality_sd: float = 2.0
    dip: float = 9.0  # how much worse than usual one is on the day one comes
    hidden: float = 0.0  # how much the choice follows what nobody wrote down
    drop_out: float = 1.0  # times the pull of a bad course on leaving
    growth_sd: float = 7.0  # what makes people's courses differ and nobody sees
    noise_sd: float = 6.0  # of one answer
    seed: int = 1


@dataclass(frozen=True)
class Town:
    """What is fixed in a world: its types, offers and guides. Arrays over offers in all towns."""

    world: World
    type_effect: Floats  # (types,)
    type_match: Floats  # (types,)
    type_need: Ints  # (types,)
    is_group: Bools  # (types,)
    offer_type: Ints  # (municipalities, offers)
    offer_effect: Floats  # (municipalities, offers), the local deviation included
    offer_slope: Floats  # per SD of severity
    offer_pull: (
        Floats  # (municipalities, offers, 4): popularity; of severity, entry, what is hidden
    )
    guide_effect: Floats  # (municipalities, guides)
    guide_taste: Floats  # (municipalities, guides, types)
    municipality_effect: Floats


@dataclass(frozen=True)
class Lives:
    """Courses of one municipality. Arrays over courses; weeks and answers are (courses, 3)."""

    municipality: int
    baseline: Floats
    severity: Floats
    age: Floats
    event: Floats
    earlier_help: Floats
    needs: Bools  # (courses, NEEDS)
    guide: Ints
    chosen: Bools  # (courses, offers)
    weeks: Floats
    answers: Floats  # nan where nobody answered
    benefit: Floats  # (courses, offers): points in week 20 that would be missing without this one


def build(world: World) -> Town:
    """The fixed things of a world; the same seed gives the same town."""
    rng = np.random.default_rng([world.seed, 1])
    m, j, t = world.municipalities, world.offers, world.types
    kind = rng.random(t)
    effect = np.where(kind < 0.35, 0.0, rng.gamma(4.0, 1.0, t))
    effect = np.where(kind > 0.85, rng.uniform(-4.0, -1.0, t), effect)
    mean = effect.mean()
    effect = mean + world.type_scale * (effect - mean)
    offer_type = np.stack([_some_of_each(rng, j, t) for _ in range(m)])
    local = rng.normal(0.0, world.local_sd, (m, j)) * (rng.random((m, j)) < world.local_share)
    slope = rng.normal(0.0, 1.0, (m, j)) * (rng.random((m, j)) < world.severity_share)
    pull = rng.normal(0.0, 1.0, (m, j, 4)) * np.array([0.7, 0.5, 0.4, world.hidden])
    return Town(
        world=world,
        type_effect=effect,
        type_match=rng.normal(world.match_bonus, 0.8, t),
        type_need=rng.integers(0, NEEDS, t),
        is_group=rng.random(t) < GROUP_SHARE,
        offer_type=offer_type,
        offer_effect=effect[offer_type] + local,
        offer_slope=slope,
        offer_pull=pull,
        guide_effect=rng.normal(0.0, world.guide_sd, (m, world.guides)),
        guide_taste=rng.normal(0.0, 0.8, (m, world.guides, t)),
        municipality_effect=rng.normal(0.0, world.municipality_sd, m),
    )


def _some_of_each(rng: np.random.Generator, offers: int, types: int) -> Ints:
    """Types of a municipality's offers: the commoner a type, the more of it."""
    share = rng.gamma(2.0, 1.0, types)
    return np.asarray(rng.choice(types, offers, p=share / share.sum()), dtype=np.int64)


def live(town: Town, municipality: int, courses: int, *, stream: int) -> Lives:
    """So many courses in one municipality; another stream gives other people in the same town."""
    world, m = town.world, municipality
    rng = np.random.default_rng([world.seed, 2, municipality, stream])
    severity = rng.normal(0.0, 1.0, courses)
    hidden = rng.normal(0.0, 1.0, courses)  # a crisis that nobody writes down
    event = (rng.random(courses) < _share(-0.8 + 0.4 * severity)).astype(float)
    earlier = (rng.random(courses) < _share(0.5 * severity)).astype(float)
    age = np.clip(rng.normal(42.0, 15.0, courses), 18.0, 90.0)
    lean = rng.normal(-1.1, 0.5, NEEDS)
    needs = rng.random((courses, NEEDS)) < _share(lean + 0.35 * severity[:, None])
    level = (
        48.0 - 7.0 * severity - 0.06 * (age - 42.0) - 2.0 * earlier + rng.normal(0, 6.0, courses)
    )
    dip = world.dip * rng.gamma(2.0, 0.5, courses) * (1.0 + 0.3 * event) * (1.0 + 0.25 * hidden)
    baseline = np.clip(level - dip + rng.normal(0.0, world.noise_sd, courses), 0.0, 100.0)
    # The experienced guides are the first; they get the hardest cases.
    place = np.clip((0.5 - 0.18 * severity + rng.normal(0, 0.25, courses)), 0.0, 0.999)
    guide = (place * world.guides).astype(np.int64)
    chosen = _choice(rng, town, m, severity, baseline, hidden, needs, guide)
    whole, benefit = _benefit(town, m, severity, needs, chosen)
    weeks = np.clip(WEEKS + rng.normal(0.0, 1.0, (courses, 3)), 1.0, 30.0)
    growth = rng.normal(0.0, world.growth_sd, courses)
    answers = _answers(
        rng, town, m, level, dip, severity, event, growth, guide, whole, baseline, weeks
    )
    return Lives(
        municipality=m, baseline=baseline, severity=severity + rng.normal(0, 0.1, courses),
        age=age, event=event, earlier_help=earlier, needs=needs, guide=guide, chosen=chosen,
        weeks=weeks, answers=answers, benefit=benefit,
    )  # fmt: skip


def _share(logit: Floats) -> Floats:
    return np.asarray(1.0 / (1.0 + np.exp(-logit)))


def _choice(  # noqa: PLR0913 – everything that a choice follows
    rng: np.random.Generator, town: Town, m: int, severity: Floats, baseline: Floats,
    hidden: Floats, needs: Bools, guide: Ints,
) -> Bools:  # fmt: skip
    """Who starts what: none to five offers each, those with the highest pull."""
    pull, types = town.offer_pull[m], town.offer_type[m]
    entry = (baseline - baseline.mean()) / max(baseline.std(), 1e-9)
    wish = (
        pull[:, 0]
        + severity[:, None] * pull[:, 1]
        + entry[:, None] * pull[:, 2]
        + hidden[:, None] * pull[:, 3]
        + 1.0 * needs[:, town.type_need[types]]
        + town.guide_taste[m][guide][:, types]
        + rng.gumbel(0.0, 1.0, (len(severity), len(types)))
    )
    number = rng.choice(6, len(severity), p=[0.08, 0.20, 0.28, 0.24, 0.14, 0.06])
    order = np.argsort(-wish, axis=1)
    chosen = np.zeros(wish.shape, dtype=bool)
    for k in range(5):
        some = number > k
        chosen[np.flatnonzero(some), order[some, k]] = True
    return chosen


def _benefit(
    town: Town, m: int, severity: Floats, needs: Bools, chosen: Bools
) -> tuple[Floats, Floats]:
    """What the bundle gives in week 20, and how much less it would be without each of its offers."""
    types = town.offer_type[m]
    match = needs[:, town.type_need[types]]
    alone = town.offer_effect[m] + town.type_match[types] * match
    alone = (alone + severity[:, None] * town.offer_slope[m]) * chosen
    number = chosen.sum(1, keepdims=True)
    whole = alone.sum(1, keepdims=True) * (1.0 - town.world.saturation * np.maximum(number - 1, 0))
    without = (alone.sum(1, keepdims=True) - alone) * (
        1.0 - town.world.saturation * np.maximum(number - 2, 0)
    )
    return whole[:, 0], np.asarray((whole - without) * chosen)


def reached(weeks: Floats) -> Floats:
    """How much of its effect in week 20 something has had after so many weeks."""
    return np.asarray((1.0 - np.exp(-weeks / 5.0)) / (1.0 - np.exp(-4.0)))


def _answers(  # noqa: PLR0913 – everything that an answer follows
    rng: np.random.Generator, town: Town, m: int, level: Floats, dip: Floats, severity: Floats,
    event: Floats, growth: Floats, guide: Ints, whole: Floats, baseline: Floats, weeks: Floats,
) -> Floats:  # fmt: skip
    world = town.world
    gained = whole + town.guide_effect[m][guide] + town.municipality_effect[m] + growth
    natural = level[:, None] - dip[:, None] * np.exp(-weeks / 6.0)
    natural += (2.0 - 1.0 * severity - 1.5 * event)[:, None] * (weeks / 20.0) ** 0.7
    truth = natural + reached(weeks) * gained[:, None]
    answers = np.clip(truth + rng.normal(0.0, world.noise_sd, truth.shape), 0.0, 100.0)
    stays = np.ones(len(level), dtype=bool)
    for k in range(len(WEEKS)):
        change = truth[:, k] - baseline
        leaves = _share(-2.75 - 0.035 * world.drop_out * (change - 10.0))
        stays &= rng.random(len(level)) >= leaves
        missed = rng.random(len(level)) < (0.2 if k < len(WEEKS) - 1 else 0.0)
        answers[~stays | missed, k] = np.nan
    return np.asarray(answers)


def truth(town: Town, *, years: int = 10) -> Floats:
    """What each offer gives those who start it, on average; nan for one that nobody starts.

    (municipalities, offers), in points in week 20, over further years of the same town.
    """
    world = town.world
    found = np.full((world.municipalities, world.offers), np.nan)
    for m in range(world.municipalities):
        total, number = np.zeros(world.offers), np.zeros(world.offers)
        for year in range(years):
            lives = live(town, m, world.courses_per_year, stream=1000 + year)
            total += lives.benefit.sum(0)
            number += lives.chosen.sum(0)
        some = number > 0
        found[m, some] = total[some] / number[some]
    return found


WEAK_TYPES = replace(World(), type_scale=0.4, local_sd=2.5, local_share=1.0)
HEAVY_DROP_OUT = replace(World(), drop_out=4.0)
HIDDEN_CRISIS = replace(World(), hidden=0.5)
