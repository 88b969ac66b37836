import pytest

from indgang.access.door import acting
from indgang.access.operations import open_person
from indgang.checkins.models import Answer
from indgang.checkins.operations import answer_question, skip_checkin
from indgang.checkins.rules.scores import BadAnswer
from indgang.kernel.refused import NotThere, Refused
from indgang.plans.models import GoalRating
from tests.database import as_owner
from tests.factories.checkins import answers, checkin, make_checkin, make_goal
from tests.factories.people import Holder, allow, make_colleague, make_guest, make_key

pytestmark = pytest.mark.django_db


def _answer(holder: Holder, checkin_id: object, **options: object) -> None:
    options = {"pin": "who5-1", "item": "happy", "value": 3, **options}
    with acting(holder.key) as actor:
        answer_question(checkin_id=checkin_id, by=actor, **options)  # type: ignore[arg-type]


def test_nobody_answers_for_a_stranger() -> None:
    asked = make_checkin(make_guest())
    with pytest.raises(NotThere):
        _answer(make_guest("Bo"), asked)


def test_a_guide_who_may_only_read_does_not_answer() -> None:
    karen, mette = make_guest(), make_colleague()
    allow(karen, to=mette, kinds=["checkins"])
    asked = make_checkin(karen)
    with acting(mette.key) as actor:
        open_person(person_id=karen.person_id, purpose="samtale", by=actor)
        with pytest.raises(NotThere):
            answer_question(checkin_id=asked, pin="who5-1", item="happy", value=3, by=actor)


@pytest.mark.parametrize(
    "wrong",
    [
        {"value": 9},
        {"item": "sad"},
        {"pin": "tils-1"},
        {"pin": "goals-1", "item": "not a goal"},
        {"pin": "goals-1", "item": "00000000-0000-0000-0000-000000000000"},
    ],
)
def test_what_is_not_asked_cannot_be_answered(wrong: dict[str, object]) -> None:
    karen = make_guest()
    with pytest.raises(BadAnswer):
        _answer(karen, make_checkin(karen, "who5-1", "goals-1"), **wrong)


def test_what_is_over_is_over() -> None:
    karen = make_guest()
    asked = make_checkin(karen)
    with acting(karen.key) as actor:
        skip_checkin(checkin_id=asked, by=actor)
    with pytest.raises(Refused, match="færdig"):
        _answer(karen, asked)


def test_an_answer_is_kept_raw_with_its_version_and_the_latest_counts() -> None:
    karen = make_guest()
    asked = make_checkin(karen)
    _answer(karen, asked)
    _answer(karen, asked, value=5)
    _answer(karen, asked, item="calm", value=None)
    with as_owner():
        kept = Answer.objects.get(checkin_id=asked, item="happy")
        assert (kept.instrument, kept.version, kept.value) == ("who5", 1, 5)
    assert answers(asked) == {"happy": 5, "calm": None}
    assert checkin(asked).opened_at


def test_a_link_to_check_ins_is_enough() -> None:
    karen = make_guest()
    link = Holder(karen.person_id, make_key(karen.person_id, "link", kinds=["checkins"]))
    asked = make_checkin(karen)
    _answer(link, asked)
    assert answers(asked) == {"happy": 3}


def test_it_is_noted_who_sat_beside() -> None:
    karen, mette = make_guest(), make_colleague()
    allow(karen, to=mette, kinds=["checkins"], may_write=True)
    asked = make_checkin(karen)
    with acting(mette.key) as actor:
        open_person(person_id=karen.person_id, purpose="samtale", by=actor)
        answer_question(checkin_id=asked, pin="who5-1", item="happy", value=3, by=actor)
    assert checkin(asked).together_with == mette.person_id


def test_an_answer_about_an_own_goal_also_stands_in_the_plan() -> None:
    karen = make_guest()
    goal = make_goal(karen)
    _answer(karen, make_checkin(karen, "goals-1"), pin="goals-1", item=str(goal), value=-1)
    with acting(karen.key):
        assert GoalRating.objects.get(goal_id=goal).value == -1
