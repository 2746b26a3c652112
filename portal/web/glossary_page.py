"""The page `/glossar`: the words residents meet, and all words with their code names for staff."""

from flask import Blueprint, Response

from portal.kernel import glossary
from portal.web.access import actor, public
from portal.web.i18n import _
from portal.web.pages import page

bp = Blueprint("glossary", __name__)


@bp.get("/glossar")
@public
def show() -> Response:
    """The words of this portal."""
    for_staff = actor().is_authenticated
    terms = glossary.TERMS if for_staff else glossary.public_terms()
    return page("web/glossar.html", groups=glossary.grouped(terms, spoken=_), for_staff=for_staff)
