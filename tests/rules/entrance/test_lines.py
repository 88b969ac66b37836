"""What was said in a conversation, as lines and agreements of a plan."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indgang.entrance.rules import LONGEST_LINE, agreements_in, lines_said


def test_lines_lose_their_dashes_and_nothing_else() -> None:
    assert lines_said("- En kat\n\n • Sove \n* Et job") == ["En kat", "Sove", "Et job"]


@given(st.text(alphabet="ab æ.,\n", max_size=2_000))
def test_no_word_is_cut_away(text: str) -> None:
    lines = lines_said(text)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(0 < len(line) <= LONGEST_LINE for line in lines)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Mette: ringer i morgen", ("Mette", "ringer i morgen")),
        ("Min søster Eva: kommer med", ("Min søster Eva", "kommer med")),
        ("Vi går en tur kl. 14: sammen", ("", "Vi går en tur kl. 14: sammen")),
        ("Ring til Ali", ("", "Ring til Ali")),
        ("Mette:", ("", "Mette:")),
    ],
)
def test_a_short_beginning_before_a_colon_is_who(line: str, found: tuple[str, str]) -> None:
    assert agreements_in(line) == [found]
