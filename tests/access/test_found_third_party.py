"""What somebody who writes about another gets to know of her: not even that the house has met her."""

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client

from indgang.access.door import acting
from indgang.entrance.operations import close_inquiry, note_meeting, open_inquiry
from indgang.post.models import Letter
from tests.database import as_owner
from tests.factories.entrance import make_inquiry
from tests.factories.people import make_colleague, make_municipality

pytestmark = pytest.mark.usefixtures("committed")


@pytest.mark.parametrize("by_closing", [False, True], ids=["noted", "closed"])
@pytest.mark.parametrize("voice", ["relative", "professional"])
def test_nobody_is_told_that_the_house_has_met_her(
    client: Client, voice: str, by_closing: bool
) -> None:
    make_municipality()
    receipt, mette = make_inquiry(voice=voice, contact="eks@example.org"), make_colleague()
    with acting(mette.key) as actor:
        if by_closing:
            close_inquiry(inquiry_id=receipt.inquiry_id, outcome="met", by=actor)
        else:
            note_meeting(inquiry_id=receipt.inquiry_id, by=actor)
    client.cookies["indgang_key"] = receipt.code
    page = client.get("/henvend/svar").content.decode()
    assert "Vi mødte" not in page
    assert "Vi har mødt" not in page
    with as_owner():
        assert not Letter.objects.exists()


def test_a_professional_reads_it_when_he_was_rung_up_and_she_agrees(client: Client) -> None:
    make_municipality()
    receipt, mette = make_inquiry(voice="professional"), make_colleague()
    client.cookies["indgang_key"] = mette.key
    here = f"/huset/henvendelse/{receipt.inquiry_id}"
    client.post(f"{here}/modt")
    assert "Vi har mødt personen." not in client.get(here).content.decode()
    assert client.post(f"{here}/svar", {"reply": "met"}).status_code == 422
    client.post(f"{here}/afsender", {"rang_up": "on", "guest_agrees": "on"})
    assert "Vi har mødt personen." in client.get(here).content.decode()
    assert client.post(f"{here}/svar", {"reply": "met"}).status_code == 302
    hers = Client()
    hers.cookies["indgang_key"] = receipt.code
    assert "Vi har mødt personen." in hers.get("/henvend/svar").content.decode()


@pytest.mark.parametrize("voice", ["relative", "professional"])
def test_words_posted_in_place_of_a_sentence_go_nowhere(client: Client, voice: str) -> None:
    make_municipality()
    receipt, mette = make_inquiry(voice=voice), make_colleague()
    client.cookies["indgang_key"] = mette.key
    here = f"/huset/henvendelse/{receipt.inquiry_id}"
    for said in ({"words": "Hun er her."}, {"words": "Hun er her.", "reply": "x"}):
        assert client.post(f"{here}/svar", said).status_code == 422
    client.post(f"{here}/svar", {"words": "Hun er her.", "reply": "thanks"})
    hers = Client()
    hers.cookies["indgang_key"] = receipt.code
    page = hers.get("/henvend/svar").content.decode()
    assert "Tak, fordi du skrev. Vi har læst det" in page
    assert "Hun er her" not in page


WRITES = [
    "insert into entrance_inquirymessage (id, inquiry_id, person_id, words, reply, from_house,"
    " written_at, written_by) select gen_random_uuid(), id, person_id, 'Hun er her.', '', true,"
    " now(), indgang.actor() from entrance_inquiry",
    "insert into entrance_inquirymessage (id, inquiry_id, person_id, words, reply, from_house,"
    " written_at, written_by) select gen_random_uuid(), id, person_id, '', 'met', true,"
    " now(), indgang.actor() from entrance_inquiry",
]
CLAIMS = [
    "update entrance_inquiry set sender_checked_at = now(), sender_checked_by = indgang.actor()",
    "update entrance_inquiry set guest_agreed_at = now(), guest_agreed_by = indgang.actor()",
    "update entrance_inquiry set voice = 'self', about_id = null",
]


@pytest.mark.parametrize("statement", [*WRITES, *CLAIMS])
def test_who_wrote_confirms_neither_himself_nor_her_yes(statement: str) -> None:
    make_municipality()
    receipt = make_inquiry(voice="professional")
    with acting(receipt.code), connection.cursor() as cursor, transaction.atomic():
        with pytest.raises(ProgrammingError, match="house"):
            cursor.execute(statement)
        transaction.set_rollback(True)


@pytest.mark.parametrize("statement", WRITES)
def test_not_even_with_sql_does_the_house_tell_more(statement: str) -> None:
    make_municipality()
    receipt, mette = make_inquiry(voice="professional"), make_colleague()
    with acting(mette.key) as actor, connection.cursor() as cursor:
        open_inquiry(inquiry_id=receipt.inquiry_id, by=actor)
        with pytest.raises(ProgrammingError), transaction.atomic():
            cursor.execute(statement)


def test_nobody_is_the_one_who_rang_up_in_anothers_name() -> None:
    make_municipality()
    receipt, mette, hanne = (
        make_inquiry(voice="professional"), make_colleague(), make_colleague(name="Hanne"),
    )  # fmt: skip
    with acting(mette.key) as actor, connection.cursor() as cursor:
        open_inquiry(inquiry_id=receipt.inquiry_id, by=actor)
        with pytest.raises(ProgrammingError, match="house confirms"), transaction.atomic():
            cursor.execute(
                "update entrance_inquiry set sender_checked_at = now(), sender_checked_by = %s",
                [hanne.person_id],
            )
