"""`/feeds`: what is new for everybody, for feed readers and the pages of the Gemeinden."""

from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from flask import Blueprint, Response, request, url_for

from portal.consultations import queries as consultations
from portal.county import queries as county
from portal.feed.exports.atom import ATOM_MIMETYPE, Entry, Feed, atom
from portal.feed.queries import news as queries
from portal.feed.routes.open_answers import open_to_all
from portal.feed.routes.server import server
from portal.feed.terms.news import News
from portal.kernel.errors import NotFound
from portal.places import queries as places
from portal.web.access import public
from portal.web.i18n import _, language

bp = Blueprint("news", __name__, url_prefix="/feeds")

_KEEP = 900
_ADDRESSES: dict[str, Callable[[str], str]] = {
    "answers": lambda slug: url_for("answers.of_place", slug=slug) if slug else url_for("places.index"),
    "place": lambda slug: url_for("places.show", slug=slug) if slug else url_for("places.index"),
    "consultation": lambda slug: url_for("public_consultations.show", slug=slug),
    "open_data": lambda _slug: url_for("open_data.index"),
}


@bp.get("/neues.atom")
@public
def of_county() -> Response:
    name = county.county().name
    return _feed(queries.of_county(), name="neues", title=_("Neues aus der Beteiligung: %(name)s", name=name), page="/")


@bp.get("/orte/<slug>.atom")
@public
def of_place(slug: str) -> Response:
    node = places.tree().by_slug(slug)
    if node is None:
        raise NotFound
    return _feed(
        queries.of_place(node),
        name=f"orte/{slug}",
        title=_("Neues aus der Beteiligung: %(name)s", name=node.name),
        page=url_for("places.show", slug=slug),
        calendars=((url_for("calendars.place", slug=slug), _("Runde Tische: %(name)s", name=node.name)),),
    )


@bp.get("/beteiligung/<slug>.atom")
@public
def of_consultation(slug: str) -> Response:
    found = consultations.public_consultation(slug)
    if found is None:
        raise NotFound
    return _feed(
        queries.of_consultation(found),
        name=f"beteiligung/{slug}",
        title=found.title,
        page=url_for("public_consultations.show", slug=slug),
    )


def _feed(
    found: Sequence[News], *, name: str, title: str, page: str, calendars: Sequence[tuple[str, str]] = ()
) -> Response:
    here, base = county.county(), server()
    about = Feed(
        id=_mark(base, here.created_at.year, name),
        title=title,
        author=here.name,
        url=f"{base}{request.path}",
        page=f"{base}{page}",
        language=language(),
        calendars=tuple((f"{base}{address}", said) for address, said in calendars),
    )
    entries = [
        Entry(
            id=_mark(base, here.created_at.year, one.mark),
            title=_(one.title),
            text=_(one.text),
            at=one.at,
            url=f"{base}{_ADDRESSES[one.leads_to[0]](one.leads_to[1])}",
            categories=one.places,
        )
        for one in found
    ]
    body = atom(about, entries, empty_since=here.created_at)
    response = Response(body, content_type=f"{ATOM_MIMETYPE}; charset=utf-8")
    response.vary.add("Cookie")  # the language of the few words that are not somebody's own
    return open_to_all(response, keep=_KEEP)


def _mark(base: str, year: int, name: str) -> str:
    """A tag (RFC 4151): stays the same when addresses change."""
    return f"tag:{urlsplit(base).hostname},{year}:{name}"
