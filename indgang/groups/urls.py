"""What guests run themselves. The house has two pages here, and sees no more than a group asks for."""

from django.urls import path

from indgang.groups.views import book, group, own, people, rota, shopping, showing

app_name = "groups"

AT = "gruppe/<slug:slug>"
urlpatterns = [
    path("gruppe", own.own, name="own"),
    path("gruppe/ny", own.start, name="start"),
    path("gruppe/ind", own.join, name="join"),
    path(AT, group.group, name="group"),
    path(f"{AT}/ord", group.words, name="words"),
    path(f"{AT}/overblik", group.ask, name="ask"),
    path(f"{AT}/tider", rota.times, name="times"),
    path(f"{AT}/tider/<uuid:session_id>/aabn", rota.open_it, name="open"),
    path(f"{AT}/tider/<uuid:session_id>/byt", rota.swap, name="swap"),
    path(f"{AT}/indkoeb", shopping.shopping, name="shopping"),
    path(f"{AT}/indkoeb/<uuid:purchase_id>/koebt", shopping.bought, name="bought"),
    path(f"{AT}/indkoeb/<uuid:purchase_id>/<slug:what>", shopping.change, name="purchase"),
    path(f"{AT}/folk", people.people, name="people"),
    path(f"{AT}/folk/navn", people.name, name="name"),
    path(f"{AT}/folk/kode", people.code, name="code"),
    path(f"{AT}/folk/svar/<uuid:handover_id>", people.answer, name="answer"),
    path(f"{AT}/folk/<slug:duty>/tag", people.take, name="take"),
    path(f"{AT}/folk/<slug:duty>/giv", people.give, name="give"),
    path(f"{AT}/ud", people.leave, name="leave"),
    path(f"{AT}/kasse", book.book, name="book"),
    path(f"{AT}/kasse/ny", book.write, name="write"),
    path(f"{AT}/kasse/luk", book.close, name="close"),
    path(f"{AT}/kasse/se", book.look, name="look"),
    path(f"{AT}/kasse/print", book.sheet, name="print"),
    path(f"{AT}/kasse/csv", book.as_csv, name="csv"),
    path(f"{AT}/kasse/<uuid:entry_id>", book.entry, name="entry"),
    path("udfoerer/grupper", showing.asking, name="asking"),
    path("udfoerer/grupper/<uuid:group_id>", showing.show, name="show"),
]
