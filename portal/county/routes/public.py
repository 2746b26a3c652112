"""The three pages the law asks for."""

from flask import Response

from portal.county import documents, queries
from portal.county.routes.blueprint import bp
from portal.web.access import public
from portal.web.i18n import _
from portal.web.pages import page


@bp.get("/impressum")
@public
def imprint() -> Response:
    return _text_page(_("Impressum"), queries.county().imprint)


@bp.get("/datenschutz")
@public
def privacy() -> Response:
    return _text_page(_("Datenschutz"), queries.county().privacy)


@bp.get("/barrierefreiheit")
@public
def accessibility() -> Response:
    return _text_page(_("Erklärung zur Barrierefreiheit"), queries.county().accessibility)


def _text_page(title: str, markdown: str) -> Response:
    return page("county/text.html", title=title, text=documents.as_html(markdown))
