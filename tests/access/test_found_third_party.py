"""What somebody who writes about another gets to know of her: not even that the house has met her."""

import pytest
from django.test import Client

from indgang.access.door import acting
from indgang.entrance.operations import close_inquiry, note_meeting
from indgang.post.models import Letter
from tests.database import as_owner
from tests.factories.entrance import make_inquiry
from tests.factories.people import make_colleague, make_municipality

pytestmark = pytest.mark.usefixtures("committed")


@pytest.mark.parametrize("by_closing", [False, True], ids=["noted", "closed"])
@pytest.mark.parametrize(("voice", "is_told"), [("relative", False), ("professional", True)])
def test_only_a_professional_is_told_that_the_house_has_met_her(
    client: Client, voice: str, is_told: bool, by_closing: bool
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
    assert ("Vi mødte personen" in page) is is_told
    with as_owner():
        assert Letter.objects.exists() is is_told
