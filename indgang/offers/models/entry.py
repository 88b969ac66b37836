"""What is hard, the law an offer rests on, and the rules that say who may simply come."""

from typing import ClassVar
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from indgang.offers.models.choices import OFFER_KINDS, WHO_FOR


class Need(models.Model):
    """Something that is hard, and the everyday words people use when they say it."""

    code = models.SlugField(primary_key=True, max_length=40)
    title = models.CharField(max_length=60)
    title_en = models.CharField(max_length=60, blank=True)
    sentence = models.CharField(max_length=200, blank=True)
    sentence_en = models.CharField(max_length=200, blank=True)
    words = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    phrases = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    words_en = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["position", "title"]

    class Privacy:
        open: ClassVar = {
            "code", "title", "title_en", "sentence", "sentence_en", "words", "phrases", "words_en",
            "position", "closed_on",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.title


class LawBasis(models.Model):
    """A section of the law that an offer rests on, for as long as it is in force."""

    MODES: ClassVar = [
        ("open", _("kræver ingen afgørelse")),
        ("decision", _("kræver en afgørelse")),
        ("either", _("med eller uden afgørelse")),
    ]

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    section = models.CharField(max_length=30)
    title = models.CharField(max_length=200)
    mode = models.CharField(max_length=8, choices=MODES)
    anonymous = models.CharField(max_length=120, blank=True)
    kle = models.CharField(max_length=40, blank=True)
    rule = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["section", "valid_from"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["section", "valid_from"], name="offers_lawbasis_one_text_a_day"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="offers_lawbasis_ends_after_start",
            ),
        ]

    class Privacy:
        open: ClassVar = {
            "id", "section", "title", "mode", "anonymous", "kle", "rule", "source", "valid_from",
            "valid_to",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.section


class AccessRuleSet(models.Model):
    """A rule of access, line by line, that one offer or several follow.

    Without a name it is one offer's own. With a kind, new offers of that kind follow it.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    name = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=12, choices=OFFER_KINDS, blank=True)
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.UUIDField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["name", "made_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(ended_at__isnull=True) & ~Q(kind=""),
                name="offers_accessruleset_one_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="offers_accessruleset_ended_pair",
            ),
        ]

    class Privacy:
        open: ClassVar = {"id", "name", "kind", "made_at", "made_by", "ended_at", "ended_by"}

    def __str__(self) -> str:
        return self.name


class AccessRule(models.Model):
    """A line of a rule: for which use one simply comes, and for which somebody says yes first.

    The first line that fits decides. The last line of a rule fits everybody.
    """

    ANSWERS: ClassVar = [
        ("open", _("kom bare")),
        ("talk", _("vi taler sammen først")),
        ("decision", _("her skal vi først have et ja")),
    ]

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    rule_set = models.ForeignKey(AccessRuleSet, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    who = models.CharField(max_length=10, choices=WHO_FOR, blank=True)  # empty: anyone
    need = models.ForeignKey(Need, null=True, blank=True, on_delete=models.PROTECT)
    min_age = models.PositiveSmallIntegerField(null=True, blank=True)
    max_age = models.PositiveSmallIntegerField(null=True, blank=True)
    max_times = models.PositiveSmallIntegerField(null=True, blank=True)
    answer = models.CharField(max_length=10, choices=ANSWERS)
    decided_by = models.CharField(max_length=80, blank=True, db_default="")  # who says yes
    sentence = models.CharField(max_length=300, blank=True)
    sentence_en = models.CharField(max_length=300, blank=True)
    law = models.ForeignKey(LawBasis, null=True, blank=True, on_delete=models.PROTECT)

    class Meta:
        ordering: ClassVar = ["rule_set", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["rule_set", "position"],
                name="offers_accessrule_one_a_place",
                deferrable=models.Deferrable.DEFERRED,  # two lines change places
            ),
            models.CheckConstraint(
                condition=Q(answer__in=["open", "talk", "decision"]),
                name="offers_accessrule_answer",
            ),
        ]

    class Privacy:
        open: ClassVar = {
            "id", "rule_set", "position", "who", "need", "min_age", "max_age", "max_times",
            "answer", "decided_by", "sentence", "sentence_en", "law",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.sentence


class AccessRuleChange(models.Model):
    """A change of a rule of access: what a line was, what it became, who did it and when."""

    DEEDS: ClassVar = [
        ("began", _("begyndte reglen")),
        ("added", _("skrev en linje")),
        ("changed", _("ændrede en linje")),
        ("moved", _("flyttede en linje")),
        ("removed", _("tog en linje væk")),
        ("named", _("gav reglen navn")),
        ("followed", _("lod et tilbud følge reglen")),
        ("left", _("lod et tilbud gå fra reglen")),
        ("ended", _("sluttede reglen")),
    ]

    id = models.BigAutoField(primary_key=True)
    rule_set = models.ForeignKey(AccessRuleSet, on_delete=models.CASCADE, related_name="changes")
    did = models.CharField(max_length=10, choices=DEEDS)
    was = models.JSONField(null=True, blank=True)  # the line as it stood
    became = models.JSONField(null=True, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField()

    class Meta:
        ordering: ClassVar = ["-changed_at", "-id"]

    class Privacy:
        open: ClassVar = {"id", "rule_set", "did", "was", "became", "changed_at", "changed_by"}

    def __str__(self) -> str:
        return self.did
