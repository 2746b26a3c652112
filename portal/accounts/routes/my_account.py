"""One's own account: details, password, the places where one is signed in."""

from typing import TYPE_CHECKING
from uuid import UUID

from flask import Response, url_for

from portal.accounts import actions, queries
from portal.accounts.forms import ChangePasswordForm, DetailsForm
from portal.accounts.routes.blueprint import bp
from portal.accounts.routes.cookies import give_token, visit
from portal.kernel.db import unit_of_work
from portal.kernel.errors import DomainError, InvalidInput, TooMany
from portal.kernel.text import N_
from portal.web.access import actor, signed_in
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.accounts.models import Account

tells("details-saved", N_("Ihre Angaben sind gespeichert."))
tells("session-ended", N_("Die Sitzung ist beendet."))
tells("sessions-ended", N_("Auf allen anderen Geräten sind Sie abgemeldet."))


@bp.get("/arbeit/konto")
@signed_in
def my_account() -> Response:
    return _page(_me())


@bp.post("/arbeit/konto")
@signed_in
def save_details() -> Response:
    me, form = _me(), DetailsForm()
    if not form.validate_on_submit():
        return _page(me, details=form, status=422)
    try:
        with unit_of_work():
            actions.change_own_details(me, name=form.name.data or "", phone=form.phone.data or "")
    except InvalidInput as error:
        form.take(error)
        return _page(me, details=form, status=422)
    return reply(url_for("accounts.my_account"), tell="details-saved")


@bp.post("/arbeit/konto/passwort")
@signed_in
def change_password() -> Response:
    me, form, here = _me(), ChangePasswordForm(), visit()
    if here is None or not form.validate_on_submit():
        return _page(me, password=form, status=422)
    try:
        with unit_of_work():
            actions.change_password(me, current=form.current.data or "", new=form.password.data or "")
            actions.end_sessions(me, but=here.session_id, by=me)
            token = actions.exchange_token(here.session_id, old=here.token_hash)
    except (InvalidInput, TooMany) as error:
        return _password_refused(me, form, error)
    response = reply(url_for("accounts.my_account"), tell="password-changed")
    return give_token(response, token) if token else response


@bp.post("/arbeit/konto/sitzungen/<uuid:session_id>/beenden")
@signed_in
def end_session(session_id: UUID) -> Response:
    with unit_of_work():
        actions.end_one_of_mine(session_id, by=actor())
    return reply(url_for("accounts.my_account"), tell="session-ended")


@bp.post("/arbeit/konto/sitzungen/beenden")
@signed_in
def end_other_sessions() -> Response:
    me, here = _me(), visit()
    with unit_of_work():
        actions.end_sessions(me, but=here.session_id if here else None, by=me)
    return reply(url_for("accounts.my_account"), tell="sessions-ended")


def _me() -> "Account":
    mine = actor().id
    assert mine is not None
    return queries.account(mine)


def _password_refused(me: "Account", form: ChangePasswordForm, error: DomainError) -> Response:
    form.take(error)
    too_many = error if isinstance(error, TooMany) else None
    response = _page(me, password=form, status=429 if too_many else 422)
    if too_many:
        response.headers["Retry-After"] = str(too_many.retry_after)
    return response


def _page(
    me: "Account", *, details: DetailsForm | None = None, password: ChangePasswordForm | None = None, status: int = 200
) -> Response:
    current = visit()
    here = current.session_id if current else None
    return page(
        "accounts/my_account.html",
        me=me,
        details=details or DetailsForm(obj=me),
        password=password or ChangePasswordForm(),
        sessions=sorted(queries.sessions_of(me), key=lambda session: session.id != here),
        here=here,
        status=status,
    )
