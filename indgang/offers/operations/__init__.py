"""Every change to offers, their times and their seats."""

from indgang.offers.operations.attendance import mark_attendance
from indgang.offers.operations.catalogue import (
    close_need,
    close_place,
    keep_need,
    keep_place,
    lay_down_needs,
    open_place,
    renew_laws,
)
from indgang.offers.operations.csv_import import import_offers_csv
from indgang.offers.operations.earlier import ask_for_earlier
from indgang.offers.operations.exchange import import_offers
from indgang.offers.operations.keeping import (
    add_times,
    end_times,
    keep_offer,
    rest_offer,
    show_offer,
)
from indgang.offers.operations.offers import (
    add_offer,
    change_offer,
    confirm_offer,
    describe_offer,
)
from indgang.offers.operations.room import ask_of_room, say_room
from indgang.offers.operations.rules_of_access import (
    WrittenLine,
    begin_rule,
    change_line,
    end_rule,
    follow_rule,
    give_rule_of_its_own,
    leave_rule,
    move_line,
    name_rule,
    remove_line,
    write_line,
)
from indgang.offers.operations.runs import (
    change_run,
    give_places,
    open_run,
    prefer_wish,
    say_urgency,
)
from indgang.offers.operations.seats import (
    accept_seat,
    decline_offer,
    expire_seat_offers,
    leave_seat,
    settle_session,
    take_seat,
)
from indgang.offers.operations.single_times import cancel_session, move_session
from indgang.offers.operations.stays import (
    agree_stay,
    call_off_stay,
    end_stay,
    hold_stay,
    let_go_of_holds,
    move_stay,
    note_arrival,
    prolong_stay,
)
from indgang.offers.operations.things import close_thing, keep_thing
from indgang.offers.operations.times import make_sessions
from indgang.offers.operations.trying import hold_stay_as_newcomer, take_seat_as_newcomer
from indgang.offers.operations.unmet import count_unmet

__all__ = [
    "WrittenLine",
    "accept_seat",
    "add_offer",
    "add_times",
    "agree_stay",
    "ask_for_earlier",
    "ask_of_room",
    "begin_rule",
    "call_off_stay",
    "cancel_session",
    "change_line",
    "change_offer",
    "change_run",
    "close_need",
    "close_place",
    "close_thing",
    "confirm_offer",
    "count_unmet",
    "decline_offer",
    "describe_offer",
    "end_rule",
    "end_stay",
    "end_times",
    "expire_seat_offers",
    "follow_rule",
    "give_places",
    "give_rule_of_its_own",
    "hold_stay",
    "hold_stay_as_newcomer",
    "import_offers",
    "import_offers_csv",
    "keep_need",
    "keep_offer",
    "keep_place",
    "keep_thing",
    "lay_down_needs",
    "leave_rule",
    "leave_seat",
    "let_go_of_holds",
    "make_sessions",
    "mark_attendance",
    "move_line",
    "move_session",
    "move_stay",
    "name_rule",
    "note_arrival",
    "open_place",
    "open_run",
    "prefer_wish",
    "prolong_stay",
    "remove_line",
    "renew_laws",
    "rest_offer",
    "say_room",
    "say_urgency",
    "settle_session",
    "show_offer",
    "take_seat",
    "take_seat_as_newcomer",
    "write_line",
]
