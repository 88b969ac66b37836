"""What HSDS has no field of its own for is told as attributes: one term each, texts with a value."""

CHOICES = ("kind", "format", "access", "run_by", "evidence")  # one term each
LISTS = ("needs", "who_for", "laws")  # as many terms as there are
YES_NO = {"anonymous_ok": {True: "yes", False: "no"}}
NUMBERS = ("intrusive",)
# Texts, under the taxonomy "text": the value of the attribute is the text.
TEXTS = (
    "slug", "summary", "first_time", "title_en", "summary_en", "description_en", "first_time_en",
    "where_note", "when_note", "evidence_note", "access_sentence", "access_sentence_en",
)  # fmt: skip
TEXT = "text"
CLOSED_DAYS, LINES = "closed_days", "access_lines"
# Of a schedule.
RRULE, MINUTES, SEATS, WITHOUT, EXTRA = "rrule", "minutes", "seats", "exdates", "rdates"
EACH = "each_minutes"
# Of a place and of an organisation.
SPOT_TEXTS = ("slug", "neighbourhood", "step_free", "accessible_toilet", "hearing_loop", "x", "y")
ADDRESS, HOURS, HIDDEN = "address", "hours", "is_hidden"
PROVIDER_KIND = "provider_kind"
TAXONOMIES = (*LISTS, *CHOICES, *YES_NO, *NUMBERS, PROVIDER_KIND, TEXT)
TEXT_TERMS = (
    *TEXTS, CLOSED_DAYS, LINES, RRULE, MINUTES, SEATS, WITHOUT, EXTRA, EACH, *SPOT_TEXTS[1:], ADDRESS,
    HOURS, HIDDEN,
)  # fmt: skip

STATUS = {
    "published": "active",
    "draft": "inactive",
    "paused": "temporarily closed",
    "closed": "defunct",
}
STATUS_BACK = {theirs: ours for ours, theirs in STATUS.items()}
# Danish sign language has a code of three letters only in ISO 639-3.
LANGUAGE = {"dts": "dsl"}
LANGUAGE_BACK = {theirs: ours for ours, theirs in LANGUAGE.items()}
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
BYDAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
