import pytest

from indgang.offers.rules.search_words import compound_parts, da_key, plain, terms_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Jeg kan ikke betale min husleje!", ["betale", "husleje"]),
        ("GÆLD", ["gaeld"]),
        ("nogen", ["nogen"]),
        ("", []),
        ("!?* ' \"", []),
        ("mit id", ["id", "mitid"]),
        ("angst angst", ["angst"]),
    ],
)
def test_what_tells_is_looked_for(text: str, words: list[str]) -> None:
    assert [term.word for term in terms_of(text)] == words


def test_a_novel_is_cut_short() -> None:
    assert len(terms_of(" ".join(f"ord{n}" for n in range(5000)))) <= 24


@pytest.mark.parametrize(
    ("text", "as_compared"),
    [("Ærø Å", "aeroe aa"), ("café", "cafe"), ("straße", "strasse"), ("ﬁn", "fin")],
)
def test_letters_are_compared_in_one_form(text: str, as_compared: str) -> None:
    assert plain(text) == as_compared


def test_a_compound_holds_its_parts() -> None:
    parts = compound_parts("gaeldsraadgivning")
    assert {"gaeld", "raadgivning"} <= set(parts)
    assert compound_parts("angst") == ()


def test_danish_letters_come_last_in_their_own_order() -> None:
    assert sorted(["Å", "Ø", "Æ", "Z", "a"], key=da_key) == ["a", "Z", "Æ", "Ø", "Å"]
