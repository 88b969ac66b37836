import pytest

from indgang.offers.rules.short_names import short_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Gå & snak", "gaa-snak"),
        ("  Æbler, øl og Århus!  ", "aebler-oel-og-aarhus"),
        ("Café Søjlen", "cafe-soejlen"),
        ("?!", "uden-navn"),
    ],
)
def test_a_name_of_what_people_say(text: str, name: str) -> None:
    assert short_name(text) == name


def test_a_name_that_is_taken_gets_a_number() -> None:
    assert short_name("Kor", taken={"kor", "kor-2"}) == "kor-3"


def test_a_name_is_never_too_long() -> None:
    assert len(short_name("a" * 300, taken={"a" * 56}, longest=60)) <= 60
