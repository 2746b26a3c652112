"""A Teilnahme, for the person who holds its Rückmelde-Code."""

from uuid import UUID

from sqlalchemy import select

from portal.kernel.codes import hash_code, normalise_code
from portal.kernel.db import session
from portal.surveys.models import SurveyResponse


def response_by_code(typed: str) -> SurveyResponse | None:
    """The Teilnahme of a Rückmelde-Code, however it was typed; None when there is none."""
    code = normalise_code(typed)
    return (
        session().scalar(select(SurveyResponse).where(SurveyResponse.receipt_hash == hash_code(code))) if code else None
    )


def response(id: UUID) -> SurveyResponse | None:
    """One Teilnahme; None when it was deleted."""
    return session().get(SurveyResponse, id)
