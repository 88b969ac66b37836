"""Two guides write at once, and neither loses a word."""

import re

from playwright.sync_api import expect

from indgang.kernel.actor import Role
from tests.journeys.conftest import Sits
from tests.journeys.place import Place
from tests.journeys.processes import wait_for
from tests.journeys.screen import Screen

HARD, HOPES = "Det er svært", "Det håber du på"
BOTH = re.compile(r"(?=[\s\S]*savner sin hund)(?=[\s\S]*bange for breve)")


def test_in_different_parts_each_sees_what_the_other_wrote(place: Place, desk: Sits) -> None:
    talk = place.conversation("Tove")
    hanne = desk(Role.HOST).goes_to(talk.path)
    mette = desk(Role.GUIDE).goes_to(talk.path)
    # When both write, each in a place of her own
    hanne.types(HARD, "Jeg sover ikke.")
    mette.types(HOPES, "En rolig nat.")
    saved(hanne, "hard")
    saved(mette, "hopes")
    # Then each has the other's words on her screen, without asking for them
    expect(mette.field(HARD)).to_have_value("Jeg sover ikke.")
    expect(hanne.field(HOPES)).to_have_value("En rolig nat.")
    hanne.sees("Mette skrev her").looks_right()
    assert kept(place, talk.path) >= {"Jeg sover ikke.", "En rolig nat."}


def test_in_the_same_part_both_texts_are_kept(place: Place, desk: Sits) -> None:
    talk = place.conversation("Tage")
    hanne = desk(Role.HOST).goes_to(talk.path).may("409")
    mette = desk(Role.GUIDE).goes_to(talk.path).may("409")
    # Given that Mette is still writing when Hanne's words are saved
    mette.types(HARD, "Han savner sin hund. ")
    hanne.types(HARD, "Han er bange for breve. ")
    saved(hanne, "hard")
    saved(mette, "hard")
    # Then both are there; nothing moves under a hand, so Mette sees it as she goes on
    mette.page.keyboard.press("Tab")
    for screen in (hanne, mette):
        expect(screen.field(HARD)).to_have_value(BOTH)
    assert any(BOTH.search(text) for text in kept(place, talk.path))


def test_a_line_that_both_changed_is_shown_to_both(place: Place, desk: Sits) -> None:
    talk = place.conversation("Tine")
    hanne = desk(Role.HOST).goes_to(talk.path)
    hanne.types(HARD, "Hun har brug for en læge")
    saved(hanne, "hard")
    mette = desk(Role.GUIDE).goes_to(talk.path).may("409")
    # When both change the same line while the line is down for one of them
    with mette.line_down():
        mette.writes(HARD, "Hun har brug for en læge i morgen").sees("Ikke gemt endnu")
        hanne.writes(HARD, "Hun har brug for en tandlæge")
        assert wait_for(lambda: "Hun har brug for en tandlæge" in kept(place, talk.path))
    # Then nobody's words are thrown away, and Mette sees both
    mette.sees("I skrev to på én gang").picture("both-wrote")
    saved(mette, "hard")
    text = mette.field(HARD).input_value()
    assert "tandlæge" in text
    assert "i morgen" in text


def saved(screen: Screen, section: str) -> None:
    """The page says that it is kept."""
    expect(screen.part(f"#{section}_saved")).to_contain_text("Gemt")


def kept(place: Place, path: str) -> set[str]:
    """What the database has, whatever the screens show."""
    with place.as_owner() as owner:
        rows = owner.execute(
            "select text from entrance_sectiontext where conversation_id = %s", [path[-36:]]
        )
        return {text for (text,) in rows.fetchall()}
