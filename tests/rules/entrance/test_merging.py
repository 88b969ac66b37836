"""Two guides write in the same section at the same moment."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indgang.entrance.rules import MOST_LINES, Merge, merged

BASE = "Han vil bo alene.\nHan er god til mad.\nHan savner sin søster."
LINES = st.lists(
    st.sampled_from(["", "a", "b", "ab", "c d", "å"]) | st.text(max_size=8), max_size=7
)
TEXTS = LINES.map("\n".join)


def words(text: str) -> Counter[str]:
    return Counter(text.split())


def plain(text: str) -> str:
    return re.sub(r"\r\n?", "\n", text)


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        # The same lines changed in two ways: both stay, theirs first.
        (
            BASE.replace("alene", "i Gråsten"),
            BASE.replace("alene", "med en ven"),
            "Han vil bo med en ven.\nHan vil bo i Gråsten.\n"
            "Han er god til mad.\nHan savner sin søster.",
        ),
        # Rewritten by one and removed by the other: it stays.
        (
            BASE.replace("Han er god til mad.\n", ""),
            BASE.replace("mad", "at lave mad til mange"),
            "Han vil bo alene.\nHan er god til at lave mad til mange.\nHan savner sin søster.",
        ),
        ("", "Noget helt andet.", "Noget helt andet."),
    ],
)
def test_what_contradicts_is_kept_both_and_said_to_be_a_conflict(
    mine: str, theirs: str, expected: str
) -> None:
    assert merged(BASE, mine, theirs) == Merge(expected, conflict=True)


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        (BASE, BASE, BASE),
        (BASE + "\nNy.", BASE, BASE + "\nNy."),
        (BASE, "", ""),
        (BASE.replace("mad", "kager"), BASE.replace("mad", "kager"), BASE.replace("mad", "kager")),
        # Different lines changed.
        (
            BASE.replace("alene", "ved vandet"),
            BASE.replace("søster", "bror"),
            "Han vil bo ved vandet.\nHan er god til mad.\nHan savner sin bror.",
        ),
        # One removes a line the other has left alone.
        (
            BASE.replace("Han er god til mad.\n", ""),
            BASE + "\nHan vil ud at gå.",
            "Han vil bo alene.\nHan savner sin søster.\nHan vil ud at gå.",
        ),
        # Both go on at the end.
        (BASE + "\nMin.", BASE + "\nDeres.", BASE + "\nDeres.\nMin."),
        # The line was down in the middle of a word, and the writing went on.
        (BASE + "\nHan vil gerne ud.", BASE + "\nHan vil ge", BASE + "\nHan vil gerne ud."),
        (
            BASE.replace("mad", "mad og kager"),
            BASE.replace("til mad.", "til mad og kager. Og bål."),
            BASE.replace("til mad.", "til mad og kager. Og bål."),
        ),
        # Another computer ends its lines in another way.
        (BASE.replace("\n", "\r\n"), BASE + "\nNy.", BASE + "\nNy."),
    ],
)
def test_what_does_not_contradict_is_put_together(mine: str, theirs: str, expected: str) -> None:
    assert merged(BASE, mine, theirs) == Merge(expected, conflict=False)


def test_the_first_words_of_both_stay_in_an_empty_section() -> None:
    assert merged("", "Hun er træt.", "Hun savner sin have.") == Merge(
        "Hun savner sin have.\nHun er træt.", conflict=False
    )


def test_a_word_inside_another_word_is_not_the_same_word() -> None:
    assert merged("x", "Japan", "ap") == Merge("ap\nJapan", conflict=True)
    assert merged("x", "Vi talte: ja, da.", "ja") == Merge("Vi talte: ja, da.", conflict=False)


def test_very_many_lines_are_kept_both_and_whole() -> None:
    base = "\n".join(map(str, range(MOST_LINES + 1)))
    mine, theirs = f"{base}\nmin", f"deres\n{base}"
    assert merged(base, mine, theirs) == Merge(f"{theirs}\n{mine}", conflict=True)


@given(TEXTS, TEXTS, TEXTS)
def test_everything_that_either_has_written_is_in_the_result(
    base: str, mine: str, theirs: str
) -> None:
    result = merged(base, mine, theirs).text
    before = set(plain(base).split("\n"))
    for text in (mine, theirs):
        written = [line for line in plain(text).split("\n") if line not in before]
        assert all(line in result for line in written)
        assert all(word in result for word in (words(text) - words(base)))


@given(TEXTS, TEXTS)
def test_on_top_of_nothing_every_word_of_both_is_in_the_result(mine: str, theirs: str) -> None:
    result = merged("", mine, theirs).text
    for text in (mine, theirs):
        assert all(word in result for word in words(text))


@given(LINES, st.data())
def test_where_both_only_add_lines_every_word_of_both_is_in_the_result(
    base: list[str], data: st.DataObject
) -> None:
    def with_more(letter: str) -> str:
        lines = []
        for line in base:
            lines += [letter] * data.draw(st.integers(0, 2)) + [line]
        return "\n".join(lines + [letter] * data.draw(st.integers(0, 2)))

    mine, theirs = with_more("min"), with_more("deres")
    result = words(merged("\n".join(base), mine, theirs).text)
    assert words(mine) | words(theirs) <= result


@given(TEXTS, TEXTS)
def test_whoever_writes_alone_gets_exactly_what_he_wrote(base: str, written: str) -> None:
    for result in (
        merged(base, written, base),
        merged(base, base, written),
        merged(base, written, written),
    ):
        assert result == Merge(plain(written), conflict=False)


@given(TEXTS, TEXTS, TEXTS)
def test_it_does_not_matter_who_saved_first(base: str, mine: str, theirs: str) -> None:
    one, other = merged(base, mine, theirs), merged(base, theirs, mine)
    assert one.conflict == other.conflict
    assert sorted(one.text) == sorted(other.text)
