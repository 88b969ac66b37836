import json
from pathlib import Path
from typing import Any

import pytest

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.kernel.refused import Refused
from indgang.offers.models import Offer, Place, SourceKey
from indgang.offers.operations import import_offers
from tests.database import as_owner
from tests.factories.catalogues import (
    SERVICE,
    command,
    emptied,
    json_file,
    let_the_worker_in,
    rows,
    services,
)
from tests.factories.lillevang import make_overview
from tests.factories.offers import make_need, make_offer
from tests.factories.people import make_colleague

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def worker() -> None:
    let_the_worker_in()


@pytest.mark.parametrize("role", [Role.PROVIDER, Role.HOST, Role.LEADER])
def test_nobody_but_an_administrator_reads_a_catalogue_in(role: Role) -> None:
    with acting(make_colleague(role).key) as actor, pytest.raises(Refused, match="administrator"):
        import_offers(found=[], source="x", is_trial=False, by=actor)


def test_without_apply_it_is_told_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = json_file(tmp_path, [SERVICE])
    before = rows()
    assert command("import", file) == 0
    said = capsys.readouterr().out
    assert "Nye: 1. Ændrede: 0. Som de var: 0. Væk: 0." in said
    assert "Ny: Walk and talk" in said
    assert "--apply" in said
    assert rows() == before


def test_an_offer_from_elsewhere_is_a_draft_until_somebody_has_looked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = SERVICE | {"wait_time": "2 weeks", "languages": [{"id": "1", "code": "xx"}]}
    assert command("import", json_file(tmp_path, told), apply=True) == 0
    said = capsys.readouterr().out
    assert "kladder" in said
    assert "languages (1), wait_time (1)" in said
    offer = Offer.objects.get()
    assert (str(offer.id), offer.status, offer.provider.name) == (
        SERVICE["id"], "draft", "The walkers",
    )  # fmt: skip
    assert (offer.summary, offer.description) == ("A calm walk.", "A calm walk. Come as you are.")


def test_a_term_that_means_one_of_our_needs_is_understood(tmp_path: Path) -> None:
    make_need("loneliness", "Ensomhed", title_en="Loneliness")
    term = {"id": "t1", "name": "LONELINESS", "description": "x"}
    attribute = {"id": "a1", "link_id": SERVICE["id"], "taxonomy_term": term}
    file = json_file(tmp_path, SERVICE | {"attributes": [attribute]})
    assert command("import", file, apply=True) == 0
    assert [need.code for need in Offer.objects.get().needs.all()] == ["loneliness"]


def test_reading_it_in_again_changes_nothing_and_a_change_is_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = SERVICE | {"id": "walk-7", "schedules": [
        {"id": "s1", "freq": "WEEKLY", "byday": "WE", "opens_at": "14:00", "closes_at": "15:30"}]}  # fmt: skip
    file = json_file(tmp_path, [told])
    command("import", file, apply=True)
    with as_owner():  # somebody has looked at it
        Offer.objects.update(status="published")
        Offer.objects.get().needs.set([make_need("body", "Krop")])
    capsys.readouterr()
    before = rows()
    again = told | {"status": "active"}
    assert command("import", json_file(tmp_path, [again]), apply=True) == 0
    assert "Nye: 0. Ændrede: 0. Som de var: 1." in capsys.readouterr().out
    assert rows() == before
    changed = json_file(tmp_path, [told | {"name": "Walk and sing"}])
    assert command("import", changed, apply=True) == 0
    assert "Nye: 0. Ændrede: 1." in capsys.readouterr().out
    offer = Offer.objects.get()
    assert (offer.title, offer.slug, offer.schedules.get().duration_minutes) == (
        "Walk and sing", "walk-and-talk", 90,
    )  # fmt: skip
    assert SourceKey.objects.get(kind="offer").key == "walk-7"


def test_what_has_gone_from_its_source_is_closed_only_when_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = make_offer("Ikke fra kilden")
    other = SERVICE | {"id": "2", "name": "Sing along"}
    command("import", json_file(tmp_path, [SERVICE, other]), apply=True)
    file = json_file(tmp_path, [SERVICE])
    capsys.readouterr()
    assert command("import", file, apply=True) == 0
    said = capsys.readouterr().out
    assert "Væk: 1." in said
    assert "Væk: Sing along" in said
    assert Offer.objects.get(title="Sing along").status == "draft"
    assert command("import", file, apply=True, close_gone=True) == 0
    assert Offer.objects.get(title="Sing along").status == "closed"
    assert Offer.objects.get(id=own.id).status == "published"
    capsys.readouterr()
    command("import", file, apply=True)
    assert "Væk: 0." in capsys.readouterr().out


def test_two_sources_may_use_the_same_name_for_different_things(tmp_path: Path) -> None:
    one = json_file(tmp_path, SERVICE | {"id": "1"}, "a.json")
    other = json_file(tmp_path, SERVICE | {"id": "1", "name": "Chess"}, "b.json")
    assert command("import", one, apply=True) == command("import", other, apply=True) == 0
    assert set(Offer.objects.values_list("title", flat=True)) == {"Walk and talk", "Chess"}


@pytest.mark.parametrize("name", ["by.json", "by.ndjson", "by.zip", "by"])
def test_a_whole_town_is_the_same_after_a_move(name: str, tmp_path: Path) -> None:
    make_overview()
    with as_owner():
        Offer.objects.filter(title__startswith="A").update(closed_days=["12-24", "07-06..07-31"])
    before = services()
    assert len(before) > 80
    assert command("export", tmp_path / name, all=True) == 0
    emptied()
    assert services() == []
    assert command("import", tmp_path / name, apply=True) == 0
    after = services()
    for one, other in zip(before, after, strict=True):
        one.pop("capacities", None)
        other.pop("capacities", None)
        assert one == other


def test_reading_its_own_export_in_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_overview()
    command("export", tmp_path / "by.json", all=True)
    capsys.readouterr()
    assert command("import", tmp_path / "by.json", source="os") == 0
    assert "Nye: 0. Ændrede: 0." in capsys.readouterr().out


@pytest.mark.parametrize("name", ["by.csv", "by.xlsx"])
def test_the_simple_table_comes_back_as_it_was(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_overview()
    with as_owner():  # a table cannot say of a new place that it is secret
        Offer.objects.filter(place__is_hidden=True).update(place=None)
    command("export", tmp_path / name, all=True)
    capsys.readouterr()
    assert command("import", tmp_path / name) == 0
    said = capsys.readouterr().out
    assert "Nye: 0." in said
    titles = set(Offer.objects.values_list("title", flat=True))
    emptied()
    assert command("import", tmp_path / name, apply=True) == 0
    assert set(Offer.objects.values_list("title", flat=True)) == titles


def test_what_is_not_shown_is_written_out_only_when_asked(tmp_path: Path) -> None:
    make_offer("Kladde", status="draft")
    command("export", tmp_path / "by.json")
    command("export", tmp_path / "alt.json", all=True)

    def titles(name: str) -> list[Any]:
        told = json.loads((tmp_path / name).read_text())
        return [one["name"] for one in told["services"]]

    assert (titles("by.json"), titles("alt.json")) == ([], ["Kladde"])


def test_no_cell_that_is_written_out_can_calculate(tmp_path: Path) -> None:
    make_offer(
        '=HYPERLINK("http://x")', contact_phone="+45 11 22 33 44", needs=("body",), kind="adhoc"
    )
    command("export", tmp_path / "by")
    for name in ("by.csv", "by/services.csv"):
        if name == "by.csv":
            command("export", tmp_path / name)
        text = (tmp_path / name).read_text(encoding="utf-8-sig")
        assert "'=HYPERLINK" in text
        assert ";=HYPERLINK" not in text
        assert ",=HYPERLINK" not in text
    assert "+45 11 22 33 44" in (tmp_path / "by" / "phones.csv").read_text()
    command("export", tmp_path / "by.xlsx")
    assert Place.objects.count() == 0
    title = Offer.objects.get().title
    emptied()
    make_need("body", "Krop")
    assert command("import", tmp_path / "by", apply=True) == 0
    assert Offer.objects.get().title == title


def test_how_old_the_words_are_comes_with_them(tmp_path: Path) -> None:
    told = SERVICE | {"last_modified": "2025-03-01T10:00:00Z", "assured_date": "2025-04-01"}
    command("import", json_file(tmp_path, told), apply=True)
    offer = Offer.objects.get()
    assert offer.updated_at.isoformat() == "2025-03-01T10:00:00+00:00"
    assert offer.checked_at
    assert clock.local(offer.checked_at).date().isoformat() == "2025-04-01"
