import tomllib

import pytest

from indgang.config.commands.init import TEMPLATE, Unclear, _asked, first_day
from indgang.kernel.actor import Role
from indgang.kernel.refused import Refused
from indgang.people.models import Membership, Municipality
from indgang.people.set_up import set_up
from indgang.people.signin.models import Account
from tests.database import as_owner

pytestmark = pytest.mark.usefixtures("committed")


def answers() -> dict[str, object]:
    filled = tomllib.loads(TEMPLATE)
    filled |= {
        "name": "Vores Kommune", "short_name": "Vores", "code": "0000", "house_name": "Døren",
        "house_address": "Torvet 1", "phone": "00 00 00 00",
        "administrator": {"name": "Ada", "email": "ada@lillevang.example"},
    }  # fmt: skip
    filled["crisis_numbers"][0]["number"] = "00 00 00 01"
    return filled


def test_an_unfilled_template_is_told_what_is_missing() -> None:
    with pytest.raises(Unclear) as refused:
        first_day(tomllib.loads(TEMPLATE))
    for fault in ("name:", "code:", "administrator:", "crisis_numbers 1:"):
        assert fault in str(refused.value)


def test_wrong_hours_are_named_by_their_day() -> None:
    with pytest.raises(Unclear, match=r"opening_hours\.man"):
        first_day(answers() | {"opening_hours": {"man": "9-16"}})


@pytest.mark.parametrize("part", ["opening_hours", "crisis_numbers", "administrator", "code"])
@pytest.mark.parametrize("value", ["x", 7, ["x"], {"mon": 3}, True])
def test_a_part_of_another_shape_is_said_and_nothing_breaks(part: str, value: object) -> None:
    with pytest.raises(Unclear) as refused:
        first_day(answers() | {part: value, "house_name": ""})
    assert "house_name:" in str(refused.value)


def test_a_question_is_asked_again_until_its_answer_can_be_used(
    capsys: pytest.CaptureFixture[str],
) -> None:
    typed = iter([
        "Vores Kommune", "Vores", "99x", "0999", "", "Døren", "Torvet 1", "00 00 00 00",
        "ni til fire", "9-16", "", "", "", "", "", "",
        "Akuttelefonen", "112", "Døgnet rundt", "i går", "2026-01-31", "Ada", "ada", "ada@v.example",
    ])  # fmt: skip
    asked: list[str] = []

    def ask(question: str) -> str:
        asked.append(question)
        return next(typed)

    found = first_day(_asked(ask))
    assert found.settings.code == "0999"
    assert found.settings.opening_hours == {"mon": [["09:00", "16:00"]]}
    assert found.administrator_email == "ada@v.example"
    assert asked.count("Kommunekode (fire tal): ") == 2
    assert "Skriv tiden som 9-16." in capsys.readouterr().err


def test_the_municipality_is_set_up_once_and_has_an_administrator() -> None:
    with as_owner():
        address = set_up(first_day(answers()))
        assert Municipality.objects.get().opening_hours == {"mon": [["09:00", "16:00"]]}
        assert Membership.objects.get().role == Role.ADMINISTRATOR
    assert "/konto/password/reset/key/" in address
    assert Account.objects.get().email == "ada@lillevang.example"
    with as_owner(), pytest.raises(Refused):
        set_up(first_day(answers()))
