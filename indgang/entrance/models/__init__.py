"""What comes to the door: arrivals, inquiries, first conversations, and how long it took."""

from indgang.entrance.models.arrivals import Arrival as Arrival
from indgang.entrance.models.arrivals import DoorEvent as DoorEvent
from indgang.entrance.models.bundles import BundleItem as BundleItem
from indgang.entrance.models.conversations import Conversation as Conversation
from indgang.entrance.models.conversations import SectionText as SectionText
from indgang.entrance.models.guidance import UnmetNeed as UnmetNeed
from indgang.entrance.models.guidance import YoungHelp as YoungHelp
from indgang.entrance.models.inquiries import Draft as Draft
from indgang.entrance.models.inquiries import Inquiry as Inquiry
from indgang.entrance.models.inquiries import InquiryMessage as InquiryMessage
