"""Links that come by mail: the invitation, and the way to a new password."""

from typing import TYPE_CHECKING

from flask import Response, url_for

from portal.accounts import actions, queries
from portal.accounts.forms import AcceptForm, ForgottenForm, NewPasswordForm
from portal.accounts.routes.blueprint import bp
from portal.accounts.routes.entrance import let_in
from portal.accounts.terms import Proof
from portal.kernel.db import unit_of_work
from portal.kernel.errors import InvalidInput, NotFound, TooMany
from portal.kernel.text import N_
from portal.web.access import public
from portal.web.limits import client
from portal.web.pages import page, tells

if TYPE_CHECKING:
    from portal.accounts.models import Invitation

tells("welcome", N_("Willkommen! Ihr Konto ist eingerichtet."))
tells("password-changed", N_("Ihr neues Passwort gilt ab jetzt. Auf allen anderen Geräten sind Sie abgemeldet."))


@bp.get("/einladung/<token>")
@public
def invitation(token: str) -> Response:
    try:
        invited = queries.open_invitation(token)
    except NotFound:
        return _over("invitation")
    return _invitation_page(invited, AcceptForm(data={"name": invited.account.name}))


@bp.post("/einladung/<token>")
@public
def accept_invitation(token: str) -> Response:
    try:
        invited = queries.open_invitation(token)
        form = AcceptForm()
        if not form.validate_on_submit():
            return _invitation_page(invited, form, status=422)
        with unit_of_work():
            account = actions.accept_invitation(token, name=form.name.data or "", password=form.password.data or "")
    except NotFound:
        return _over("invitation")
    except InvalidInput as error:
        form.take(error)
        return _invitation_page(queries.open_invitation(token), form, status=422)
    return let_in(actions.SignIn(account, frozenset({Proof.PASSWORD})), to=url_for("accounts.my_day"), tell="welcome")


@bp.get("/passwort-vergessen")
@public
def forgotten() -> Response:
    return page("accounts/forgotten.html", form=ForgottenForm())


@bp.post("/passwort-vergessen")
@public
def request_reset() -> Response:
    form = ForgottenForm()
    if not form.validate_on_submit():
        return page("accounts/forgotten.html", form=form, status=422)
    try:
        with unit_of_work():
            actions.request_reset(email=form.email.data or "", client=client())
    except TooMany as too_many:
        form.take(too_many)
        response = page("accounts/forgotten.html", form=form, status=429)
        response.headers["Retry-After"] = str(too_many.retry_after)
        return response
    return page("accounts/forgotten_sent.html")


@bp.get("/passwort/<token>")
@public
def new_password(token: str) -> Response:
    try:
        queries.open_reset(token)
    except NotFound:
        return _over("reset")
    return page("accounts/new_password.html", form=NewPasswordForm())


@bp.post("/passwort/<token>")
@public
def reset_password(token: str) -> Response:
    form = NewPasswordForm()
    try:
        queries.open_reset(token)
        if not form.validate_on_submit():
            return page("accounts/new_password.html", form=form, status=422)
        with unit_of_work():
            account = actions.reset_password(token, password=form.password.data or "")
    except NotFound:
        return _over("reset")
    except InvalidInput as error:
        form.take(error)
        return page("accounts/new_password.html", form=form, status=422)
    way_in = actions.SignIn(account, frozenset({Proof.PASSWORD}))
    return let_in(way_in, to=url_for("accounts.my_day"), tell="password-changed")


def _invitation_page(invited: "Invitation", form: AcceptForm, *, status: int = 200) -> Response:
    return page("accounts/invitation.html", account=invited.account, invitation=invited, form=form, status=status)


def _over(what: str) -> Response:
    return page("accounts/link_over.html", what=what, status=404)
