"""The short lists that an offer is described with, in the words of the pages."""

from django.utils.translation import gettext_lazy as _

OFFER_KINDS = [
    ("voluntary", _("frivilligt fællesskab")),
    ("network", _("netværk")),
    ("training", _("træning")),
    ("technology", _("hjælp på skærm eller telefon")),
    ("coaching", _("støtte til dig alene")),
    ("adhoc", _("hjælp her og nu")),
    ("group_course", _("forløb i en gruppe")),
    ("education", _("undervisning")),
]
FORMATS = [("group", _("sammen med andre")), ("individual", _("alene med en anden"))]
WHO_FOR = [
    ("self", _("mig selv")),
    ("relative", _("pårørende")),
    ("parent", _("forældre")),
    ("sibling", _("søskende")),
    ("child", _("børn af en, der har det svært")),
    ("staff", _("dem, der arbejder med mennesker")),
]
LANGUAGES = [
    ("da", _("dansk")),
    ("en", _("engelsk")),
    ("de", _("tysk")),
    ("ar", _("arabisk")),
    ("uk", _("ukrainsk")),
    ("pl", _("polsk")),
    ("tr", _("tyrkisk")),
    ("so", _("somali")),
    ("fa", _("farsi")),
    ("ro", _("rumænsk")),
    ("kl", _("grønlandsk")),
    ("dts", _("tegnsprog")),
]
ACCESS = [
    ("open", _("åbent for alle")),
    ("decision", _("her skal vi først have et ja")),
    ("mixed", _("åbent for nogle")),
]
RUN_BY = [
    ("staff", _("ansatte")),
    ("peers", _("mennesker, der selv har prøvet det")),
    ("volunteers", _("frivillige")),
    ("mixed", _("ansatte og frivillige sammen")),
    ("users", _("dem, der selv kommer der")),
]
# From best to least documented. The words stand beside the offer for those who choose together.
EVIDENCE = [
    ("documented", _("godt undersøgt: det hjælper mange")),
    ("promising", _("undersøgt: det ser ud til at hjælpe")),
    ("experience", _("gode erfaringer, men ikke undersøgt")),
    ("", _("ikke undersøgt endnu")),
]
# Why one time does not take place. Whole sentences: they stand on the pages of those who had a seat.
REASONS = [
    ("ill", _("Den, der holder det, er syg.")),
    ("shut", _("Stedet er lukket den dag.")),
    ("few", _("Der var for få tilmeldt.")),
    ("weather", _("Vejret er for dårligt.")),
    ("pause", _("Tilbuddet holder pause.")),
    ("ended", _("Tilbuddet er slut.")),
    ("other", _("Noget andet")),
]
STATUSES = [
    ("draft", _("kladde")),
    ("published", _("vises")),
    ("paused", _("holder pause")),
    ("closed", _("lukket")),
]
