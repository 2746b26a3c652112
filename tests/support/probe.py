"""Pages of the tests' own, to try the web room without a feature."""

from typing import Any

from flask import Blueprint, Flask, Response, abort

from portal.kernel.db import next_number, session, unit_of_work
from portal.kernel.errors import Conflict, Forbidden, InvalidInput, InvalidTransition, NotFound, TooMany, Unavailable
from portal.kernel.text import N_
from portal.web.access import actor, guard, public, signed_in
from portal.web.forms import Form, LineField
from portal.web.pages import json_reply, reply

bp = Blueprint("probe", __name__)

ERRORS: dict[str, Exception] = {
    "not-found": NotFound(),
    "forbidden": Forbidden(),
    "invalid": InvalidInput("probe.invalid", N_("So geht das nicht.")),
    "transition": InvalidTransition(),
    "conflict": Conflict(),
    "too-many": TooMany(retry_after=42),
    "unavailable": Unavailable(),
    "surprise": LookupError("a secret of the server"),
}


class NoteForm(Form):
    """One line of text."""

    text = LineField(N_("Text"), max_length=50)


@bp.route("/probe/form", methods=["GET", "POST"])
@public
def form_page() -> Response:
    form = NoteForm()
    if form.validate_on_submit():
        with unit_of_work():
            number = next_number("probe")
        return reply(f"/probe/form?nummer={number}")
    answer: dict[str, Any] = {"text": form.text.data, "errors": form.errors, "form_errors": form.form_errors}
    return json_reply(answer, status=422 if form.errors or form.form_errors else 200)


@bp.post("/probe/raw")
@public
def raw() -> Response:
    """Writes without looking at a form."""
    with unit_of_work():
        next_number("probe")
    return json_reply({})


@bp.post("/probe/machine")
@guard("probe", lambda: None)
def machine() -> Response:
    return json_reply({})


@bp.get("/probe/mine")
@signed_in
def mine() -> Response:
    return json_reply({"name": actor().name})


@bp.get("/probe/error/<name>")
@public
def fail(name: str) -> Response:
    raise ERRORS[name]


@bp.get("/api/v1/probe/error/<name>")
@public
def fail_machine(name: str) -> Response:
    raise ERRORS[name]


@bp.get("/probe/abort/<int:status>")
@public
def stop(status: int) -> Response:
    abort(status)


def add_to(app: Flask) -> Flask:
    """Give an application that has answered nothing yet these pages."""
    app.register_blueprint(bp)
    return app


def numbers_taken() -> int:
    """How often a probe has written."""
    from sqlalchemy import text

    session().rollback()
    return int(session().scalar(text("SELECT last FROM number_series WHERE name = 'probe'")) or 0)
