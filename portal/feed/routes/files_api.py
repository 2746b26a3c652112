"""`/api/v1/files`: systems fetch the files of the night with their key, whole or the rest of one that broke off."""

import re
from datetime import UTC, date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, Response, request, send_file, url_for

from portal.feed.queries import files as queries
from portal.feed.queries.files import NightlyState
from portal.feed.routes.answers import json_answer
from portal.feed.routes.api import key_needed
from portal.feed.routes.guard import KeyNeeded, api_client, with_key
from portal.feed.routes.parameters import NOTHING, Parameter, read_parameters
from portal.kernel.runtime import settings
from portal.kernel.text import N_
from portal.web.documents.whole_tables import FORMS

if TYPE_CHECKING:
    from portal.feed.models.files import NightlyVersion

bp = Blueprint("feed_files", __name__, url_prefix="/api/v1/files")
bp.register_error_handler(KeyNeeded, key_needed)

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def _day(raw: str) -> date:
    if not _DAY.fullmatch(raw):
        raise ValueError(raw)
    return date.fromisoformat(raw)


DAY = Parameter(
    "day",
    N_("Die Fassung dieses Tages statt der neuesten; welche es noch gibt, steht in „days“ der Liste."),
    {"type": "string", "format": "date"},
    _day,
    N_("Erwartet wird ein Tag wie 2026-07-01."),
)
ONE_FILE = (DAY,)


@bp.get("")
@with_key
def index() -> Response:
    """The files of the night of the key's Sozialraum."""
    read_parameters(NOTHING, request.args)
    found = queries.readable_files(api_client())
    days = queries.kept_days([one.file.id for one in found])
    return json_answer({"items": [_item(one, days.get(one.file.id, [])) for one in found]})


@bp.get("/<uuid:file_id>")
@with_key
def one(file_id: UUID) -> Response:
    """The newest version of a file, or that of a day; the ETag is the checksum, and a part can be asked for."""
    asked = read_parameters(ONE_FILE, request.args)
    file = queries.readable_file(api_client(), file_id)
    version = queries.version(file, asked.get("day"))
    response = send_file(
        queries.path_of(version),
        mimetype=FORMS[file.format.value][1],
        as_attachment=True,
        download_name=version.filename,
        conditional=True,
        etag=version.checksum,
        last_modified=version.made_at.astimezone(UTC),
    )
    response.headers["Cache-Control"] = "private, no-cache"
    response.vary.add("Authorization")
    return response


def _item(one: NightlyState, days: list[date]) -> dict[str, Any]:
    file = one.file
    return {
        "id": str(file.id),
        "dataset": file.dataset.value,
        "format": file.format.value,
        "media_type": FORMS[file.format.value][1].partition(";")[0],
        "place_id": str(file.sozialraum_id),
        "place_name": file.place.name,
        "state": one.state.value,
        "url": f"{settings().public_url or request.host_url.rstrip('/')}{url_for('feed_files.one', file_id=file.id)}",
        "newest": _version(one.newest) if one.newest is not None else None,
        "days": [day.isoformat() for day in days],
    }


def _version(version: "NightlyVersion") -> dict[str, Any]:
    return {
        "day": version.day.isoformat(),
        "filename": version.filename,
        "size": version.size,
        "sha256": version.checksum,
        "row_count": version.row_count,
        "made_at": version.made_at.isoformat(),
        "expires_at": version.expires_at.isoformat(),
    }
