"""Only what pages use is served, whole and with its licence."""

import re

from indgang.config.frontend import VENDOR


def test_no_map_and_no_second_font_format_is_named() -> None:
    text = (VENDOR / "dkfds/css/dkfds.min.css").read_text()
    assert "sourceMappingURL" not in text
    assert set(re.findall(r"\.(woff2?|eot|ttf|otf)\)", text)) == {"woff2"}


def test_a_danish_page_loads_the_small_part_of_each_font() -> None:
    faces = re.findall(
        r"@font-face\{[^}]*Plex[^}]*\}", (VENDOR / "dkfds/css/dkfds.min.css").read_text()
    )
    small = [face for face in faces if "unicode-range:U+20-7E,U+A0-FF" in face]
    assert len(small) == len(faces) / 2 == 8
    assert all("-Latin1.woff2" in face for face in small)


def test_each_part_has_its_licence_beside_it() -> None:
    for name in (
        "dkfds/LICENSE.md",
        "dkfds/fonts/IBMPlexSans/license.txt",
        "htmx/LICENSE",
        "leaflet/LICENSE",
    ):
        assert (VENDOR / name).read_text()


def test_the_checker_is_not_served() -> None:
    assert list(VENDOR.rglob("axe*")) == []
