"""Every sentence that is ever sent. Nothing else is.

A message lies open on a locked telephone and in other people's hands. So none of them says what the
matter is, where somebody goes, or which house writes; they say when, and where to read on. A test
holds them to it.
"""

from dataclasses import dataclass
from enum import StrEnum

from indgang.kernel.words import Words


class MessageKey(StrEnum):
    """What can be told."""

    CHECKIN_DUE = "checkin_due"
    SEAT_TAKEN = "seat_taken"
    SEAT_OFFERED = "seat_offered"
    PLACES_GIVEN = "places_given"
    SEAT_CANCELLED = "seat_cancelled"
    SEAT_MOVED = "seat_moved"
    STAY_AGREED = "stay_agreed"
    STAY_CHANGED = "stay_changed"
    STAY_OFF = "stay_off"
    APPOINTMENT = "appointment"
    APPOINTMENT_TOMORROW = "appointment_tomorrow"
    AGREEMENT_DUE = "agreement_due"
    SUGGESTION = "suggestion"
    ANSWER_TO_INQUIRY = "answer_to_inquiry"
    HAND_SEEN = "hand_seen"
    STILL_HERE = "still_here"
    NOT_HEARD_OF = "not_heard_of"
    CALENDAR_ENDS = "calendar_ends"
    CARD_CODE = "card_code"
    NEW_CARD = "new_card"
    YOUR_TURN = "your_turn"
    NEWS = "news"
    REQUEST_ANSWERED = "request_answered"
    REQUEST_LATE = "request_late"
    REQUEST_WAITS = "request_waits"
    ROOM_OLD = "room_old"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One message: what it says, and which values it must be given."""

    text: Words
    needs: frozenset[str] = frozenset()


def _says(da: str, en: str, *needs: str) -> Sentence:
    return Sentence(Words(da, en), frozenset(needs))


# The values a sentence may hold: "day" (ISO date), "time" (HH:MM) and "phone". No names, no places. A
# "code" is only ever the database's own.
SENTENCES: dict[MessageKey, Sentence] = {
    MessageKey.CHECKIN_DUE: _says(
        "Hvordan går det? Svar, hvis du vil. Det tager et minut.",
        "How are you? Answer if you like. It takes a minute.",
    ),
    MessageKey.SEAT_TAKEN: _says(
        "Du har fået en plads {day} kl. {time}.",
        "You have a place on {day} at {time}.",
        "day", "time",
    ),
    MessageKey.SEAT_OFFERED: _says(
        "Der er blevet en plads til dig. Svar inden {day} kl. {time}.",
        "There is now a place for you. Answer before {day} at {time}.",
        "day", "time",
    ),
    MessageKey.PLACES_GIVEN: _says(
        "Nu er pladserne givet. Se, hvordan det gik.",
        "The places have been given. See how it went.",
    ),
    MessageKey.SEAT_CANCELLED: _says(
        "Tiden {day} kl. {time} er aflyst. Ring til os på {phone}.",
        "The time on {day} at {time} is off. Call us on {phone}.",
        "day", "time", "phone",
    ),
    MessageKey.SEAT_MOVED: _says(
        "En tid er flyttet. Den er nu {day} kl. {time}.",
        "A time has moved. It is now on {day} at {time}.",
        "day", "time",
    ),
    MessageKey.STAY_AGREED: _says(
        "Svaret er ja. Du kan komme {day}.",
        "The answer is yes. You can come on {day}.",
        "day",
    ),
    MessageKey.STAY_CHANGED: _says(
        "Noget er ændret for dig fra {day}.",
        "Something has changed for you from {day}.",
        "day",
    ),
    MessageKey.STAY_OFF: _says(
        "Det bliver desværre ikke til noget {day}. Ring på {phone}, så finder vi noget andet.",
        "Sorry, it cannot be on {day}. Call {phone}, and we will find something else.",
        "day", "phone",
    ),
    MessageKey.APPOINTMENT: _says(
        "Du har et møde {day} kl. {time}. Ring på {phone}, hvis det skal flyttes.",
        "You have a meeting on {day} at {time}. Call {phone} to move it.",
        "day", "time", "phone",
    ),
    MessageKey.APPOINTMENT_TOMORROW: _says(
        "Husk {day} kl. {time}. Kan du ikke komme, så ring på {phone}.",
        "Remember {day} at {time}. If you cannot come, call {phone}.",
        "day", "time", "phone",
    ),
    MessageKey.AGREEMENT_DUE: _says(
        "Husk det, vi har aftalt til {day}.",
        "Remember what we agreed for {day}.",
        "day",
    ),
    MessageKey.SUGGESTION: _says(
        "Der er et forslag til dig. Du bestemmer, om du vil bruge det.",
        "There is a suggestion for you. You decide whether to use it.",
    ),
    MessageKey.ANSWER_TO_INQUIRY: _says(
        "Tak, fordi du skrev. Vi har svaret dig.",
        "Thank you for writing. We have answered you.",
    ),
    MessageKey.HAND_SEEN: _says(
        "Vi har set, at du gerne vil tale. Du hører fra os. Ellers ring på {phone}.",
        "We have seen that you would like to talk. We will be in touch. Or call {phone}.",
        "phone",
    ),
    MessageKey.STILL_HERE: _says(
        "Vi er her stadig. Du kan altid komme igen.",
        "We are still here. You can always come back.",
    ),
    MessageKey.NOT_HEARD_OF: _says(
        "Vi har ikke hørt fra dig længe. Din side står her endnu, og du kan altid komme igen.",
        "We have not heard from you for long. Your page is still here, and you can always come back.",
    ),
    MessageKey.CARD_CODE: _says(
        "Din kode er {code}. Sig den kun til den, du sidder hos nu.",
        "Your code is {code}. Say it only to the person you are with now.",
        "code",
    ),
    MessageKey.NEW_CARD: _says(
        "Du har fået en ny nøgle. Var det ikke dig? Stop den her.",
        "You have a new key. Was it not you? Stop it here.",
    ),
    MessageKey.CALENDAR_ENDS: _says(
        "Linket til din kalender virker til {day}. Lav et nyt, hvis du vil.",
        "The link to your calendar works until {day}. Make a new one if you like.",
        "day",
    ),
    MessageKey.YOUR_TURN: _says(
        "Husk {day} kl. {time}. De andre regner med dig. Kan du ikke, så byt på din side.",
        "Remember {day} at {time}. The others count on you. If you cannot, swap on your page.",
        "day", "time",
    ),
    MessageKey.REQUEST_ANSWERED: _says(
        "Der er svar på det, du har spurgt om.",
        "There is an answer to what you asked.",
    ),
    MessageKey.REQUEST_LATE: _says(
        "Du har ikke fået svar endnu. Nu tager vi os af det.",
        "You have not had an answer yet. We will see to it now.",
    ),
    MessageKey.REQUEST_WAITS: _says(
        "Nogen spørger jer om noget. Svar gerne inden {day}.",
        "Somebody is asking you something. Please answer before {day}.",
        "day",
    ),
    MessageKey.ROOM_OLD: _says(
        "Er der plads hos jer? Sig det med et tryk.",
        "Do you have room? Say so with one tap.",
    ),
    MessageKey.NEWS: _says(
        "Der er nyt til dig.",
        "There is news for you.",
    ),
}  # fmt: skip

SUBJECT = Words("En besked til dig", "A message for you")
SUBJECT_MANY = Words("{number} beskeder til dig", "{number} messages for you")
HELLO = Words("Hej", "Hello")
READ_ON = Words("Læs mere her:", "Read on here:")
MANY = Words(
    "Der er {number} beskeder til dig på din side.", "There are {number} messages on your page."
)
NO_MORE = Words("Vil du ikke have beskeder fra os?", "Would you rather have no messages from us?")
STOP = Words("Stop beskeder", "Stop messages")
STOP_SHORT = Words("Stop: {link}", "Stop: {link}")
NOT_READ = Words(
    "Du kan ikke svare på denne besked. Ring til os på {phone}.",
    "You cannot answer this message. Call us on {phone}.",
)
