"""`/api/v1/files`: systems fetch the files of the night with their key, whole or the rest of one that broke off."""

from datetime import UTC, date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Response, request, send_file, url_for

from portal.feed.queries import files as queries
from portal.feed.queries.files import NightlyState
from portal.feed.routes.answers import PRIVATE, json_answer
from portal.feed.routes.blueprint import VersionPassed, bp
from portal.feed.routes.guard import api_client, ensure_right, with_key
from portal.feed.routes.parameters import DAY, NOTHING, read_parameters
from portal.feed.routes.server import server
from portal.feed.terms.clients import ApiRight
from portal.feed.terms.files import Dataset
from portal.web.documents.whole_tables import FORMS

if TYPE_CHECKING:
    from portal.feed.models.files import NightlyVersion

ONE_FILE = (DAY,)
#: What a key needs for the file of each data set.
RIGHTS = {
    Dataset.NEEDS: ApiRight.READ_NEEDS,
    Dataset.EVIDENCE: ApiRight.READ_NEEDS,
    Dataset.MEASURES: ApiRight.READ_MEASURES,
    Dataset.PLACES: ApiRight.READ_NEEDS,
    Dataset.FIGURES: ApiRight.READ_INDICATORS,
}


@bp.get("/files")
@with_key
def nightly_files() -> Response:
    """The files of the night of the key's Sozialraum, those that its rights cover."""
    read_parameters(NOTHING, request.args)
    reader = api_client()
    found = [one for one in queries.readable_files(reader) if reader.may(RIGHTS[one.file.dataset])]
    days = queries.kept_days([one.file.id for one in found])
    return json_answer({"items": [_item(one, days.get(one.file.id, [])) for one in found]})


@bp.get("/files/<uuid:file_id>")
@with_key
def nightly_file(file_id: UUID) -> Response:
    """The newest version of a file, or that of a day; the ETag is the checksum, and a part can be asked for."""
    asked = read_parameters(ONE_FILE, request.args)
    file = queries.readable_file(api_client(), file_id)
    ensure_right(RIGHTS[file.dataset])
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
    if response.status_code == VersionPassed.status:
        raise VersionPassed(field="If-Match")
    response.headers["Cache-Control"] = PRIVATE
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
        "url": server() + url_for("feed.nightly_file", file_id=file.id),
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
