from django.urls import path

from indgang.entrance.views import (
    arrivals,
    asking,
    conversations,
    house,
    inbox,
    inquiries,
    stopping,
    wishes,
)

app_name = "entrance"

urlpatterns = [
    path("henvend", inquiries.who_for, name="who_for"),
    path("henvend/svar", inquiries.answers, name="answers"),
    path("henvend/<slug:who>", inquiries.inquiry, name="inquiry"),
    path("henvend/<slug:who>/kladde", inquiries.draft, name="draft"),
    path("henvend/<slug:who>/glem", inquiries.forget_draft, name="forget_draft"),
    path("min/fortalt", stopping.told, name="told"),
    path("min/moedes", wishes.own, name="wishes"),
    path("huset/ankomst", arrivals.arrival, name="arrival"),
    path("huset/ankomster", arrivals.lately, name="lately"),
    path("huset/ankomst/kort", arrivals.show_card, name="show_card"),
    path("huset/ankomst/<uuid:arrival_id>", arrivals.settle, name="settle"),
    path("huset/ankomst/<uuid:arrival_id>/velkommen", arrivals.welcome, name="welcome"),
    path("huset/billet", arrivals.ticket, name="ticket"),
    path("huset/henvendelse/<uuid:inquiry_id>", inbox.open_inquiry, name="open_inquiry"),
    path("huset/henvendelse/<uuid:inquiry_id>/tag", inbox.take, name="take_inquiry"),
    path("huset/henvendelse/<uuid:inquiry_id>/svar", inbox.answer, name="answer_inquiry"),
    path("huset/henvendelse/<uuid:inquiry_id>/modt", inbox.met, name="note_meeting"),
    path("huset/henvendelse/<uuid:inquiry_id>/afsender", inbox.sender, name="confirm_sender"),
    path("huset/henvendelse/<uuid:inquiry_id>/luk", inbox.close, name="close_inquiry"),
    path("huset/mangler", house.missing, name="missing"),
    path("huset/gaest/<uuid:person_id>/spoerg-igen", asking.ask, name="ask_again"),
    path(
        "huset/gaest/<uuid:person_id>/spoerg-igen/<uuid:permission_id>/stop",
        asking.stop,
        name="stop_asked",
    ),
    path("huset/samtale/ny/<uuid:person_id>", conversations.start, name="start_conversation"),
    *(
        path(f"huset/samtale/<uuid:conversation_id>{rest}", view, name=name)
        for rest, view, name in (
            ("", conversations.conversation, "conversation"),
            ("/billet", conversations.ticket, "conversation_ticket"),
            ("/bundt", conversations.add_to_bundle, "add_to_bundle"),
            ("/bundt/<uuid:item_id>/ud", conversations.take_from_bundle, "take_from_bundle"),
            ("/mangler", house.note_missing, "note_missing"),
            ("/start", conversations.finish, "finish"),
            ("/slut", stopping.stop, "stop_conversation"),
            ("/klar", conversations.finished, "finished"),
            ("/moedes", wishes.in_conversation, "conversation_wishes"),
            ("/<slug:section>", conversations.section, "section"),
        )
    ),
]
