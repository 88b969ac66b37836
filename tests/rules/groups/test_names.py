from hypothesis import given
from hypothesis import strategies as st

from indgang.groups.rules.names import (
    CODE_LENGTH,
    RESERVED,
    code_shown,
    code_typed,
    new_code,
    slug_of,
)


def test_an_address_is_plain_letters() -> None:
    assert slug_of("Søndagskaffe & ål", ending="7k2m") == "soendagskaffe-aal-7k2m"
    assert slug_of("☕", ending="7k2m") == "uden-navn-7k2m"


@given(st.text(min_size=1, max_size=80))
def test_every_name_gives_an_address(name: str) -> None:
    slug = slug_of(name, ending="7k2m")
    assert slug.isascii()
    assert len(slug) <= 60
    assert slug not in RESERVED


def test_a_code_is_typed_as_it_was_heard() -> None:
    code = new_code()
    assert len(code) == CODE_LENGTH
    assert code_typed(f" {code_shown(code).upper()} ") == code
    assert new_code() != code
