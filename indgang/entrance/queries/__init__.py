"""What waits at the door, what is said there, and how long it took."""

from indgang.entrance.queries.arrivals import WaitingArrival as WaitingArrival
from indgang.entrance.queries.arrivals import arrival_of as arrival_of
from indgang.entrance.queries.arrivals import has_key_card as has_key_card
from indgang.entrance.queries.arrivals import waiting_arrivals as waiting_arrivals
from indgang.entrance.queries.clock import StepFigures as StepFigures
from indgang.entrance.queries.clock import door_clock as door_clock
from indgang.entrance.queries.conversations import ConversationPage as ConversationPage
from indgang.entrance.queries.conversations import Laid as Laid
from indgang.entrance.queries.conversations import Section as Section
from indgang.entrance.queries.conversations import bundle_of as bundle_of
from indgang.entrance.queries.conversations import card_of as card_of
from indgang.entrance.queries.conversations import colleagues_here as colleagues_here
from indgang.entrance.queries.conversations import conversation_card as conversation_card
from indgang.entrance.queries.conversations import conversation_page as conversation_page
from indgang.entrance.queries.conversations import conversations_going_on as conversations_going_on
from indgang.entrance.queries.conversations import conversations_of as conversations_of
from indgang.entrance.queries.conversations import sections_of as sections_of
from indgang.entrance.queries.conversations import told_by as told_by
from indgang.entrance.queries.inquiries import ABOUT as ABOUT
from indgang.entrance.queries.inquiries import OpenInquiry as OpenInquiry
from indgang.entrance.queries.inquiries import contacts_of as contacts_of
from indgang.entrance.queries.inquiries import drafted_words as drafted_words
from indgang.entrance.queries.inquiries import inquiry_with_messages as inquiry_with_messages
from indgang.entrance.queries.inquiries import names_in as names_in
from indgang.entrance.queries.inquiries import open_inquiries as open_inquiries
from indgang.entrance.queries.inquiries import own_inquiries as own_inquiries
