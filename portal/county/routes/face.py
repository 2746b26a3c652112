"""The county's face: what every page knows of it, its colours as a stylesheet, its arms as a picture."""

import hashlib
from dataclasses import dataclass

from flask import Response, make_response, request

from portal.county import documents, queries
from portal.county.routes.blueprint import bp
from portal.kernel.errors import NotFound
from portal.web.access import public
from portal.web.site import SiteInfo, provide_site

#: Seconds for which a browser need not ask again; addresses carry a digest, so a change shows at once.
KEEP_SECONDS = 86_400


@dataclass(frozen=True)
class CountySite(SiteInfo):
    """The face of the county, with the hours of its telephone."""

    contact_hours: str = ""


@provide_site
def county_site() -> SiteInfo | None:
    """What every page knows of the county; None before it is set up."""
    county = queries.find_county()
    if county is None:
        return None
    return CountySite(
        name=county.portal_name,
        county_name=county.name,
        is_example=county.is_example,
        arms_url=arms_url(),
        colours_url=f"/farben.css?v={_digest(documents.stylesheet(county))}",
        contact_name=county.contact_name,
        contact_phone=county.contact_phone,
        contact_email=county.contact_email,
        contact_hours=county.contact_hours,
    )


def arms_url() -> str | None:
    """Where the arms are now; None without any. Another process may still show pages with the former ones for some seconds."""
    digest = queries.arms_digest()
    return f"/wappen?v={digest}" if digest else None


@bp.get("/farben.css")
@public
def colours() -> Response:
    css = documents.stylesheet(queries.county())
    return _kept(make_response(css), "text/css; charset=utf-8", _digest(css))


@bp.get("/wappen")
@public
def arms() -> Response:
    found = queries.arms()
    if found is None:
        raise NotFound
    return _kept(make_response(found.image), "image/png", found.digest)


def _kept(response: Response, mimetype: str, digest: str) -> Response:
    """A file that a browser may keep, for long when it asked by digest; 304 when it has the same one."""
    response.headers["Content-Type"] = mimetype
    response.set_etag(digest)
    exact = request.args.get("v") == digest
    response.headers["Cache-Control"] = f"public, max-age={KEEP_SECONDS if exact else 0}" + (
        "" if exact else ", must-revalidate"
    )
    response.make_conditional(request)
    return response


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
