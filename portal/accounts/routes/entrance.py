"""Coming in and leaving."""

from flask import Response, g, make_response, redirect, request, url_for

from portal.accounts import actions
from portal.accounts.forms import SignInForm
from portal.accounts.routes.again import Unsent, send_again_page, unsent_in
from portal.accounts.routes.blueprint import bp
from portal.accounts.routes.cookies import give_token, take_token_back, visit
from portal.accounts.routes.paths import local_path
from portal.kernel.db import unit_of_work
from portal.kernel.errors import InvalidInput, TooMany
from portal.kernel.text import N_
from portal.web.access import actor, forget_actor, public
from portal.web.limits import client
from portal.web.pages import page, reply, tells

tells("signed-out", N_("Sie sind abgemeldet."))

_WRONG = InvalidInput(
    "accounts.sign-in-failed",
    N_("E-Mail-Adresse und Passwort passen nicht zusammen. Prüfen Sie beide, auch die Groß- und Kleinschreibung."),
)


@bp.get("/anmelden")
@public
def sign_in() -> Response:
    onward = local_path(request.args.get("weiter", ""))
    if actor().is_authenticated:
        return make_response(redirect(onward, 303))
    return _sign_in_page(SignInForm(data={"weiter": onward}))


@bp.post("/anmelden")
@public
def sign_in_post() -> Response:
    form = SignInForm()
    if not form.validate_on_submit():
        return _sign_in_page(form, status=422)
    try:
        way_in = actions.prove_password(email=form.email.data or "", password=form.password.data or "", client=client())
    except TooMany as too_many:
        return _wait(form, too_many)
    if way_in is None:
        with unit_of_work():
            actions.note_failure(email=form.email.data or "")
        form.take(_WRONG)
        return _sign_in_page(form, status=422)
    return let_in(way_in, to=local_path(form.weiter.data or ""), unsent=unsent_in(form))


@bp.post("/abmelden")
@public
def sign_out() -> Response:
    actor()
    current = visit()
    if current is not None:
        with unit_of_work():
            actions.end_session(current.session_id)
    forget_actor()
    return take_token_back(reply(url_for("accounts.sign_in"), tell="signed-out"))


def let_in(way_in: actions.SignIn, *, to: str, tell: str | None = None, unsent: Unsent | None = None) -> Response:
    """Begin a session for somebody who has shown enough; the session this browser had before ends.

    Leads to `to`, or first to what the person was sending when the session had ended.
    """
    actor()
    before = visit()
    with unit_of_work():
        token = actions.start_session(way_in, instead_of=before.session_id if before else None)
    forget_actor()
    g.pop("_login_user", None)
    return give_token(send_again_page(unsent, who=way_in.account) if unsent else reply(to, tell=tell), token)


def _sign_in_page(form: SignInForm, *, status: int = 200) -> Response:
    return page("accounts/sign_in.html", form=form, unsent=unsent_in(form), status=status)


def _wait(form: SignInForm, too_many: TooMany) -> Response:
    form.take(too_many)
    response = _sign_in_page(form, status=429)
    response.headers["Retry-After"] = str(too_many.retry_after)
    return response
