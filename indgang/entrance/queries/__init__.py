"""What waits at the door, what is said there, and how long it took."""

from indgang.entrance.queries.arrivals import WaitingArrival as WaitingArrival
from indgang.entrance.queries.arrivals import arrival_of as arrival_of
from indgang.entrance.queries.arrivals import has_key_card as has_key_card
from indgang.entrance.queries.arrivals import waiting_arrivals as waiting_arrivals
from indgang.entrance.queries.clock import StepFigures as StepFigures
from indgang.entrance.queries.clock import door_clock as door_clock
from indgang.entrance.queries.conversations import Section as Section
from indgang.entrance.queries.conversations import conversations_going_on as conversations_going_on
from indgang.entrance.queries.conversations import conversations_of as conversations_of
from indgang.entrance.queries.conversations import sections_of as sections_of
from indgang.entrance.queries.inquiries import OpenInquiry as OpenInquiry
from indgang.entrance.queries.inquiries import drafted_words as drafted_words
from indgang.entrance.queries.inquiries import inquiry_with_messages as inquiry_with_messages
from indgang.entrance.queries.inquiries import open_inquiries as open_inquiries
from indgang.entrance.queries.inquiries import own_inquiries as own_inquiries
