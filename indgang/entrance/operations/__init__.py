"""Every change at the door."""

from indgang.entrance.operations.answers import answer_inquiry as answer_inquiry
from indgang.entrance.operations.answers import close_inquiry as close_inquiry
from indgang.entrance.operations.answers import note_meeting as note_meeting
from indgang.entrance.operations.answers import open_inquiry as open_inquiry
from indgang.entrance.operations.answers import take_inquiry as take_inquiry
from indgang.entrance.operations.arrivals import register_arrival as register_arrival
from indgang.entrance.operations.arrivals import settle_arrival as settle_arrival
from indgang.entrance.operations.arrivals import welcome as welcome
from indgang.entrance.operations.clock import measure_step as measure_step
from indgang.entrance.operations.conversations import SavedSection as SavedSection
from indgang.entrance.operations.conversations import open_conversation as open_conversation
from indgang.entrance.operations.conversations import save_section as save_section
from indgang.entrance.operations.conversations import start_conversation as start_conversation
from indgang.entrance.operations.inquiries import NewInquiry as NewInquiry
from indgang.entrance.operations.inquiries import Receipt as Receipt
from indgang.entrance.operations.inquiries import send_inquiry as send_inquiry
from indgang.entrance.operations.inquiries import write_more as write_more
from indgang.entrance.operations.search import find_by_card as find_by_card
from indgang.entrance.operations.search import find_guests as find_guests
from indgang.entrance.operations.strangers import drop_draft as drop_draft
from indgang.entrance.operations.strangers import keep_draft as keep_draft
from indgang.entrance.operations.strangers import note_knock as note_knock
