"""A form that was sent after the session had ended: the person signs in and sends it again, nothing typed is lost.

What was sent travels inside the sign-in form, in the person's own browser; the portal keeps nothing of it.
"""

import json
from dataclasses import dataclass

from flask import Response, g, make_response, request
from werkzeug.datastructures import MultiDict

from portal.accounts.forms import SignInForm
from portal.accounts.routes.blueprint import bp
from portal.kernel.policy import Actor
from portal.kernel.text import N_
from portal.web import csrf, errors, htmx
from portal.web.access import SignInNeeded
from portal.web.i18n import _
from portal.web.pages import page
from portal.web.paths import is_local_path

#: Texts of this length are shown once more before they are sent.
WORTH_SHOWING = 20
#: What is typed blindly is neither shown nor carried along: it is typed once more.
SECRETS = frozenset({"current", "password"})
_MOST_FIELDS = 2000
_LEFT_BEHIND = SECRETS | {csrf.FIELD}
_OVER = N_(
    "Ihre Sitzung ist abgelaufen. Bitte melden Sie sich in einem zweiten Fenster an und senden Sie hier noch einmal. "
    "Was Sie geschrieben haben, steht noch da."
)


@dataclass(frozen=True)
class Unsent:
    """A form on its way: where it goes and what it holds."""

    to: str
    fields: tuple[tuple[str, str], ...]

    @property
    def texts(self) -> list[str]:
        """What a person wrote and would be sorry to lose."""
        return [value for _name, value in self.fields if len(value) >= WORTH_SHOWING and " " in value.strip()]

    @property
    def packed(self) -> str:
        return json.dumps([list(pair) for pair in self.fields], ensure_ascii=False)


@bp.app_errorhandler(SignInNeeded)
def sign_in_first(error: SignInNeeded) -> Response:
    """The answer to people without a session: on to the door, with what they were sending in their hands."""
    if request.method in ("GET", "HEAD"):
        return errors.lead_to_sign_in(error)
    if htmx.is_fragment_request():
        response = make_response("", 401)
        htmx.tell_in_header(response, _(_OVER), "danger")
        response.headers["HX-Reswap"] = "none"
        return response
    fields = tuple((name, value) for name, value in request.form.items(multi=True) if name not in _LEFT_BEHIND)
    unsent = Unsent(request.full_path.rstrip("?"), fields)
    form = SignInForm(MultiDict(), data={"wohin": unsent.to, "gesendet": unsent.packed})
    return page("accounts/sign_in.html", form=form, unsent=unsent, status=401)


def unsent_in(form: SignInForm) -> Unsent | None:
    """What the person was sending when the session had ended; None for an ordinary sign-in and for anything made up."""
    to = form.wohin.data or ""
    if not is_local_path(to) or not to.startswith("/arbeit"):
        return None
    try:
        pairs = json.loads(form.gesendet.data or "")
        json.dumps(pairs, ensure_ascii=False).encode()  # half a pair of surrogates is no text that a page can show
    except (ValueError, RecursionError):
        return None
    if not isinstance(pairs, list) or len(pairs) > _MOST_FIELDS or not all(_is_field(pair) for pair in pairs):
        return None
    return Unsent(to, tuple((name, value) for name, value in pairs))


def send_again_page(unsent: Unsent, *, who: Actor) -> Response:
    """What was written, ready to be sent by the person who has just signed in."""
    g.actor = who
    g.pop("form_token", None)
    return page("accounts/send_again.html", unsent=unsent)


def _is_field(pair: object) -> bool:
    return (
        isinstance(pair, list)
        and len(pair) == 2
        and all(isinstance(part, str) for part in pair)
        and pair[0] not in _LEFT_BEHIND
    )
