"""The people: the list, one person, inviting, deactivating."""

from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from flask import Response, request, url_for

from portal.accounts import actions, queries
from portal.accounts.forms import GrantForm, InviteForm, PeopleFilter
from portal.accounts.policy import AccountPermission
from portal.accounts.routes.blueprint import bp
from portal.accounts.routes.choices import chosen_place, grantable_places, grantable_roles, role_hints
from portal.accounts.terms import AccountState
from portal.kernel import clock
from portal.kernel.db import unit_of_work
from portal.kernel.errors import InvalidInput
from portal.kernel.policy import Role
from portal.kernel.text import N_
from portal.web.access import actor, requires
from portal.web.nav import nav_entry
from portal.web.pages import page, reply, tells, with_arguments

if TYPE_CHECKING:
    from portal.accounts.models import Account

PER_PAGE = 50

Choice = TypeVar("Choice", bound=StrEnum)

tells("person-invited", N_("Die Einladung ist unterwegs."))
tells("person-deactivated", N_("Das Konto ist deaktiviert. Alle Sitzungen der Person sind beendet."))
tells("person-reactivated", N_("Das Konto ist wieder aktiv."))

nav_entry(
    "admin",
    label=N_("Personen"),
    endpoint="accounts.people",
    order=10,
    permission=AccountPermission.LIST,
    icon="people",
)


def person_in_url(person_id: UUID) -> "Account":
    """The person an address names."""
    return queries.account(person_id)


@bp.get("/arbeit/verwaltung/personen")
@requires(AccountPermission.LIST)
def people() -> Response:
    form = PeopleFilter(request.args)
    good = form.validate()
    shown = queries.visible_accounts(
        actor(), text=form.q.data or "", role=_as(Role, form.role.data), state=_as(AccountState, form.state.data)
    )
    return page(
        "accounts/people.html",
        fragment="people_rows",
        form=form,
        people=queries.page_of_people(shown, after=request.args.get("after"), limit=PER_PAGE),
        total=queries.count(shown),
        here=with_arguments(url_for("accounts.people"), **{name: value for name, value in form.data.items() if value}),
        status=200 if good else 422,
    )


@bp.get("/arbeit/verwaltung/personen/neu")
@requires(AccountPermission.INVITE)
def invite() -> Response:
    return _invite_page(_invite_form())


@bp.post("/arbeit/verwaltung/personen/neu")
@requires(AccountPermission.INVITE)
def send_invitation() -> Response:
    form = _invite_form()
    if not form.validate_on_submit():
        return _invite_page(form, status=422)
    try:
        with unit_of_work():
            invited = actions.invite(
                email=form.email.data or "",
                name=form.name.data or "",
                role=Role(form.role.data),
                place=chosen_place(form.place.data),
                by=actor(),
            )
    except InvalidInput as error:
        form.take(error)
        return _invite_page(form, status=422)
    return reply(url_for("accounts.person", person_id=invited.id), tell="person-invited")


@bp.get("/arbeit/verwaltung/personen/<uuid:person_id>")
@requires(AccountPermission.READ, of=person_in_url)
def person(shown: "Account") -> Response:
    return person_page(shown)


@bp.post("/arbeit/verwaltung/personen/<uuid:person_id>/einladung")
@requires(AccountPermission.REINVITE, of=person_in_url)
def invite_again(invited: "Account") -> Response:
    with unit_of_work():
        actions.invite_again(invited, by=actor())
    return reply(url_for("accounts.person", person_id=invited.id), tell="person-invited")


@bp.get("/arbeit/verwaltung/personen/<uuid:person_id>/deaktivieren")
@requires(AccountPermission.DEACTIVATE, of=person_in_url)
def confirm_deactivation(doomed: "Account") -> Response:
    return page("accounts/deactivate.html", person=doomed, problem=None)


@bp.post("/arbeit/verwaltung/personen/<uuid:person_id>/deaktivieren")
@requires(AccountPermission.DEACTIVATE, of=person_in_url)
def deactivate(doomed: "Account") -> Response:
    try:
        with unit_of_work():
            actions.deactivate(doomed, by=actor())
    except InvalidInput as problem:
        return page("accounts/deactivate.html", person=doomed, problem=problem, status=422)
    return reply(url_for("accounts.person", person_id=doomed.id), tell="person-deactivated")


@bp.post("/arbeit/verwaltung/personen/<uuid:person_id>/aktivieren")
@requires(AccountPermission.REACTIVATE, of=person_in_url)
def reactivate(person: "Account") -> Response:
    with unit_of_work():
        actions.reactivate(person, by=actor())
    return reply(url_for("accounts.person", person_id=person.id), tell="person-reactivated")


def person_page(shown: "Account", *, form: GrantForm | None = None, status: int = 200) -> Response:
    """The page of one person; with `form` the role that could not be given."""
    history = queries.role_history(shown)
    return page(
        "accounts/person.html",
        person=shown,
        givers=queries.names({person for grant in history for person in (grant.granted_by, grant.revoked_by)}),
        invitation=queries.last_invitation(shown),
        form=form or GrantForm(roles=grantable_roles(actor()), places=grantable_places(actor())),
        form_open=form is not None,
        role_hints=role_hints(),
        past=[grant for grant in history if grant.revoked_at is not None],
        permission=AccountPermission,
        moment=clock.now(),
        is_me=shown.id == actor().id,
        status=status,
    )


def _invite_form() -> InviteForm:
    return InviteForm(roles=grantable_roles(actor()), places=grantable_places(actor()))


def _invite_page(form: InviteForm, *, status: int = 200) -> Response:
    return page("accounts/invite.html", form=form, role_hints=role_hints(), status=status)


def _as(kind: type[Choice], value: str | None) -> Choice | None:
    return kind(value) if value in set(kind) else None
