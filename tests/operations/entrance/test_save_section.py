import pytest

from indgang.access.door import acting
from indgang.entrance.models import Conversation, SectionText
from indgang.entrance.operations import SavedSection, save_section
from indgang.entrance.operations.conversations import LONGEST_SECTION
from indgang.entrance.queries import sections_of
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere, Refused
from tests.factories.entrance import make_conversation
from tests.factories.people import Holder, make_colleague

pytestmark = pytest.mark.django_db


def save(
    talk: Conversation,
    who: Holder,
    text: str,
    version: int = 0,
    *,
    section: str = "hopes",
    **how: bool,
) -> SavedSection:
    with acting(who.key) as actor:
        return save_section(
            conversation_id=talk.id, section=section, text=text, version=version, by=actor, **how
        )


def test_only_the_guides_write() -> None:
    mette, bodil = make_colleague(), make_colleague(Role.HOST, name="Bodil")
    talk = make_conversation([mette])
    with pytest.raises(NotThere):
        save(talk, bodil, "Jeg håber")


@pytest.mark.parametrize(
    ("section", "text"), [("diagnosis", "x"), ("hopes", "x" * (LONGEST_SECTION + 1))]
)
def test_no_other_section_and_no_book(section: str, text: str) -> None:
    mette = make_colleague()
    talk = make_conversation([mette])
    with pytest.raises(Refused):
        save(talk, mette, text, section=section)


def test_two_write_in_different_sections_and_never_meet() -> None:
    mette, ali = make_colleague(), make_colleague(name="Ali")
    talk = make_conversation([mette, ali])
    assert save(talk, mette, "En kat").version == 1
    assert save(talk, ali, "Søvn", section="hard").version == 1
    with acting(mette.key) as actor:
        save_section(conversation_id=talk.id, section="hopes", text="En kat", version=1, by=actor)
        said = {
            section.name: (section.text, section.saved_by_name) for section in sections_of(talk.id)
        }
    assert said["hopes"] == ("En kat", "Mette")
    assert said["hard"] == ("Søvn", "Ali")


def test_two_write_in_the_same_section_and_both_are_there() -> None:
    mette, ali = make_colleague(), make_colleague(name="Ali")
    talk = make_conversation([mette, ali])
    save(talk, mette, "En kat")
    save(talk, mette, "En kat\nEt job", 1)
    both = save(talk, ali, "En kat\nEn have", 1)
    assert (both.text, both.version) == ("En kat\nEt job\nEn have", 3)
    assert not both.keeps_both


def test_the_same_line_said_in_two_ways_keeps_both() -> None:
    mette, ali = make_colleague(), make_colleague(name="Ali")
    talk = make_conversation([mette, ali])
    save(talk, mette, "Et dyr")
    save(talk, mette, "En kat", 1)
    both = save(talk, ali, "En hund", 1)
    assert both.keeps_both
    assert both.text.split("\n") == ["En kat", "En hund"]


def test_a_page_that_is_being_written_in_is_shown_both_before_anything_is_saved() -> None:
    mette, ali = make_colleague(), make_colleague(name="Ali")
    talk = make_conversation([mette, ali])
    save(talk, mette, "En kat")
    shown = save(talk, ali, "En have", 0, put_together=False)
    assert not shown.is_saved
    assert (shown.current, shown.text, shown.version) == ("En kat", "En kat\nEn have", 1)
    assert save(talk, ali, shown.text, shown.version).version == 2


def test_the_same_text_again_is_no_new_version() -> None:
    mette = make_colleague()
    talk = make_conversation([mette])
    assert save(talk, mette, "En kat").version == save(talk, mette, "En kat").version == 1


def test_letters_of_any_kind_and_nothing_at_all_can_be_saved() -> None:
    mette = make_colleague()
    talk = make_conversation([mette])
    assert save(talk, mette, "🐈 שלום\x00").text == "🐈 שלום"
    assert save(talk, mette, "", 1).text == ""
    with acting(mette.key) as actor:
        save_section(conversation_id=talk.id, section="hopes", text="", version=2, by=actor)
        assert SectionText.objects.count() == 2
