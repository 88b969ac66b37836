from indgang.offers.rules.spots import (
    Spot,
    metres_between,
    middle_of,
    minutes_on_foot,
    nearness,
)

TOWN_HALL = Spot("Rådhuset", latitude=55.6761, longitude=12.5683)
LITTLE_MERMAID = Spot("Den Lille Havfrue", latitude=55.6929, longitude=12.5993)
DRAWN = Spot("Tegnet", 100, 100)


def test_metres_are_those_of_a_map() -> None:
    found = metres_between(TOWN_HALL, LITTLE_MERMAID)
    assert found is not None
    assert 2_680 < found < 2_720  # measured on a map: 2.7 kilometres
    assert metres_between(TOWN_HALL, TOWN_HALL) == 0


def test_what_is_on_no_globe_has_no_metres() -> None:
    assert metres_between(TOWN_HALL, DRAWN) is None
    assert metres_between(Spot(), TOWN_HALL) is None


def test_what_can_be_measured_comes_before_what_is_drawn_and_what_is_nowhere() -> None:
    both = Spot("Her", 0, 0, 55.6761, 12.5683)
    spots = [Spot("Ingen steder"), DRAWN, LITTLE_MERMAID, TOWN_HALL]
    in_order = sorted(spots, key=lambda spot: nearness(both, spot))
    assert in_order == [TOWN_HALL, LITTLE_MERMAID, DRAWN, spots[0]]


def test_a_walk_follows_streets_and_takes_at_least_a_minute() -> None:
    assert minutes_on_foot(10) == 1
    assert minutes_on_foot(750) == 13


def test_a_part_of_town_is_the_middle_of_its_places() -> None:
    middle = middle_of("Midtbyen", [Spot("A", 0, 0, 55.0, 12.0), Spot("B", 10, 20, 56.0, 13.0)])
    assert middle == Spot("Midtbyen", 5, 10, 55.5, 12.5)
    assert middle_of("Nord", [Spot("A", 4, 6), Spot("B")]) == Spot("Nord", 4, 6)
