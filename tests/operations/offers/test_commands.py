import argparse
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from indgang.offers.commands import explanations, run
from indgang.offers.models import Offer
from indgang.offers.rules.offer_table import COLUMNS
from tests.database import as_owner
from tests.factories.offers import make_need, make_organisation, make_place

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def worker() -> None:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("select indgang.new_worker_key(%s)", [settings.WORKER_KEY])


def call(what: str, file: Path) -> int:
    return run(argparse.Namespace(what=what, file=file))


def test_every_column_is_explained() -> None:
    assert set(explanations()) == set(COLUMNS)


def test_a_file_is_never_written_over(tmp_path: Path) -> None:
    file = tmp_path / "tilbud.csv"
    file.write_text("mit")
    assert call("template", file) == 1
    assert file.read_text() == "mit"


def test_a_file_that_is_not_there_or_not_a_table_is_said(tmp_path: Path) -> None:
    assert call("import", tmp_path / "ingen.csv") == 1
    (tmp_path / "tom.csv").write_text("")
    assert call("import", tmp_path / "tom.csv") == 1


def test_the_template_shows_how_and_can_be_read_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "tilbud.csv"
    assert call("template", file) == 0
    assert "* slug" in capsys.readouterr().out
    assert call("import", file) == 1
    assert "Række 2, provider: »Lillevang Vandreforening« findes ikke" in capsys.readouterr().err
    make_organisation("Lillevang Vandreforening")
    make_place("Byparken")
    make_need("loneliness")
    make_need("body")
    assert call("import", file) == 0
    assert Offer.objects.get().schedules.get().rrule == "FREQ=WEEKLY;BYDAY=WE"
