import pytest

from indgang.access.door import acting
from indgang.kernel.refused import Refused
from indgang.offers.models import Offer
from indgang.offers.operations import import_offers_csv
from indgang.offers.operations.csv_import import Imported
from tests.factories.offers import a_town

pytestmark = pytest.mark.django_db

HEAD = "slug;title;summary;provider;kind;format;needs;access;starts_time;duration_minutes;rrule"
GOOD = "gaa-med;Gå med;En tur;Gældsklubben;voluntary;group;body;open;14:00;60;FREQ=WEEKLY;"


def read(*lines: str, encoding: str = "utf-8") -> Imported:
    with acting(a_town().key) as actor:
        return import_offers_csv(content="\n".join(lines).encode(encoding), by=actor)


def row(**cells: str) -> str:
    names = HEAD.split(";")
    values = dict(zip(names, GOOD.split(";"), strict=False)) | {"rrule": "FREQ=WEEKLY;BYDAY=WE"}
    return ";".join(f'"{(values | cells)[name]}"' for name in names)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["slug;title"], "»summary« mangler"),
        ([HEAD + ";farve"], "»farve« kender vi ikke"),
        ([HEAD + ";slug"], "to gange"),
        ([""], "tom"),
        ([HEAD, '"aaben;x'], "anførselstegn"),
        ([HEAD, *["x"] * 2001], "for mange rækker"),
        (["x" * 2_000_001], "for stor"),
    ],
)
def test_what_is_no_table_is_refused(lines: list[str], said: str) -> None:
    with pytest.raises(Refused, match=said):
        read(*lines)


def test_every_fault_is_said_by_row_and_column_and_nothing_is_written() -> None:
    done = read(
        HEAD, row(), row(slug="to", kind="fest", needs="ukendt"),
        row(slug="tre", title="=1+1", duration_minutes="lang"), row(),
    )  # fmt: skip
    assert (done.added, done.changed) == (0, 0)
    assert [fault.split(":")[0] for fault in done.faults] == [
        "Række 3, kind", "Række 3, needs", "Række 4, title", "Række 4, duration_minutes",
        "Række 5, slug",
    ]  # fmt: skip
    assert not Offer.objects.exists()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_table_from_any_spreadsheet_is_read(encoding: str) -> None:
    done = read(HEAD, row(title="Gå på æbletur"), "", ";;;;;;;;;;", encoding=encoding)
    assert (done.added, done.faults) == (1, ())
    assert Offer.objects.get().title == "Gå på æbletur"


def test_an_offer_that_is_there_is_changed() -> None:
    content = "\n".join([HEAD, row()]).encode()
    with acting(a_town().key) as actor:
        import_offers_csv(content=content, by=actor)
        assert import_offers_csv(content=content, by=actor) == Imported(changed=1)
    assert Offer.objects.get().schedules.count() == 1
