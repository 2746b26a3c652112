"""The shapes of the answers, as models from which the OpenAPI document takes its schemas.

The models describe; they are not run on each answer, because a page of a thousand Bedarfe should take milliseconds.
That description and answer agree is held by the tests, which check every kind of answer against the document.
"""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from portal.feed.routes.resource_schema import RESOURCE_MODELS, told
from portal.feed.routes.writing_schema import Written
from portal.feed.terms.journal import EventType
from portal.kernel.text import N_
from portal.needs.terms import NeedStatus
from portal.places.terms import PlaceKind

_Status = Annotated[str, Field(json_schema_extra={"enum": [s.value for s in NeedStatus if s is not NeedStatus.MERGED]})]
_Kind = Annotated[str, Field(json_schema_extra={"enum": [kind.value for kind in PlaceKind]})]
_Count = Annotated[int, Field(ge=0)]


class Need(BaseModel):
    model_config = told(
        N_(
            "Ein Bedarf, wie er jetzt ist. Ohne Kontaktdaten und Originaltexte, und ohne Namen außer dem der Zuständigen."
        ),
        sparse=True,
    )

    state: Literal["current"]
    change: Annotated[int, Field(description=N_("Nummer der letzten Änderung; größer ist neuer."), ge=1)]
    id: Annotated[UUID, Field(description=N_("Bleibt für immer gleich."))]
    number: Annotated[str, Field(examples=["2026-00042"])]
    title: str
    description: str
    place_name: str
    place_id: UUID
    ags: Annotated[
        str | None, Field(description=N_("Amtlicher Gemeindeschlüssel mit führender Null."), pattern=r"^[0-9]{5,8}$")
    ]
    action_field: str | None
    action_field_id: UUID | None
    target_groups: list[str]
    basic_functions: list[str]
    status: _Status
    status_label: str
    contribution_count: _Count
    people_count: _Count
    contributions_online: _Count
    contributions_phone: _Count
    contributions_paper: _Count
    contributions_in_person: _Count
    contributions_email: _Count
    contributions_observer: _Count
    contributions_event: _Count
    people_online: _Count
    people_phone: _Count
    people_paper: _Count
    people_in_person: _Count
    people_email: _Count
    people_observer: _Count
    people_event: _Count
    created_at: datetime
    updated_at: datetime
    due_on: date | None
    public_answer: Annotated[str | None, Field(description=N_("Der letzte Satz, den alle Beteiligten gelesen haben."))]
    answered_at: datetime | None
    target_group_ids: list[UUID]
    basic_function_ids: list[UUID]
    merged_into: None
    responsible: Annotated[str | None, Field(description=N_("Nur mit dem Recht names:read, sonst null."))]


class Tombstone(BaseModel):
    model_config = told(
        N_(
            "Was von einem Bedarf bleibt, der zusammengeführt oder gelöscht wurde („merged“, „deleted“) oder den Sozialraum "
            "Ihres Schlüssels verlassen hat („moved“): Nehmen Sie ihn aus Ihrem Bestand."
        )
    )

    state: Literal["merged", "deleted", "moved"]
    change: Annotated[int, Field(ge=1)]
    id: UUID
    number: str
    updated_at: datetime
    merged_into: Annotated[
        UUID | None, Field(description=N_("In diesem Bedarf ist er aufgegangen, wenn Sie ihn sehen dürfen."))
    ]


Entry = Annotated[Need | Tombstone, Field(discriminator="state")]


class NeedPage(BaseModel):
    model_config = told(N_("Ein Stück der Liste in der Reihenfolge der Änderungen."))

    items: list[Entry]
    cursor: Annotated[
        str, Field(description=N_("Wo diese Antwort endet. Heben Sie ihn auf und fragen Sie damit später weiter."))
    ]
    has_more: Annotated[bool, Field(description=N_("Ob es gleich weitergeht."))]
    next: Annotated[str | None, Field(description=N_("Adresse des nächsten Stücks mit denselben Filtern."))]


class Point(BaseModel):
    model_config = told(N_("Die Mitte eines Sozialraums in WGS 84: Länge, Breite."))

    type: Literal["Point"]
    coordinates: Annotated[list[float], Field(min_length=2, max_length=2)]


class NeedFeature(BaseModel):
    model_config = told(N_("Ein Bedarf als Punkt in der Mitte seines Sozialraums."))

    type: Literal["Feature"]
    id: UUID
    geometry: Point | None
    properties: Entry


class NeedCollection(BaseModel):
    model_config = told(N_("GeoJSON nach RFC 7946."))

    type: Literal["FeatureCollection"]
    features: list[NeedFeature]
    cursor: str
    has_more: bool
    next: str | None


class Place(BaseModel):
    model_config = told(N_("Ein Sozialraum."))

    id: UUID
    kind: _Kind
    name: str
    designation: str
    ags: Annotated[str | None, Field(pattern=r"^[0-9]{5,8}$")]
    ars: Annotated[str | None, Field(pattern=r"^[0-9]{12}$")]
    parent_id: UUID | None
    latitude: float | None
    longitude: float | None
    area_km2: float | None
    has_residents: bool


class PlaceList(BaseModel):
    model_config = told(N_("Alle Sozialräume, die Ihr Schlüssel umfasst."))

    items: list[Place]


class Term(BaseModel):
    model_config = told(N_("Ein Begriff einer Liste, die der Landkreis pflegt."))

    id: UUID
    key: str
    name: str
    is_active: bool


class FieldTerm(Term):
    model_config = told(N_("Ein Handlungsfeld."))

    parent_id: UUID | None


class Word(BaseModel):
    model_config = told(N_("Ein fester Begriff des Portals."))

    key: str
    label: str


class Taxonomies(BaseModel):
    model_config = told(N_("Die Begriffe, nach denen Bedarfe geordnet sind."))

    action_fields: list[FieldTerm]
    target_groups: list[Term]
    basic_functions: list[Term]
    statuses: list[Word]
    channels: list[Word]


class EventFacts(BaseModel):
    model_config = told(
        N_("Worum es geht. Ohne Namen, Kontaktdaten und Texte; den Bedarf selbst lesen Sie unter „url“.")
    )

    need_id: UUID
    need_number: Annotated[str, Field(examples=["2026-00042"])]
    change: Annotated[int, Field(description=N_("Nummer der Änderung, wie „change“ des Bedarfs."), ge=1)]
    state: Annotated[
        Literal["current", "merged", "deleted", "moved"],
        Field(description=N_("Was der Bedarf danach war; „moved“: Er liegt nicht mehr in Ihrem Sozialraum.")),
    ]
    status: Annotated[_Status | None, Field(description=N_("Status danach; leer, wenn „state“ nicht „current“ ist."))]
    place_id: Annotated[UUID | None, Field(description=N_("Sozialraum danach; leer, wenn es nicht Ihrer ist."))]
    url: Annotated[str, Field(description=N_("Dort steht der Bedarf, wie er jetzt ist."))]


class NeedEvent(BaseModel):
    model_config = told(N_("Ein Ereignis. In einem Webhook kommt genau dieser Text."))

    id: Annotated[str, Field(description=N_("Bleibt in jeder Zustellung gleich."), pattern="^evt_[0-9a-f]{32}$")]
    number: Annotated[int, Field(description=N_("Platz in der Reihe aller Ereignisse; größer ist später."), ge=1)]
    type: Annotated[str, Field(json_schema_extra={"enum": [kind.value for kind in EventType]})]
    timestamp: datetime
    data: EventFacts


class EventPage(BaseModel):
    model_config = told(N_("Ein Stück der Ereignisse, das älteste zuerst."))

    items: list[NeedEvent]
    cursor: Annotated[
        str, Field(description=N_("Wo diese Antwort endet. Heben Sie ihn auf und fragen Sie damit später weiter."))
    ]
    has_more: Annotated[bool, Field(description=N_("Ob es gleich weitergeht."))]
    next: Annotated[str | None, Field(description=N_("Adresse des nächsten Stücks mit denselben Filtern."))]


class Problem(BaseModel):
    model_config = told(N_("Ein Fehler nach RFC 9457."))

    type: str
    title: str
    status: int
    detail: Annotated[str, Field(description=N_("Ein Satz auf Deutsch: was falsch war und was richtig wäre."))]
    code: Annotated[str, Field(description=N_("Unveränderlicher Schlüssel des Fehlers für Programme."))]
    instance: str
    field: Annotated[str | None, Field(description=N_("Der Parameter, um den es geht."))] = None


MODELS: tuple[type[BaseModel], ...] = (
    Need,
    Tombstone,
    NeedPage,
    NeedFeature,
    NeedCollection,
    Place,
    PlaceList,
    Term,
    FieldTerm,
    Word,
    Taxonomies,
    *RESOURCE_MODELS,
    Written,
    EventFacts,
    NeedEvent,
    EventPage,
    Problem,
)
