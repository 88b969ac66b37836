from dataclasses import replace
from hashlib import sha256
from itertools import chain
from pathlib import Path

import pytest

from indgang.checkins.rules.instruments import (
    FOLDER,
    BadInstrument,
    Instrument,
    Scoring,
    instrument,
    instruments,
    read_instrument,
)
from indgang.kernel.readability import GUEST_LIX_LIMIT, lix
from indgang.kernel.words import Words

GOOD = (FOLDER / "need_of_help-1.toml").read_text(encoding="utf-8")
# Answers point at a published version, so its wording and counting never change again.
FINGERPRINTS = {
    "goals-1": "1c79b107b26d65b4",
    "meaning_difference-1": "7b5a063f13600284",
    "need_of_help-1": "aa438ca77c6c44d3",
    "siv5-1": "0b9ac3349e5e1e03",
    "tils-1": "102bbcc3f83bfe2b",
    "who5-1": "e519216211b1d880",
}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("version = 1", "version = 2"),  # the file's name says 1
        ('id = "need_of_help"', 'id = "other"'),
        ('scoring = "sum"', 'scoring = "guess"'),
        ('scoring = "sum"', 'scoring = "share"'),  # without agrees_from
        ('scoring = "sum"', 'scoring = "goals"'),  # with items of its own
        ("highest = 4", "highest = 0"),
        ("value = 4", "value = 3"),
        ("from = 0", "from = 1"),
        ("from = 3", "from = 2"),
        ('da = "Ingen"', 'da = ""'),
        ('attribution = "Indgang"', 'attribution = ""'),
        ('attribution = "Indgang"', ""),
        ("factor = 1", "factor = 1\nfavourite = 2"),
        ('better = "lower"', ""),
        ("[licence]", "[licence"),
    ],
)
def test_a_faulty_file_is_refused_by_name(old: str, new: str, tmp_path: Path) -> None:
    path = tmp_path / "need_of_help-1.toml"
    path.write_text(GOOD, encoding="utf-8")
    assert read_instrument(path) == instrument("need_of_help")

    assert old in GOOD
    path.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadInstrument, match=r"need_of_help|other"):
        read_instrument(path)


def test_an_instrument_without_answers_or_with_twin_items_does_not_exist() -> None:
    one = instrument("need_of_help")
    with pytest.raises(BadInstrument, match="no answers"):
        replace(one, answers=())
    with pytest.raises(BadInstrument, match="two items"):
        replace(one, items=one.items * 2)


def test_an_unknown_instrument_or_version_is_refused() -> None:
    with pytest.raises(KeyError):
        instrument("phq9")
    with pytest.raises(KeyError):
        instrument("who5", 99)


def test_all_six_are_there_in_both_languages() -> None:
    assert {one.id for one in instruments().values()} == {
        "who5", "tils", "goals", "siv5", "meaning_difference", "need_of_help",
    }  # fmt: skip
    assert instrument("who5") is instrument("who5", 1)
    for one in instruments().values():
        assert all(words.da and words.en for words in one.texts)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_a_published_version_never_changes(path: Path) -> None:
    one = read_instrument(path)
    counted = (one.id, one.version, one.scoring, one.factor, one.lowest, one.highest)
    asked = [(item.id, item.text.da, item.text.en) for item in one.items]
    chosen = [(answer.value, answer.text.da, answer.text.en) for answer in one.answers]
    whole = (*counted, one.agrees_from, one.better, *chain(*asked, *chosen))
    fingerprint = sha256("|".join(map(str, whole)).encode()).hexdigest()[:16]
    assert fingerprint == FINGERPRINTS[path.stem]


def test_every_file_is_in_the_list_of_licences() -> None:
    listed = (FOLDER / "LICENCES.md").read_text(encoding="utf-8")
    for path in FOLDER.glob("*.toml"):
        assert f"`{path.name}`" in listed
        assert read_instrument(path).licence.terms.split(";")[0].lower() in listed.lower()


def test_the_who_5_says_whose_it_is() -> None:
    who5 = instrument("who5")
    assert who5.licence.attribution == (
        "WHO-5 Trivselsindeks. © World Health Organization. CC BY-NC-SA 3.0 IGO"
    )
    assert (who5.lowest, who5.highest, who5.factor, len(who5.items)) == (0, 100, 4, 5)
    assert who5.values == frozenset(range(6))


@pytest.mark.parametrize("one", instruments().values(), ids=lambda one: one.id)
def test_what_the_guest_is_told_is_plain_and_never_clinical(one: Instrument) -> None:
    ours = [one.name, one.intro, *(band.text for band in one.bands)]
    ours += [item.text for item in one.items if one.id != "who5"]
    for words in ours:
        for clinical in ("depression", "risiko", "risk", "svær", "severe", "symptom", "ensom"):
            assert clinical not in f"{words.da} {words.en}".lower()
    assert lix("\n".join(words.da for words in ours)) <= GUEST_LIX_LIMIT


def test_only_goals_have_no_items_of_their_own() -> None:
    assert [one.id for one in instruments().values() if not one.items] == ["goals"]
    assert instrument("goals").scoring is Scoring.GOALS
    assert Words("kun dansk").said("en") == "kun dansk"
