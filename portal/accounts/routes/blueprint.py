"""The blueprint of accounts, and the actor of every request."""

from flask import Blueprint
from flask.blueprints import BlueprintSetupState
from flask_login import LoginManager, current_user

from portal.accounts.routes import cookies
from portal.kernel.policy import Actor
from portal.web.access import provide_actor

bp = Blueprint("accounts", __name__)
bp.after_app_request(cookies.keep_session_alive)


def _signed_in_person() -> Actor | None:
    """Whom Flask-Login found, or None."""
    found: Actor = current_user._get_current_object()
    return found if found.is_authenticated else None


@bp.record_once
def _carry_the_user(state: BlueprintSetupState) -> None:
    """Flask-Login carries the account through the request; who it is comes from our own session rows alone."""
    manager = LoginManager()
    manager.init_app(state.app, add_context_processor=False)
    manager.session_protection = None
    manager.request_loader(cookies.account_of)
    provide_actor(_signed_in_person)
