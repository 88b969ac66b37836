import pytest

from indgang.post.rules import Address, Way, international, looks_like, way_to

MAIL = Address("email", "karen@example.org")
BOTH = ("email", "sms")


def test_the_preferred_address_is_used() -> None:
    sms = Address("sms", "12345678", is_preferred=True)
    assert way_to([MAIL, sms], carried=BOTH) == Way(sms)


def test_without_a_gateway_the_mail_is_used() -> None:
    sms = Address("sms", "12345678", is_preferred=True)
    assert way_to([MAIL, sms], carried=("email",)) == Way(MAIL)


def test_who_prefers_a_call_is_not_written_to() -> None:
    call = Address("phone", "12345678", is_preferred=True)
    assert way_to([MAIL, call], carried=BOTH) == Way(None)


def test_who_has_said_nothing_is_reached_as_he_can_be() -> None:
    assert way_to([Address("phone", "12345678"), MAIL], carried=BOTH) == Way(MAIL)
    assert way_to([], carried=BOTH) == Way(None)


@pytest.mark.parametrize(
    ("channel", "value", "yes"),
    [
        ("email", "karen@example.org", True),
        ("email", "karen.æ@skole.example.org", True),
        ("email", "karen@example", False),
        ("email", "karen@example.org\nBcc: x@y.dk", False),
        ("email", "a@" + "b" * 300 + ".dk", False),
        ("sms", "12 34 56 78", True),
        ("sms", "+45 12-34-56-78", True),
        ("sms", "112", False),
        ("sms", "ring til mig", False),
    ],
)
def test_what_can_be_an_address(channel: str, value: str, yes: bool) -> None:
    assert looks_like(channel, value) is yes


@pytest.mark.parametrize(
    ("typed", "sent"),
    [("12 34 56 78", "+4512345678"), ("0045 12345678", "+4512345678"), ("+46701234567", "+46701234567")],
)  # fmt: skip
def test_a_gateway_gets_the_whole_number(typed: str, sent: str) -> None:
    assert international(typed) == sent
