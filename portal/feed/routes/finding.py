"""What searching programs and people who find a hole in the security look for: sitemap, robots.txt, security.txt."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any

from flask import Blueprint, Response, request, url_for

from portal.feed.exports.sitemap import Address, parts_of, sitemap, sitemap_index
from portal.feed.queries import open_data
from portal.feed.queries.public_pages import public_pages
from portal.feed.routes.server import server
from portal.feed.terms.open_data import Dataset
from portal.kernel import clock
from portal.kernel.errors import NotFound
from portal.kernel.runtime import settings
from portal.web.access import public
from portal.web.site import site

bp = Blueprint("finding", __name__)

#: Pages that are always there.
_ALWAYS = (
    "places.home", "places.index", "public_consultations.index", "public_surveys.index", "public_pin_maps.index",
    "public_round_tables.index", "public_offers.index", "open_data.index",
)  # fmt: skip
#: Kinds of pages with a name in their address.
_NAMED = {
    "place": ("places.show", "slug"),
    "consultation": ("public_consultations.show", "slug"),
    "survey": ("public_surveys.start", "slug"),
    "pin_map": ("public_pin_maps.show", "slug"),
    "round_table": ("public_round_tables.show", "slug"),
    "offer": ("public_offers.show", "slug"),
}
_CLOSED = ("/arbeit", "/anliegen/danke", "/rueckmeldung", "/kalender/person", "/kalender/reihe")
_HOUR = 3_600
#: `security.txt` holds for so long from the day it is read, so it never runs out; RFC 9116 wants less than a year.
_HOLDS = timedelta(days=180)


@bp.get("/sitemap.xml")
@public
def whole() -> Response:
    """Every public page, or the files that name them."""
    parts = parts_of(list(_addresses()))
    if len(parts) == 1:
        return _xml(sitemap(parts[0]))
    named = [(f"{server()}{url_for('finding.part', number=number)}", None) for number in range(1, len(parts) + 1)]
    return _xml(sitemap_index(named))


@bp.get("/sitemap-<int(max=9999):number>.xml")
@public
def part(number: int) -> Response:
    parts = parts_of(list(_addresses()))
    if not 1 <= number <= len(parts) or len(parts) == 1:
        raise NotFound
    return _xml(sitemap(parts[number - 1]))


@bp.get("/robots.txt")
@public
def robots() -> Response:
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in _CLOSED),
        "",
        f"Sitemap: {server()}/sitemap.xml",
        "",
    ]
    return _plain("\n".join(lines))


@bp.get("/.well-known/security.txt")
@public
def security() -> Response:
    """Whom to tell about a hole in the security (RFC 9116)."""
    email = site().contact_email
    contact = settings().security_contact or (f"mailto:{email}" if email else "")
    if not contact:
        raise NotFound
    until = datetime.combine(clock.today() + _HOLDS, time(), tzinfo=clock.ON_SCREEN)
    lines = [
        f"Contact: {contact}",
        f"Expires: {until.isoformat()}",
        "Preferred-Languages: de, en",
        f"Canonical: {server()}{request.path}",
        "",
    ]
    return _plain("\n".join(lines))


def _addresses() -> Iterator[Address]:
    base = server()
    for endpoint in _ALWAYS:
        yield f"{base}{url_for(endpoint)}", None
    for kind, name, changed in public_pages():
        endpoint, argument = _NAMED[kind]
        values: dict[str, Any] = {argument: name}
        yield f"{base}{url_for(endpoint, **values)}", changed
    latest = open_data.public_releases(limit=1)
    if latest:
        for one in Dataset:
            yield f"{base}{url_for('open_data.dataset', name=one.slug)}", latest[0].day


def _xml(body: bytes) -> Response:
    response = Response(body, content_type="application/xml; charset=utf-8")
    response.headers["Cache-Control"] = f"public, max-age={_HOUR}"
    return response


def _plain(text: str) -> Response:
    response = Response(text, content_type="text/plain; charset=utf-8")
    response.headers["Cache-Control"] = f"public, max-age={_HOUR}"
    return response
