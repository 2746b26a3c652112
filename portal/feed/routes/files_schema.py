"""The shapes of the answers about files of the night; see `schema`."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from portal.feed.queries.files import NightState
from portal.feed.terms.exports import ExportFormat
from portal.feed.terms.files import Dataset
from portal.kernel.text import N_

_Dataset = Annotated[str, Field(json_schema_extra={"enum": [one.value for one in Dataset]})]
_Format = Annotated[str, Field(json_schema_extra={"enum": [one.value for one in ExportFormat]})]
_State = Annotated[
    str,
    Field(
        description=N_("Wie die letzte Nacht ging: „failed“ und „late“ heißen, dass die neueste Fassung älter ist."),
        json_schema_extra={"enum": [one.value for one in NightState]},
    ),
]


def _told(description: str) -> ConfigDict:
    return ConfigDict(extra="forbid", json_schema_extra={"description": description})


class FileVersion(BaseModel):
    model_config = _told(N_("Die Datei einer Nacht."))

    day: Annotated[date, Field(description=N_("Der Tag in Bayern, an dessen Morgen sie da war."))]
    filename: str
    size: Annotated[int, Field(description=N_("In Byte."), ge=0)]
    sha256: Annotated[str, Field(description=N_("Prüfsumme; sie ist auch der ETag."), pattern=r"^[0-9a-f]{64}$")]
    row_count: Annotated[int, Field(ge=0)]
    made_at: datetime
    expires_at: Annotated[datetime, Field(description=N_("Ab dann gibt es diese Fassung nicht mehr."))]


class NightlyFile(BaseModel):
    model_config = _told(N_("Eine Datei, die jede Nacht neu entsteht."))

    id: Annotated[UUID, Field(description=N_("Bleibt gleich, solange die Datei eingerichtet ist."))]
    dataset: _Dataset
    format: _Format
    media_type: str
    place_id: UUID
    place_name: str
    state: _State
    url: Annotated[str, Field(description=N_("Hier liegt die neueste Fassung."))]
    newest: Annotated[FileVersion | None, Field(description=N_("null, solange es noch keine gibt."))]
    days: Annotated[list[date], Field(description=N_("Die Tage, deren Fassungen aufgehoben sind, die neueste zuerst."))]


class NightlyFileList(BaseModel):
    model_config = _told(N_("Die nächtlichen Dateien der Sozialräume Ihres Schlüssels."))

    items: list[NightlyFile]


MODELS: tuple[type[BaseModel], ...] = (FileVersion, NightlyFile, NightlyFileList)
