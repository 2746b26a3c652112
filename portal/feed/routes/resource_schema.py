"""The shapes of Maßnahmen, Beschlussvorlagen, Beschlüsse, Verfahren and Kennzahlen. They describe; see `schema`."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from portal.consultations.terms import ConsultationState
from portal.indicators.terms import Direction, Origin, Rhythm, Theme, ValueStatus
from portal.kernel.text import N_
from portal.planning.terms.decisions import (
    DeliberationRole,
    Result,
)
from portal.planning.terms.measures import MeasureStatus, Priority
from portal.planning.terms.papers import PaperState


def told(description: str, **more: Any) -> ConfigDict:
    """What the document says of a shape. No further fields come, so that a copy elsewhere knows what it gets."""
    return ConfigDict(extra="forbid", json_schema_extra={"description": description, **more})


def values_of(kind: type[StrEnum], *left_out: StrEnum) -> Any:
    """A text that is one of these words."""
    words: list[Any] = [member.value for member in kind if member not in left_out]
    return Annotated[str, Field(json_schema_extra={"enum": words})]


_Change = Annotated[int, Field(ge=0, description=N_("Nummer der letzten Änderung; größer ist neuer."))]
_Name = Annotated[str | None, Field(description=N_("Nur mit dem Recht names:read, sonst null."))]


class Gone(BaseModel):
    model_config = told(
        N_(
            "Was von einem Eintrag bleibt, den es nicht mehr gibt (deleted) oder den Ihr Schlüssel nicht mehr lesen darf, weil "
            "er in einem anderen Sozialraum liegt oder wieder ein Entwurf ist (moved): Nehmen Sie ihn aus Ihrem Bestand."
        )
    )

    state: Literal["deleted", "moved"]
    change: _Change
    id: UUID
    updated_at: datetime


class Milestone(BaseModel):
    model_config = told(N_("Was bis zu einem Tag erreicht sein soll."))

    id: UUID
    title: str
    due_on: date
    done_on: date | None


class Measure(BaseModel):
    model_config = told(
        N_("Eine Maßnahme. Ihr Status folgt aus Meilensteinen und Terminen, auch aus dem heutigen Tag."), sparse=True
    )

    state: Literal["current"]
    change: _Change
    id: UUID
    title: str
    what: str
    status: values_of(MeasureStatus)  # type: ignore[valid-type]
    status_label: str
    priority: values_of(Priority)  # type: ignore[valid-type]
    begins_on: date | None
    ends_on: date | None
    place_ids: list[UUID]
    place_names: list[str]
    need_ids: Annotated[
        list[UUID], Field(description=N_("Die Bedarfe, die sie beantwortet, soweit Sie sie sehen dürfen."))
    ]
    decision_id: UUID | None
    budget_planned: Annotated[float | None, Field(description=N_("In Euro."))]
    budget_spent: Annotated[float | None, Field(description=N_("In Euro."))]
    milestones: list[Milestone]
    review_on: date
    stopped_on: date | None
    is_public: bool
    public_title: str | None
    public_sentence: str | None
    responsible: _Name
    created_at: datetime
    updated_at: datetime


class Station(BaseModel):
    model_config = told(N_("Eine Station der Beratungsfolge."))

    id: UUID
    committee: str
    held_on: date
    role: values_of(DeliberationRole)  # type: ignore[valid-type]
    agenda_item: str
    result: Annotated[str | None, Field(json_schema_extra={"enum": [None, *(one.value for one in Result)]})]
    votes_yes: int | None
    votes_no: int | None
    votes_abstained: int | None
    outside_address: str
    decision_id: UUID | None


class Paper(BaseModel):
    model_config = told(N_("Eine Beschlussvorlage mit ihrer Beratungsfolge."), sparse=True)

    state: Literal["current"]
    change: _Change
    id: UUID
    number: Annotated[str, Field(examples=["V-2026-0003"])]
    title: str
    status: values_of(PaperState)  # type: ignore[valid-type]
    status_label: str
    dated_on: date
    proposal: str
    outside_number: Annotated[str, Field(description=N_("Nummer im Ratsinformationssystem; kann leer sein."))]
    outside_address: Annotated[str, Field(description=N_("Adresse dort (https); kann leer sein."))]
    recommendation_id: UUID
    place_id: UUID
    need_ids: list[UUID]
    deliberations: list[Station]
    created_at: datetime
    updated_at: datetime


class Decision(BaseModel):
    model_config = told(N_("Ein Beschluss."), sparse=True)

    state: Literal["current"]
    change: _Change
    id: UUID
    paper_id: UUID
    paper_number: str
    outside_number: str
    title: str
    committee: str
    decided_on: date
    result: values_of(Result)  # type: ignore[valid-type]
    result_label: str
    votes_yes: int | None
    votes_no: int | None
    votes_abstained: int | None
    wording: str
    review_on: date
    reviewed_at: datetime | None
    place_id: UUID
    need_ids: list[UUID]
    measure_ids: Annotated[list[UUID], Field(description=N_("Leer ohne das Recht measures:read."))]
    created_at: datetime
    updated_at: datetime


class Consultation(BaseModel):
    model_config = told(N_("Ein veröffentlichtes oder abgeschlossenes Beteiligungsverfahren."), sparse=True)

    state: Literal["current"]
    change: _Change
    id: UUID
    slug: str
    title: str
    purpose: str
    status: values_of(ConsultationState, ConsultationState.DRAFT)  # type: ignore[valid-type]
    place_id: UUID
    place_name: str
    opens_on: date | None
    closes_on: date | None
    outcome: str
    contact_name: _Name
    contact_phone: _Name
    contact_email: _Name
    published_at: datetime | None
    closed_at: datetime | None
    created_at: datetime
    updated_at: datetime


class Indicator(BaseModel):
    model_config = told(N_("Eine Kennzahl: was sie ist und wie ihre Werte zu lesen sind."), sparse=["id"])

    id: Annotated[str, Field(description=N_("Ihr fester Schlüssel, zum Beispiel population."))]
    name: str
    theme: values_of(Theme)  # type: ignore[valid-type]
    origin: values_of(Origin)  # type: ignore[valid-type]
    formula: str
    unit: str
    decimals: int
    direction: values_of(Direction)  # type: ignore[valid-type]
    rhythm: values_of(Rhythm)  # type: ignore[valid-type]
    source: str
    ages: str
    note: str
    is_computed: bool
    updated_at: datetime | None


class IndicatorValue(BaseModel):
    model_config = told(N_("Ein Wert, oder warum es keinen gibt."), sparse=["place_id", "on", "part"])

    place_id: UUID
    on: date
    part: Annotated[str, Field(description=N_("Wer gezählt ist: leer für alle, m, f, 6-10 (Jahre), f75-."))]
    status: values_of(ValueStatus)  # type: ignore[valid-type]
    value: Annotated[float | None, Field(description=N_("null, wenn der Status keine Zahl hat; nie als 0 lesen."))]
    updated_at: Annotated[datetime | None, Field(description=N_("null bei berechneten Kennzahlen."))]


class _Page(BaseModel):
    model_config = told(N_("Ein Stück der Liste in der Reihenfolge der Änderungen."))

    cursor: Annotated[
        str, Field(description=N_("Wo diese Antwort endet. Heben Sie ihn auf und fragen Sie damit später weiter."))
    ]
    has_more: Annotated[bool, Field(description=N_("Ob es gleich weitergeht."))]
    next: Annotated[str | None, Field(description=N_("Adresse des nächsten Stücks mit denselben Filtern."))]


class MeasurePage(_Page):
    items: list[Annotated[Measure | Gone, Field(discriminator="state")]]


class PaperPage(_Page):
    items: list[Annotated[Paper | Gone, Field(discriminator="state")]]


class DecisionPage(_Page):
    items: list[Annotated[Decision | Gone, Field(discriminator="state")]]


class ConsultationPage(_Page):
    items: list[Annotated[Consultation | Gone, Field(discriminator="state")]]


class IndicatorPage(_Page):
    items: list[Indicator]


class IndicatorValuePage(_Page):
    items: list[IndicatorValue]


#: Shapes of answers, for the document.
RESOURCE_MODELS: tuple[type[BaseModel], ...] = (
    Gone,
    Measure,
    Paper,
    Decision,
    Consultation,
    Indicator,
    IndicatorValue,
    MeasurePage,
    PaperPage,
    DecisionPage,
    ConsultationPage,
    IndicatorPage,
    IndicatorValuePage,
)
