import itertools
import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indgang.access.rules import (
    ALPHABET,
    faulty_groups,
    new_code,
    normalised,
    printed,
    spoken,
)
from indgang.kernel.privacy import Kind


def code_of(random: bytes) -> str:
    return new_code(lambda _: random)


CODES = st.binary(min_size=13, max_size=13).map(code_of)
PLACES = st.integers(0, 23)


@pytest.mark.parametrize("text", ["", "   ", "-", "?!", "\x00", "🙂"])
def test_nothing_typed_is_a_fault_in_every_group(text: str) -> None:
    assert faulty_groups(text) == (1, 2, 3, 4)


@given(CODES, PLACES, st.sampled_from(ALPHABET))
def test_any_single_wrong_symbol_is_caught_in_its_own_group(
    code: str, place: int, symbol: str
) -> None:
    wrong = code[:place] + symbol + code[place + 1 :]
    expected = () if wrong == code else (place // 6 + 1,)
    assert faulty_groups(wrong) == expected
    assert faulty_groups(printed(wrong)) == expected


@given(CODES)
def test_any_two_symbols_swapped_within_a_group_are_caught(code: str) -> None:
    for start in range(0, 24, 6):
        for a, b in itertools.combinations(range(start, start + 6), 2):
            symbols = list(code)
            symbols[a], symbols[b] = symbols[b], symbols[a]
            expected = () if code[a] == code[b] else (start // 6 + 1,)
            assert faulty_groups("".join(symbols)) == expected


@given(CODES)
def test_any_two_groups_swapped_are_caught(code: str) -> None:
    for a, b in itertools.combinations(range(4), 2):
        groups = printed(code).split()
        groups[a], groups[b] = groups[b], groups[a]
        assert faulty_groups(" ".join(groups)) == (a + 1, b + 1)


@given(CODES, PLACES)
def test_a_missing_or_extra_symbol_is_a_fault_in_that_group(code: str, place: int) -> None:
    groups = printed(code).split()
    at = place // 6
    assert faulty_groups(" ".join([*groups[:at], groups[at][1:], *groups[at + 1 :]])) == (at + 1,)
    assert faulty_groups(" ".join([*groups[:at], groups[at] + "0", *groups[at + 1 :]])) == (at + 1,)


@given(CODES)
def test_too_few_or_too_many_symbols_without_spaces_are_never_a_whole_code(code: str) -> None:
    assert 4 in faulty_groups(code[:-1])
    assert 4 in faulty_groups(code + "0")
    assert 4 in faulty_groups(code + code)
    assert faulty_groups(code[:12]) == (3, 4)


def test_a_foreign_letter_is_a_fault_in_its_group() -> None:
    code = printed(new_code(lambda count: bytes(count)))
    assert faulty_groups(code[:-1] + "Æ") == (4,)


@given(CODES)
def test_a_code_is_read_however_it_was_typed(code: str) -> None:
    by_hand = code.replace("0", "o").replace("1", "i").replace("5", "s").replace("2", "Z")
    for typed in (
        code,
        printed(code),
        code.lower(),
        f"  {printed(code).replace(' ', ' - ')}.\n",
        printed(code).replace(" ", "\u00a0–"),
        by_hand,
        code.replace("0", "Ø"),
    ):
        assert faulty_groups(typed) == ()
        assert normalised(typed) == code


def test_a_hundred_random_bits_are_all_in_the_code() -> None:
    whole = (1 << 104) - 1
    some = [(whole ^ (1 << bit)).to_bytes(13) for bit in range(4, 104)]
    codes = set(map(code_of, some))
    assert len(codes) == 100
    assert len(new_code(secrets.token_bytes)) == 24


def test_the_alphabet_leaves_out_what_is_taken_for_a_digit() -> None:
    assert len(set(ALPHABET)) == 32
    assert not set(ALPHABET) & set("OISZÆØÅ")


def test_a_code_is_printed_and_spoken_in_four_groups() -> None:
    code = new_code(lambda count: bytes(range(count)))
    assert [len(group) for group in printed(code).split(" ")] == [6, 6, 6, 6]
    assert printed(code)[:6] == "000G4Q"  # 1 + 16·x⁴ + 4·x⁵ = 24, worked by hand
    assert len(spoken(code)) == 4
    assert spoken(code)[0] == "nul, nul, nul, Georg, fire, Quintus"
    assert spoken("ABY123")[0] == "Anna, Bernhard, Yrsa, et, to, tre"
    assert spoken("ABY123", "en")[0] == "Alfa, Bravo, Yankee, one, two, three"


def test_the_words_stored_in_the_database_do_not_change() -> None:
    assert [kind.value for kind in Kind] == [
        "card", "contact", "plan", "story", "goals", "checkins", "meetings", "crisis", "notes",
    ]  # fmt: skip
