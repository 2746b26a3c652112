"""Giving somebody a role and taking it back."""

from typing import TYPE_CHECKING
from uuid import UUID

from flask import Response, url_for

from portal.accounts import actions, queries
from portal.accounts.forms import GrantForm
from portal.accounts.policy import AccountPermission
from portal.accounts.routes.blueprint import bp
from portal.accounts.routes.choices import chosen_place, grantable_places, grantable_roles
from portal.accounts.routes.people import person_in_url, person_page
from portal.kernel.db import unit_of_work
from portal.kernel.errors import InvalidInput, NotFound
from portal.kernel.policy import Role, allows
from portal.kernel.text import N_
from portal.web.access import actor, requires
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.accounts.models import Account, RoleGrant

tells("role-given", N_("Die Rolle ist gegeben. Sie gilt ab dem nächsten Klick der Person."))
tells("role-withdrawn", N_("Die Rolle ist entzogen. Das gilt ab dem nächsten Klick der Person."))


def grant_in_url(person_id: UUID, grant_id: UUID) -> "RoleGrant":
    """The role an address names."""
    found = queries.grant(grant_id)
    if found.account_id != person_id:
        raise NotFound
    return found


@bp.post("/arbeit/verwaltung/personen/<uuid:person_id>/rollen")
@requires(AccountPermission.READ, of=person_in_url)
def give_role(person: "Account") -> Response:
    form = GrantForm(roles=grantable_roles(actor()), places=grantable_places(actor()))
    if not form.validate_on_submit():
        return person_page(person, form=form, status=422)
    try:
        with unit_of_work():
            actions.give_role(person, role=Role(form.role.data), place=chosen_place(form.place.data), by=actor())
    except InvalidInput as error:
        form.take(error)
        return person_page(person, form=form, status=422)
    return reply(url_for("accounts.person", person_id=person.id), tell="role-given")


@bp.get("/arbeit/verwaltung/personen/<uuid:person_id>/rollen/<uuid:grant_id>/entziehen")
@requires(AccountPermission.WITHDRAW, of=grant_in_url)
def confirm_withdrawal(grant: "RoleGrant") -> Response:
    return page("accounts/withdraw_role.html", grant=grant, person=grant.holder, problem=None)


@bp.post("/arbeit/verwaltung/personen/<uuid:person_id>/rollen/<uuid:grant_id>/entziehen")
@requires(AccountPermission.WITHDRAW, of=grant_in_url)
def withdraw_role(grant: "RoleGrant") -> Response:
    try:
        with unit_of_work():
            actions.withdraw_role(grant, by=actor())
    except InvalidInput as problem:
        return page("accounts/withdraw_role.html", grant=grant, person=grant.holder, problem=problem, status=422)
    return reply(_back_to(grant.account_id), tell="role-withdrawn")


def _back_to(person_id: UUID) -> str:
    """The person's page, or the list when that was the last role through which one could see the person."""
    if allows(AccountPermission.READ, actor(), queries.account(person_id)):
        return url_for("accounts.person", person_id=person_id)
    return url_for("accounts.people") if allows(AccountPermission.LIST, actor()) else url_for("accounts.my_day")
