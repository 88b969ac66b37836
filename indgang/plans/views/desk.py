"""At whose plan one sits, and what one may do there."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache

from indgang.access.guards import requires, signed_in
from indgang.access.middleware import ActorRequest
from indgang.access.operations import open_person
from indgang.access.queries import who_may_see
from indgang.kernel.actor import HOUSE, Actor, Role
from indgang.kernel.privacy import Kind
from indgang.kernel.refused import NotThere
from indgang.plans.operations.parts import who
from indgang.plans.queries import readable_kinds, writable_kinds

MAY_OPEN = (*sorted(HOUSE), Role.OUTREACH, Role.ACUTE, Role.AUTHORITY)

Page = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Desk:
    """One guest's plan, open in this transaction to the guest himself or to somebody else."""

    person_id: UUID
    actor: Actor
    is_own: bool
    base: str  # the address of the plan's page; everything else is below it
    readable: frozenset[Kind]
    writable: frozenset[Kind]

    @property
    def new_activity(self) -> str:
        """Where one writes something new to do."""
        return f"{self.base}/aktivitet/nyt"

    @property
    def layout(self) -> str:
        """What the pages stand in."""
        return "plans/own.html" if self.is_own else "plans/guest.html"

    @property
    def reads_goals(self) -> bool:
        """Whether hopes and goals are shown."""
        return Kind.GOALS in self.readable

    @property
    def reads_plan(self) -> bool:
        """Whether everything else is shown."""
        return Kind.PLAN in self.readable

    @property
    def writes_goals(self) -> bool:
        """Whether hopes and goals may be changed, and not only suggested."""
        return Kind.GOALS in self.writable

    @property
    def writes_plan(self) -> bool:
        """Whether everything else may be changed, and not only suggested."""
        return Kind.PLAN in self.writable

    @property
    def readers(self) -> list[str]:
        """Who else may see the plan or the goals, by name. One query."""
        return who_sees(self)

    @property
    def only_suggests(self) -> bool:
        """Whether what is written here becomes a suggestion to the guest."""
        return not self.writable


def own_page(view: Page) -> Page:
    """The guest's own plan: ``view(request, desk, …)``."""

    @signed_in
    @never_cache
    @wraps(view)
    def page(request: ActorRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, own_desk(request.actor), *args, **kwargs)

    return page  # type: ignore[return-value]  # the guard widens the answer


def guest_page(view: Page) -> Page:
    """The same page of a guest's plan for somebody he has let in. Opening it is logged."""

    @requires(*MAY_OPEN)
    @never_cache
    @wraps(view)
    def page(request: ActorRequest, person_id: UUID, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, desk_of(person_id, request.actor), *args, **kwargs)

    return page  # type: ignore[return-value]  # the guard widens the answer


def own_desk(actor: Actor) -> Desk:
    """One's own plan. Raises NotThere for nobody."""
    both = frozenset({Kind.PLAN, Kind.GOALS})
    return Desk(who(actor), actor, True, reverse("plans:plan"), both, both)


def desk_of(person_id: UUID, actor: Actor) -> Desk:
    """A guest's plan, opened. Raises NotThere if neither plan nor goals may be read."""
    open_person(person_id=person_id, purpose=gettext_noop("plan"), by=actor)
    readable = readable_kinds(person_id)
    if not readable:
        raise NotThere
    base = reverse("plans:guest_plan", args=[person_id])
    return Desk(person_id, actor, False, base, readable, writable_kinds(person_id))


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, for a form; nothing for a page that is only looked at. An empty form is sent too."""
    return request.POST if request.method == "POST" else None


def who_sees(desk: Desk) -> list[str]:
    """Who else may see the plan or the goals, by name. One query."""
    return who_may_see(desk.person_id, Kind.PLAN, Kind.GOALS)
