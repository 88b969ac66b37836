import tomllib

import pytest

from indgang.config.commands.init import TEMPLATE, Unclear, first_day
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


def test_the_municipality_is_set_up_once_and_has_an_administrator() -> None:
    with as_owner():
        address = set_up(first_day(answers()))
        assert Municipality.objects.get().opening_hours == {"mon": [["09:00", "16:00"]]}
        assert Membership.objects.get().role == Role.ADMINISTRATOR
    assert "/konto/password/reset/key/" in address
    assert Account.objects.get().email == "ada@lillevang.example"
    with as_owner(), pytest.raises(Refused):
        set_up(first_day(answers()))
