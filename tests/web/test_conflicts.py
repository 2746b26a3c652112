"""A form that was refused: which version it carries when it is shown again."""

import pytest
from flask import Flask

from portal.kernel.errors import Conflict, DomainError, InvalidInput, InvalidTransition
from portal.web.conflicts import refused
from portal.web.forms import VersionedForm


@pytest.mark.parametrize(
    ("error", "status", "carried"),
    [
        (Conflict(), 409, 7),
        (InvalidInput("odd", "So nicht."), 422, 3),
        (InvalidTransition(), 409, 3),
    ],
    ids=["somebody else saved: may be sent again", "a slip of one's own", "no longer possible"],
)
def test_only_a_conflict_brings_the_stored_version(app: Flask, error: DomainError, status: int, carried: int) -> None:
    with app.test_request_context(method="POST", data={"version": "3"}):
        form = VersionedForm()

        answered = refused(form, error, 7)

    assert (answered, form.seen_version) == (status, carried)
    assert form.form_errors == [str(error)]
