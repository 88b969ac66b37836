import pytest
from hypothesis import given
from hypothesis import strategies as st

from indgang.kernel.readability import Level, hard_words, level, lix, sentences, words


@pytest.mark.parametrize("text", ["", "   \n\n", "… – ! ?", "\u200b\u00ad"])
def test_a_text_without_words_has_no_figure(text: str) -> None:
    assert lix(text) == 0.0
    assert words(text) == []
    assert sentences(text) == []


def test_the_formula_is_bjoernssons() -> None:
    # Thirteen words, two sentences, two long words.
    text = "Du kan komme uden aftale. Vi drikker kaffe i køkkenet og taler sammen."
    assert [word for word in words(text) if len(word) > 6] == ["drikker", "køkkenet"]
    assert lix(text) == pytest.approx(13 / 2 + 100 * 2 / 13)
    assert lix("Kom ind. Sæt dig ned.") == pytest.approx(5 / 2)
    assert lix("Forebyggende rehabiliteringsindsatser") == pytest.approx(2 + 100)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vi ses kl. 14. Tag din ven med.", 2),
        ("Der er f.eks. Karen, bl.a. musik og ca. 12 andre.", 1),
        ("Vi åbner den 3. maj. Alle er velkomne!", 2),
        ("Huset åbnede i 2019. Så kom I.", 2),
        ("Spørg J. Hansen. Han ved det.", 2),
        ("Der er kaffe, te osv. Kom bare.", 2),
        ("Hvad? Ja! Godt.", 3),
        ("Måske … i morgen.", 1),
        ("Det koster 3.000 kr. om året.", 1),
        ("Hun sagde: “Kom ind.” Så gik vi.", 2),
        ("Ring til nr. 70 20 12 01. Vi tager den.", 2),
        ("mandag\ntirsdag\r\nonsdag\u2028torsdag", 4),
        ("Vi ses\n\n\n- kaffe\n- kage\n", 3),
    ],
)
def test_danish_sentences_are_counted_as_a_reader_counts_them(text: str, expected: int) -> None:
    assert len(sentences(text)) == expected


def test_words_are_what_is_said_in_one_breath() -> None:
    assert words("E-mail, f.eks. 3.000 kr. (ja!) og/eller 14:30 – Åse’s") == [
        "E-mail", "f.eks", "3.000", "kr", "ja", "og", "eller", "14:30", "Åse’s",
    ]  # fmt: skip


def test_a_letter_is_one_letter_however_it_was_typed() -> None:
    assert words("A\u030arhus") == words("\u00c5rhus") == ["Århus"]
    assert hard_words("selvhjælps\u00adgruppe") == ["selvhjælpsgruppe"]


def test_hard_words_come_longest_first_and_once() -> None:
    text = "Rådgivning om boligstøtte. Boligstøtte og RÅDGIVNING hos frivilligcentret i dag."
    assert hard_words(text) == ["frivilligcentret", "boligstøtte", "rådgivning"]


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        (0, Level.VERY_EASY), (24.9, Level.VERY_EASY), (25, Level.EASY), (34.9, Level.EASY),
        (35, Level.MEDIUM), (45, Level.HARD), (54.9, Level.HARD), (55, Level.VERY_HARD),
        (200, Level.VERY_HARD),
    ],
)  # fmt: skip
def test_the_five_steps(points: float, expected: Level) -> None:
    assert level(points) is expected


@given(st.text())
def test_any_text_has_a_figure_and_loses_no_word(text: str) -> None:
    assert lix(text) >= 0
    assert [w for part in sentences(text) for w in words(part)] == words(text)
    assert bool(sentences(text)) == bool(words(text))


@given(st.text())
def test_a_text_said_twice_is_as_hard_as_once(text: str) -> None:
    assert lix(f"{text}\n{text}") == pytest.approx(lix(text))


@given(st.lists(st.sampled_from(["hus", "kaffe", "kommunalbestyrelse", "gå"]), min_size=1))
def test_a_line_break_instead_of_a_space_never_makes_a_text_harder(some: list[str]) -> None:
    assert lix("\n".join(some)) <= lix(" ".join(some))
