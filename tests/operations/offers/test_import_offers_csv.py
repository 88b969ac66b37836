import pytest

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.kernel.refused import Refused
from indgang.offers.models import Offer, Place, Session
from indgang.offers.operations import import_offers_csv
from indgang.offers.operations.csv_import import Imported
from indgang.people.models import Organisation
from tests.factories.offers import a_town, make_place

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


NEW = HEAD + ";provider_kind;place;place_address;place_area"


def new_row(kind: str = "", place: str = "", address: str = "", **cells: str) -> str:
    return f"{row(**cells)};{kind};{place};{address};Havnen"


def test_what_is_new_must_be_told_of_and_then_nothing_of_it_is_kept_with_a_fault() -> None:
    done = read(
        NEW, new_row(provider="Ny klub"), new_row(slug="to", place="Hallen"),
        new_row("klub", slug="tre"),
        new_row("private", "Laden", "Vej 1", slug="fire", provider="Laug"),
        new_row(slug="fem", place="Biblioteket", address="Et andet sted 9"),
    )  # fmt: skip
    assert [fault.split(":")[0] for fault in done.faults] == [
        "Række 2, provider", "Række 3, place", "Række 4, provider_kind", "Række 6, place_address",
    ]  # fmt: skip
    assert "skriv adressen i place_address" in done.faults[1]
    assert not Place.objects.filter(name="Laden").exists()
    assert not Organisation.objects.filter(name="Laug").exists()


def test_a_new_place_and_a_new_organisation_come_with_the_table_and_only_once() -> None:
    done = read(
        NEW, new_row("private", "Laden på Øen", "Vej 1", slug="et", provider="Laug"),
        new_row("private", "laden på øen", "vej 1", slug="to", provider="Laug"),
        new_row(slug="tre", place="biblioteket"),
    )  # fmt: skip
    assert (done.added, done.places, done.organisations, done.faults) == (3, 1, 1, ())
    laden = Place.objects.get(name="Laden på Øen")
    assert (laden.slug, laden.neighbourhood) == ("laden-paa-oeen", "Havnen")
    assert {offer.slug: offer.place and offer.place.slug for offer in Offer.objects.all()} == {
        "et": laden.slug, "to": laden.slug, "tre": "biblioteket",
    }  # fmt: skip
    assert Organisation.objects.get(name="Laug").kind == "private"


def test_a_place_that_is_closed_takes_nothing_more() -> None:
    make_place("Hallen", closed_on=clock.today())
    assert "lukket" in read(NEW, new_row(place="Hallen")).faults[0]


def test_the_times_of_the_coming_weeks_are_there_at_once() -> None:
    done = read(HEAD, row())
    coming = Session.objects.filter(starts_at__gt=clock.now()).count()
    assert coming in (7, 8, 9)
    assert done.times >= coming
