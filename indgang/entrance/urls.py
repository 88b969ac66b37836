from django.urls import path

from indgang.entrance.views import inquiries

app_name = "entrance"

urlpatterns = [
    path("henvend", inquiries.who_for, name="who_for"),
    path("henvend/svar", inquiries.answers, name="answers"),
    path("henvend/<slug:who>", inquiries.inquiry, name="inquiry"),
    path("henvend/<slug:who>/kladde", inquiries.draft, name="draft"),
    path("henvend/<slug:who>/glem", inquiries.forget_draft, name="forget_draft"),
]
