import pytest

from indgang.checkins.rules.questions import (
    OwnGoal,
    first_unseen,
    instruments_of,
    pinned,
    questions,
)

GOAL = OwnGoal("g1", "Sove om natten", {0: "Sover fem timer"})


def test_a_pin_names_an_instrument_in_its_version() -> None:
    assert (pinned("who5-1").id, pinned("need_of_help-1").version) == ("who5", 1)
    with pytest.raises(KeyError):
        pinned("who5-99")


def test_questions_come_in_the_order_of_the_check_in() -> None:
    asked = questions(["need_of_help-1", "who5-1"], [])
    assert [one.item for one in asked] == ["need", "happy", "calm", "active", "rested", "interest"]
    assert asked[1].pin == "who5-1"
    assert len(instruments_of(["need_of_help-1", "who5-1"])) == 2


def test_goals_are_asked_in_the_guests_own_words_and_only_if_he_has_some() -> None:
    (asked,) = questions(["goals-1"], [GOAL])
    said = {answer.value: answer.text.said("en") for answer in asked.answers}
    assert asked.text.said("en") == "Sove om natten"
    assert said[0] == "Sover fem timer"
    assert said[-2] == "Much less than I hoped"
    assert questions(["goals-1"], []) == ()


def test_one_goes_on_with_the_first_question_not_seen() -> None:
    asked = questions(["who5-1"], [])
    assert first_unseen(asked, []) == 1
    assert first_unseen(asked, [("who5", "happy"), ("who5", "active")]) == 2
    assert first_unseen(asked, [("who5", one.item) for one in asked]) is None
