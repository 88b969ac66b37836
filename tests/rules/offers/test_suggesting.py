from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from indgang.offers.rules.suggesting import EVIDENCE_ORDER, Candidate, needs_met, order_of

GROUP = Candidate(
    needs=("debt",), is_mainly_for=True, is_open=True, is_group=True, evidence="documented",
    intrusive=0,
)  # fmt: skip

CANDIDATES = st.builds(
    Candidate,
    needs=st.just(("debt",)),
    is_mainly_for=st.booleans(),
    is_open=st.booleans(),
    is_group=st.booleans(),
    evidence=st.sampled_from(EVIDENCE_ORDER),
    intrusive=st.integers(0, 3),
)


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


@given(st.lists(CANDIDATES, max_size=12), st.lists(CANDIDATES, max_size=12))
def test_nothing_that_is_only_hoped_for_comes_before_or_between_what_is_hard(
    hard: list[Candidate], hoped: list[Candidate]
) -> None:
    for_hard = sorted(hard, key=order_of)
    with_hopes = sorted(
        [*(replace(one, is_only_hoped_for=True) for one in hoped), *hard], key=order_of
    )
    assert with_hopes[: len(for_hard)] == for_hard
