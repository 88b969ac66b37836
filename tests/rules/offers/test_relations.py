import pytest

from indgang.offers.rules.relations import relation_in


@pytest.mark.parametrize(
    ("said", "who", "rest"),
    [
        ("søster til en, der drikker", "sibling", "til en, der drikker"),
        ("Min storebror er indlagt", "sibling", "Min er indlagt"),
        ("mor til en ung", "parent", "en ung"),
        ("vores datter spiser ikke", "parent", "vores spiser ikke"),
        ("mit barn vil ikke i skole", "parent", "vil ikke i skole"),
        ("min mor er syg", "child", "er syg"),
        ("pårørende", "relative", ""),
        ("my sister", "sibling", "my"),
        ("jeg savner en ven", "", "jeg savner en ven"),
        ("gæld", "", "gæld"),
        ("sønderjylland", "", "sønderjylland"),
        ("", "", ""),
    ],
)
def test_who_is_spoken_of_is_heard(said: str, who: str, rest: str) -> None:
    assert relation_in(said) == (who, rest)
