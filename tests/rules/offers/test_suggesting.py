from dataclasses import replace

from indgang.offers.rules.suggesting import Candidate, needs_met, order_of

GROUP = Candidate(
    needs=("debt",), is_mainly_for=True, is_open=True, is_group=True, evidence="documented",
    intrusive=0,
)  # fmt: skip


def test_documented_groups_for_the_need_come_first_and_the_least_intrusive_before_others() -> None:
    in_order = [
        GROUP,
        replace(GROUP, intrusive=2),
        replace(GROUP, is_open=False),
        replace(GROUP, is_group=False),
        replace(GROUP, evidence="experience"),
        replace(GROUP, evidence=""),
        replace(GROUP, is_mainly_for=False),
    ]
    shuffled = in_order[::-1]
    assert sorted(shuffled, key=order_of) == in_order


def test_needs_are_met_in_the_order_of_the_guest() -> None:
    assert needs_met(["debt", "sleep", "debt"], ["sleep", "debt", "work"]) == ("debt", "sleep")
