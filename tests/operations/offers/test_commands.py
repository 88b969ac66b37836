import argparse
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as house
from django.db import connection

from indgang.offers.commands import run
from indgang.offers.models import Offer
from indgang.offers.rules.offer_table import COLUMNS
from indgang.offers.table_words import explanations
from tests.database import as_owner
from tests.factories.offers import make_need

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def worker() -> None:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("select indgang.new_worker_key(%s)", [house.WORKER_KEY])


def call(what: str, file: Path, **options: Any) -> int:
    usual = {"apply": True, "source": "", "close_gone": False, "all": False, "kind": None}
    return run(argparse.Namespace(what=what, file=file, **(usual | options)))


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


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert call("template", tmp_path / "ingen" / "tilbud.csv") == 1


@pytest.mark.parametrize("key", ["", "en anden end den, databasen kender, og lang nok"])
def test_without_the_workers_key_it_is_said_and_nothing_is_kept(
    key: str, tmp_path: Path, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "tilbud.csv"
    call("template", file)
    settings.WORKER_KEY = key
    assert call("import", file) == 1
    assert "WORKER_KEY" in capsys.readouterr().err
    assert not Offer.objects.exists()


def test_the_template_names_the_needs_one_can_choose(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_need("loneliness", "Ensomhed")
    make_need("old", "Gammelt", closed_on="2026-01-01")
    assert call("template", tmp_path / "tilbud.csv") == 0
    said = capsys.readouterr().out
    assert "* slug" in said
    assert "loneliness (Ensomhed)" in said
    assert "Gammelt" not in said


def test_the_template_can_be_read_in_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "tilbud.csv"
    assert call("template", file) == 0
    assert call("import", file) == 1
    assert "Række 2, needs: »loneliness« findes ikke" in capsys.readouterr().err
    make_need("loneliness")
    make_need("body")
    assert call("import", file) == 0
    assert "Nye: 1." in capsys.readouterr().out
    offer = Offer.objects.get()
    assert offer.schedules.get().rrule == "FREQ=WEEKLY;BYDAY=WE"
    assert offer.sessions.exists()
    assert (offer.provider.kind, offer.place and offer.place.address) == (
        "association", "Parkvej 1",
    )  # fmt: skip
