"""Every form at the door."""

from indgang.entrance.forms.arrivals import ArrivalForm as ArrivalForm
from indgang.entrance.forms.arrivals import SettleForm as SettleForm
from indgang.entrance.forms.conversations import AskAgainForm as AskAgainForm
from indgang.entrance.forms.conversations import FinishForm as FinishForm
from indgang.entrance.forms.conversations import GuidesForm as GuidesForm
from indgang.entrance.forms.conversations import OwnStepForm as OwnStepForm
from indgang.entrance.forms.conversations import StopForm as StopForm
from indgang.entrance.forms.inquiries import VOICES as VOICES
from indgang.entrance.forms.inquiries import AnswerForm as AnswerForm
from indgang.entrance.forms.inquiries import CloseForm as CloseForm
from indgang.entrance.forms.inquiries import InquiryForm as InquiryForm
from indgang.entrance.forms.inquiries import MessageForm as MessageForm
from indgang.entrance.forms.inquiries import ReplyForm as ReplyForm
from indgang.entrance.forms.inquiries import SenderForm as SenderForm
from indgang.entrance.forms.wishes import WishesForm as WishesForm
