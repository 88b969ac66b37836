"""What the estimation is given: courses, what was started in them, and what was answered."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Offers:
    """The offers of all municipalities; arrays over offers. Names stand with those who asked."""

    municipality: Ints
    kind: Ints  # which type of the shared catalogue
    is_group: NDArray[np.bool_]
    need: Ints  # the column of needs that the offer is for; -1 where it is for none
    intrusiveness: Ints  # 0 open, without a name … 3 somebody decides

    def __len__(self) -> int:
        return len(self.municipality)


@dataclass(frozen=True)
class Courses:
    """Courses in the order of their municipality; arrays over courses unless said otherwise.

    What was answered stands in bands of weeks, (courses, bands): the mean of what was answered in
    the band, ``nan`` where nothing was, and the mean week of it. The last band is the end.
    """

    municipality: Ints
    guide: Ints  # one number for one guide in one municipality
    baseline: Floats  # what was answered at the door
    covariates: Floats  # (courses, covariates); nan where it is not known
    needs: Floats  # (courses, needs), 0 or 1
    answers: Floats
    weeks: Floats
    start_course: Ints  # (starts,)
    start_offer: Ints  # (starts,)
    offers: Offers

    def __len__(self) -> int:
        return len(self.municipality)

    @property
    def kinds(self) -> int:
        """How many types of offers there are."""
        return int(self.offers.kind.max(initial=-1)) + 1

    def some(self, chosen: NDArray[np.bool_]) -> "Courses":
        """Those courses alone, with what was started in them."""
        number = np.cumsum(chosen) - 1
        starts = chosen[self.start_course]
        return replace(
            self,
            municipality=self.municipality[chosen],
            guide=self.guide[chosen],
            baseline=self.baseline[chosen],
            covariates=self.covariates[chosen],
            needs=self.needs[chosen],
            answers=self.answers[chosen],
            weeks=self.weeks[chosen],
            start_course=number[self.start_course[starts]],
            start_offer=self.start_offer[starts],
        )


def reached(weeks: Floats) -> Floats:
    """How much of its effect in week 20 something is taken to have had after so many weeks."""
    return np.asarray((1.0 - np.exp(-weeks / 5.0)) / (1.0 - np.exp(-4.0)))


def not_yet_recovered(weeks: Floats) -> Floats:
    """How much of a bad day at the door is left after so many weeks; nothing in week 20."""
    return np.asarray(np.exp(-weeks / 5.0) - np.exp(-4.0))
