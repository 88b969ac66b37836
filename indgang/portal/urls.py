from django.urls import URLPattern, path

from indgang.portal.views import cooperation, front, guest, house, identity, key_cards, privacy

app_name = "portal"

FRONT: list[URLPattern] = [
    path("privatliv", privacy.privacy, name="privacy"),
    path("", front.front, name="front"),
]
HOUSE: list[URLPattern] = [
    path("huset", house.today, name="today"),
    path("huset/samarbejde", cooperation.overview, name="cooperations"),
    path("huset/samarbejde/ny", cooperation.write, name="write_cooperation"),
    path("huset/samarbejde/<uuid:cooperation_id>/ja", cooperation.agree, name="agree_cooperation"),
    path("huset/samarbejde/<uuid:first_id>/<uuid:second_id>", cooperation.pair, name="cooperation"),
    path(
        "huset/samarbejde/<uuid:first_id>/<uuid:second_id>/ny",
        cooperation.write,
        name="rewrite_cooperation",
    ),
    path("huset/gaest/<uuid:person_id>", house.guest, name="guest"),
    path("huset/gaest/<uuid:person_id>/kort", key_cards.key_card, name="key_card"),
    path("huset/gaest/<uuid:person_id>/kontakt", identity.of_guest, name="guest_contact"),
    path("huset/gaest/<uuid:person_id>/noed", house.emergency, name="emergency"),
    *(
        path(f"huset/gaest/<uuid:person_id>/{name}", house.part, {"name": name}, name=title)
        for name, title in (
            ("mennesker", "guest_people"),
            ("moeder", "guest_meetings"),
            ("aftaler", "guest_agreements"),
            ("tilladelser", "guest_permissions"),
            ("historie", "guest_history"),
        )
    ),
]
GUEST: list[URLPattern] = [
    path("min", guest.home, name="home"),
    path("min/navn", identity.own, name="own_identity"),
    path("min/navn/slet", identity.forget, name="forget_identity"),
    path("min/billet", guest.ticket, name="ticket"),
]

urlpatterns = [*FRONT, *HOUSE, *GUEST]
