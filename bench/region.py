"""Ten thousand guests and five hundred courses, the same every time: what a draw is measured on."""

import random
from uuid import UUID

from indgang.offers.rules.giving_places import NUMBER_BITS, Wish

WISHES = 8  # of each guest, at most


def region(people: int = 10_000, runs: int = 500) -> tuple[list[Wish], dict[UUID, int]]:
    """Wishes, some courses wanted by many more than others, and the seats of each course."""
    chance = random.Random(7)  # noqa: S311 – the same region every time
    names = [UUID(int=number + 1) for number in range(runs)]
    popular = [1 / (number + 10) for number in range(runs)]
    wishes = []
    for at in range(people):
        person, number = UUID(int=100_000 + at), chance.getrandbits(NUMBER_BITS)
        need_class, weeks = chance.choice((0, 1, 2, 2, 2)), chance.randrange(30)
        chosen = list(dict.fromkeys(chance.choices(names, popular, k=WISHES + 4)))[:WISHES]
        wishes += [
            Wish(person, run, rank, need_class, weeks, number)
            for rank, run in enumerate(chosen, start=1)
        ]
    return wishes, {run: chance.randint(8, 25) for run in names}
