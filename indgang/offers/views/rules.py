"""Who may simply come: rules that the administrator writes in plain words, and tries at once."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from indgang.access.guards import requires
from indgang.access.middleware import ActorRequest
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere, Refused
from indgang.offers import rule_pages
from indgang.offers.forms.rules import LineForm, PersonLikeForm, RuleForm, RuleNameForm
from indgang.offers.models import AccessRule
from indgang.offers.operations import (
    begin_rule,
    change_line,
    end_rule,
    follow_rule,
    leave_rule,
    move_line,
    name_rule,
    remove_line,
    write_line,
)
from indgang.offers.queries import coming_sessions, needs_to_choose, usual_who
from indgang.offers.queries import rules_of_access as rules
from indgang.offers.rule_words import EXAMPLES
from indgang.offers.rules.access_examples import lines_of_example
from indgang.people.queries import colleague_names

DAYS_AHEAD = 28  # days; as on the offer's own page

administrator = requires(Role.ADMINISTRATOR)


@administrator
@require_GET
def overview(request: ActorRequest) -> HttpResponse:
    needs = rules.names_of_needs()
    found = [rule_pages.card_of(read, needs) for read in rules.access_rules()]
    return render(request, "offers/rules.html", {"cards": found})


@administrator
@require_http_methods(["GET", "POST"])
def begin(request: ActorRequest, offer_id: UUID | None = None) -> HttpResponse:
    offer = rules.offer_to_rule(offer_id) if offer_id else None
    if offer_id and offer is None:
        raise NotThere
    form = RuleForm(request.POST or None, offer=offer)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = begin_rule(
                name=said.get("name", ""),
                kind=said.get("kind", ""),
                lines=lines_of_example(said["example"]),
                offer_id=offer_id,
                by=request.actor,
            )
        except Refused as refusal:
            _say_why(form, refusal)
        else:
            messages.success(request, _("Reglen gælder fra nu. Ret linjerne, og prøv den."))
            return redirect("offers:rule", made.id)
    examples = [
        (title, text, rule_pages.example_sentences(lines_of_example(code)))
        for code, (title, text) in EXAMPLES.items()
    ]
    context = {"form": form, "offer": offer, "examples": examples}
    status = 422 if form.errors else 200
    return render(request, "offers/rule_begin.html", context, status=status)


@administrator
@require_GET
def rule(request: ActorRequest, rule_set_id: UUID) -> HttpResponse:
    read = _read(rule_set_id)
    needs = rules.names_of_needs()
    offers = list(read.rule_set.offers.all())
    form = PersonLikeForm(
        request.GET or None,
        who=usual_who(offers[0]) if offers else "self",
        needs=needs_to_choose(),
        offers=[(str(offer.id), offer.title) for offer in offers],
    )
    use = form.use()
    chosen = next((one for one in offers if str(one.id) == form.offer_id()), None)
    offer = chosen or next(iter(offers), None)
    sessions = coming_sessions(offer.id, days=DAYS_AHEAD) if offer else []
    context = {
        "read": read,
        "name": rules.name_of(read.rule_set),
        "form": form,
        "tested": rule_pages.tested(
            use, read, needs=needs, offer=offer, session=next(iter(sessions), None)
        ),
    }
    if request.headers.get("HX-Request") == "true":
        return render(request, "offers/_tested.html", context)
    changes = rules.changes_of_rule(rule_set_id)
    names = colleague_names({change.changed_by for change in changes})
    text = request.GET.get("q", "")[:100].replace("\0", "")
    context |= {
        "lines": rule_pages.lines_of(read, needs),
        "offers": offers,
        "text": text,
        "found": rules.offers_to_follow(text, rule_set_id) if text else [],
        "changes": [rule_pages.change_of(change, names, needs) for change in changes],
    }
    return render(request, "offers/rule.html", context)


@administrator
@require_http_methods(["GET", "POST"])
def name(request: ActorRequest, rule_set_id: UUID) -> HttpResponse:
    rule_set = _read(rule_set_id).rule_set
    initial = {"name": rules.name_of(rule_set), "kind": rule_set.kind}
    form = RuleNameForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            name_rule(rule_set_id=rule_set_id, by=request.actor, **form.cleaned_data)
        except Refused as refusal:
            _say_why(form, refusal)
        else:
            messages.success(request, _("Det er gemt."))
            return redirect("offers:rule", rule_set_id)
    context = {"form": form, "rule_set": rule_set, "name": rules.name_of(rule_set)}
    status = 422 if form.errors else 200
    return render(request, "offers/rule_name.html", context, status=status)


@administrator
@require_http_methods(["GET", "POST"])
def add_line(request: ActorRequest, rule_set_id: UUID) -> HttpResponse:
    rule_set = _read(rule_set_id).rule_set
    form = _line_form(request, None, is_last=False)
    if request.method == "POST" and form.is_valid():
        try:
            write_line(rule_set_id=rule_set_id, written=form.written(), by=request.actor)
        except Refused as refusal:
            _say_why(form, refusal)
        else:
            messages.success(request, _("Linjen gælder fra nu. Det, der er aftalt, står ved magt."))
            return redirect("offers:rule", rule_set_id)
    return _line_page(request, form, rule_set_id, rules.name_of(rule_set), None)


@administrator
@require_http_methods(["GET", "POST"])
def line(request: ActorRequest, line_id: UUID) -> HttpResponse:
    shown = rules.access_line(line_id)
    read = rules.access_rule(shown.rule_set_id) if shown else None
    if shown is None or read is None:
        raise NotThere
    form = _line_form(request, shown, is_last=read.rules[-1].id == line_id)
    if request.method == "POST" and form.is_valid():
        try:
            change_line(line_id=line_id, written=form.written(), by=request.actor)
        except Refused as refusal:
            _say_why(form, refusal)
        else:
            messages.success(request, _("Linjen gælder fra nu. Det, der er aftalt, står ved magt."))
            return redirect("offers:rule", shown.rule_set_id)
    return _line_page(request, form, shown.rule_set_id, rules.name_of(read.rule_set), shown)


@administrator
@require_POST
def move(request: ActorRequest, line_id: UUID) -> HttpResponse:
    shown = rules.access_line(line_id)
    if shown is None:
        raise NotThere
    move_line(line_id=line_id, up=request.POST.get("up") == "1", by=request.actor)
    return redirect("offers:rule", shown.rule_set_id)


@administrator
@require_POST
def remove(request: ActorRequest, line_id: UUID) -> HttpResponse:
    shown = rules.access_line(line_id)
    if shown is None:
        raise NotThere
    remove_line(line_id=line_id, by=request.actor)
    messages.success(request, _("Linjen er taget væk. Den står stadig i det, der er ændret."))
    return redirect("offers:rule", shown.rule_set_id)


@administrator
@require_POST
def follow(request: ActorRequest, rule_set_id: UUID, offer_id: UUID) -> HttpResponse:
    new = follow_rule(rule_set_id=rule_set_id, offer_ids=[offer_id], by=request.actor)
    said = ngettext("%(new)s tilbud mere følger reglen.", "%(new)s tilbud mere følger reglen.", new)
    messages.success(request, said % {"new": new})
    return redirect("offers:rule", rule_set_id)


@administrator
@require_POST
def leave(request: ActorRequest, offer_id: UUID) -> HttpResponse:
    offer = rules.offer_to_rule(offer_id)
    if offer is None:
        raise NotThere
    leave_rule(offer_id=offer_id, by=request.actor)
    messages.success(request, _("Tilbuddet følger ikke reglen længere."))
    if offer.rule_set and offer.rule_set.name:
        return redirect("offers:rule", offer.rule_set.id)
    return redirect("offers:rules")


@administrator
@require_http_methods(["GET", "POST"])
def end(request: ActorRequest, rule_set_id: UUID) -> HttpResponse:
    read = _read(rule_set_id)
    if request.method == "POST":
        end_rule(rule_set_id=rule_set_id, by=request.actor)
        messages.success(request, _("Reglen er slut."))
        return redirect("offers:rules")
    context = {"rule_set": read.rule_set, "name": rules.name_of(read.rule_set)}
    return render(request, "offers/rule_end.html", context)


def _read(rule_set_id: UUID) -> rules.ReadRule:
    read = rules.access_rule(rule_set_id)
    if read is None:
        raise NotThere
    return read


def _line_form(request: ActorRequest, shown: AccessRule | None, *, is_last: bool) -> LineForm:
    return LineForm(
        request.POST or None,
        rule=shown,
        is_last=is_last,
        needs=needs_to_choose(),
        laws=rules.laws_to_choose(),
    )


def _line_page(
    request: ActorRequest,
    form: LineForm,
    rule_set_id: UUID,
    rule_name: str,
    shown: AccessRule | None,
) -> HttpResponse:
    context = {"form": form, "rule_set_id": rule_set_id, "name": rule_name, "line": shown}
    status = 422 if form.errors else 200
    return render(request, "offers/rule_line.html", context, status=status)


def _say_why(form: RuleNameForm | LineForm, refusal: Refused) -> None:
    """At the field it is about, where the page has one."""
    form.add_error(refusal.code if refusal.code in form.fields else None, str(refusal))
