"""Coming in and leaving."""

from urllib.parse import urlsplit

from flask import Response, g, make_response, redirect, request, url_for

from portal.accounts import actions
from portal.accounts.forms import SignInForm
from portal.accounts.routes.blueprint import bp
from portal.accounts.routes.cookies import give_token, take_token_back, visit
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
    return page("accounts/sign_in.html", form=SignInForm(data={"weiter": onward}))


@bp.post("/anmelden")
@public
def sign_in_post() -> Response:
    form = SignInForm()
    if not form.validate_on_submit():
        return page("accounts/sign_in.html", form=form, status=422)
    try:
        way_in = actions.prove_password(email=form.email.data or "", password=form.password.data or "", client=client())
    except TooMany as too_many:
        form.take(too_many)
        response = page("accounts/sign_in.html", form=form, status=429)
        response.headers["Retry-After"] = str(too_many.retry_after)
        return response
    if way_in is None:
        with unit_of_work():
            actions.note_failure(email=form.email.data or "")
        form.take(_WRONG)
        return page("accounts/sign_in.html", form=form, status=422)
    return let_in(way_in, to=local_path(form.weiter.data or ""))


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


def let_in(way_in: actions.SignIn, *, to: str, tell: str | None = None) -> Response:
    """Begin a session for somebody who has shown enough; the session this browser had before ends."""
    actor()
    before = visit()
    with unit_of_work():
        token = actions.start_session(way_in, instead_of=before.session_id if before else None)
    forget_actor()
    g.pop("_login_user", None)
    return give_token(reply(to, tell=tell), token)


def local_path(raw: str) -> str:
    """`raw` when it is the path of a page of this portal, otherwise "/arbeit": nobody is sent elsewhere after signing in."""
    plain = raw if len(raw) < 2000 and raw.isprintable() and "\\" not in raw else ""
    try:
        parts = urlsplit(plain)
    except ValueError:
        parts = urlsplit("")
    local = plain.startswith("/") and not plain.startswith("//") and not parts.scheme and not parts.netloc
    if not local or parts.path.startswith(("//", "/anmelden", "/abmelden")):
        return url_for("accounts.my_day")
    return plain
