"""`/arbeit/begehungen/…/unterwegs`: noting findings on a phone, also without any network.

The page, its scripts and the outlines of the county are kept by a service worker whose scope is this one address. Findings are
kept on the phone and sent to `walk_findings` one by one.
"""

import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, url_for

from portal.kernel import codes
from portal.kernel.db import unit_of_work
from portal.kernel.errors import DomainError
from portal.kernel.text import N_
from portal.pinmaps.actions import findings as actions
from portal.pinmaps.forms.walks import FindingForm
from portal.pinmaps.policy import WalkPermission
from portal.pinmaps.queries import walks as queries
from portal.pinmaps.routes.phone_texts import phone_texts
from portal.pinmaps.routes.walk_findings import PURPOSE, kept_photo, new_finding
from portal.pinmaps.routes.walks import ground_of, walk_in_url
from portal.pinmaps.terms.walks import PHONE_MAY_SEND
from portal.web import assets, uploads
from portal.web.access import actor, requires
from portal.web.i18n import _, language
from portal.web.pages import json_reply, page, reply, tells
from portal.web.site import site

if TYPE_CHECKING:
    from portal.pinmaps.models import WalkAudit

bp = Blueprint("walk_phone", __name__, url_prefix="/arbeit/begehungen/<uuid:walk_id>/unterwegs")

tells("finding-noted", N_("Der Befund ist gespeichert."))

_SCRIPTS = assets.FOLDER / "js" / "walk"
#: What the page is made of, below `static/`; whole folders end with a slash.
_SHELL = (
    "css/app.css",
    "vendor/kern-ux-native/kern.min.css",
    "vendor/kern-ux-native/fonts/fira-sans/",
    "img/icons.svg",
    "img/favicon.svg",
    "img/walk/",
    "js/app.js",
    "js/confirm.js",
    "js/keys.js",
    "js/make.js",
    "js/tell.js",
    "js/texts.js",
    "js/islands/walk-phone.js",
    "js/islands/auto-grow.js",
    "js/map/",
    "js/walk/",
    "vendor/leaflet/",
)
#: What of a folder browsers load.
_LOADED = frozenset({".css", ".js", ".png", ".svg", ".woff2"})
#: The parts of the service worker. They are modules for the page and one classic script for the worker, which every browser takes.
_WORKER_PARTS = ("store.js", "send.js", "worker.js")


@bp.get("")
@requires(WalkPermission.RECORD, of=walk_in_url)
def show(walk: "WalkAudit") -> Response:
    return _page(walk, FindingForm(formdata=None))


@bp.post("")
@requires(WalkPermission.RECORD, of=walk_in_url)
def send(walk: "WalkAudit") -> Response:
    """A finding from the plain form, by somebody who is signed in and has a network."""
    form = FindingForm()
    if not form.validate_on_submit():
        return _page(walk, form, status=422)
    photo = None
    try:
        photo = kept_photo(form)
        with unit_of_work():
            new = new_finding(form, photo, by_phone=False)
            noted = actions.note(queries.walk(walk.id), new, submission_key=form.key, by=actor())
    except DomainError as error:
        if photo is not None:
            uploads.discard_photo(photo.file_name)
        form.take(error)
        return _page(queries.walk(walk.id), form, status=422)
    if noted.repeated and photo is not None:
        uploads.discard_photo(photo.file_name)
    return reply(url_for("walk_phone.show", walk_id=walk.id), tell="finding-noted")


@bp.get("/app.webmanifest")
@requires(WalkPermission.RECORD, of=walk_in_url)
def manifest(walk: "WalkAudit") -> Response:
    """What a phone needs to put the page on its home screen."""
    here = url_for("walk_phone.show", walk_id=walk.id)
    icons = [
        ("icon-192.png", "192x192", "any"),
        ("icon-512.png", "512x512", "any"),
        ("icon-mask.png", "512x512", "maskable"),
    ]
    return json_reply(
        {
            "id": here,
            "start_url": here,
            "scope": here,
            "name": walk.title,
            "short_name": _("Begehung"),
            "description": _("Befunde einer Ortsbegehung notieren, auch ohne Netz"),
            "lang": language(),
            "display": "standalone",
            "orientation": "portrait",
            "background_color": "#fdfcfa",
            "theme_color": "#14535f",
            "icons": [
                {"src": assets.asset_url(f"img/walk/{name}"), "sizes": sizes, "type": "image/png", "purpose": purpose}
                for name, sizes, purpose in icons
            ],
        },
        mimetype="application/manifest+json",
    )


@bp.get("/dienst.js")
@requires(WalkPermission.RECORD, of=walk_in_url)
def worker(walk: "WalkAudit") -> Response:
    """The service worker of this one page. Its text changes whenever the page would, so phones fetch the new one by themselves."""
    here = url_for("walk_phone.show", walk_id=walk.id)
    files, wished = [here, *_assets()], _fetched_by_map(walk)
    kept = {"walk": str(walk.id), "page": here, "files": files, "wished": wished, "send": _address(walk)}
    state = hashlib.sha256(repr((kept, walk.version, language(), _worker_source())).encode()).hexdigest()[:12]
    head = f"const KEPT = {json.dumps(kept | {'version': state})};\n"
    response = Response(head + _worker_source(), mimetype="text/javascript")
    response.headers["Service-Worker-Allowed"] = here
    return response


def _page(walk: "WalkAudit", form: FindingForm, *, status: int = 200) -> Response:
    return page("pinmaps/walks/phone.html", status=status, walk=walk, form=form, props=_props(walk))


def _props(walk: "WalkAudit") -> dict[str, Any]:
    """What the script of the page needs; the permission is kept on the phone and opens nothing but the sending."""
    signed = codes.sign(PURPOSE, f"{actor().id}|{walk.id}", valid_for=PHONE_MAY_SEND)
    return {
        "walk": str(walk.id),
        "send": _address(walk),
        "worker": url_for("walk_phone.worker", walk_id=walk.id),
        "scope": url_for("walk_phone.show", walk_id=walk.id),
        "signIn": url_for("walk_phone.show", walk_id=walk.id),
        "permission": signed,
        "longestEdge": uploads.LONGEST_EDGE,
        "map": ground_of(walk),
        "texts": phone_texts(),
    }


def _address(walk: "WalkAudit") -> str:
    return url_for("walk_findings.receive", walk_id=walk.id)


def _fetched_by_map(walk: "WalkAudit") -> list[str]:
    ground = ground_of(walk)
    return [address for address in (ground["outlines"], ground["area"]) if address]


def _assets() -> list[str]:
    found = [asset for entry in _SHELL for asset in _files(entry)]
    colours = site().colours_url
    return [*(assets.asset_url(name) for name in found), *([colours] if colours else [])]


@lru_cache
def _files(entry: str) -> tuple[str, ...]:
    if not entry.endswith("/"):
        return (entry,)
    folder = assets.FOLDER / entry
    return tuple(sorted(f"{entry}{path.name}" for path in folder.iterdir() if path.suffix in _LOADED))


@lru_cache
def _worker_source() -> str:
    return "\n".join(_as_plain_script(_SCRIPTS / name) for name in _WORKER_PARTS)


def _as_plain_script(path: Path) -> str:
    """A module without its imports and exports: all parts stand in one file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return "\n".join(line.removeprefix("export ") for line in lines if not line.startswith("import "))
