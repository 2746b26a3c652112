"""The shapes of what systems write. They are run on each request, unlike those of answers (see `schema`)."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field

from portal.feed.routes.resource_schema import told
from portal.feed.terms.writing import MOST_MILESTONES, MOST_VALUES
from portal.indicators.terms import ENTERED, ValueStatus
from portal.kernel.text import N_, clean_text
from portal.planning.terms.decisions import LONGEST_AGENDA_ITEM, LONGEST_REVIEW, LONGEST_WORDING, MOST_VOTES, Result
from portal.planning.terms.papers import LONGEST_ADDRESS, LONGEST_OUTSIDE_NUMBER


def _line(text: str) -> str:
    return clean_text(text, lines=False)


def _lines(text: str) -> str:
    return clean_text(text)


_Votes = Annotated[int | None, Field(ge=0, le=MOST_VOTES)]
#: A status that can be entered; what is missing has no row.
_Entered = Annotated[ValueStatus, Field(json_schema_extra={"enum": [status.value for status in ENTERED]})]


def _short(longest: int) -> Any:
    return Annotated[str, Field(max_length=longest), AfterValidator(_line)]


class PaperChange(BaseModel):
    model_config = told(N_("Was das Ratsinformationssystem über eine Vorlage weiß. Was fehlt, bleibt, wie es ist."))

    outside_number: _short(LONGEST_OUTSIDE_NUMBER) = ""  # type: ignore[valid-type]
    outside_address: Annotated[
        _short(LONGEST_ADDRESS),  # type: ignore[valid-type]
        Field(description=N_("Beginnt mit https://; leer, wenn es keine gibt.")),
    ] = ""
    status: Annotated[
        Literal["withdrawn"] | None,
        Field(description=N_("withdrawn zieht die Vorlage zurück. Alles andere folgt aus der Beratungsfolge.")),
    ] = None


class ResultNote(BaseModel):
    model_config = told(N_("Was in einer Sitzung herauskam. Aus „Entscheidung“ wird damit ein Beschluss."))

    result: Result
    votes_yes: _Votes = None
    votes_no: _Votes = None
    votes_abstained: _Votes = None
    agenda_item: _short(LONGEST_AGENDA_ITEM) = ""  # type: ignore[valid-type]
    outside_address: _short(LONGEST_ADDRESS) = ""  # type: ignore[valid-type]
    remark: Annotated[str, Field(max_length=LONGEST_REVIEW), AfterValidator(_lines)] = ""
    decided_on: date | None = None
    wording: Annotated[str, Field(max_length=LONGEST_WORDING), AfterValidator(_lines)] = ""
    review_on: Annotated[
        date | None, Field(description=N_("Wann geprüft wird, was daraus wurde; bei einem Beschluss nötig."))
    ] = None


class MilestoneNote(BaseModel):
    model_config = told(N_("Dass ein Meilenstein erreicht ist, oder doch nicht."))

    id: UUID
    done_on: Annotated[date | None, Field(description=N_("Der Tag; null macht ihn wieder offen."))]


class Progress(BaseModel):
    model_config = told(N_("Wie weit eine Maßnahme ist. Was fehlt, bleibt, wie es ist."))

    budget_spent: Annotated[
        Decimal | None,
        Field(
            ge=0, max_digits=11, decimal_places=2, allow_inf_nan=False, description=N_("In Euro; null für unbekannt.")
        ),
    ] = None
    milestones: Annotated[list[MilestoneNote], Field(max_length=MOST_MILESTONES)] = []


class ValueNote(BaseModel):
    model_config = told(N_("Ein Wert eines Ortes an einem Tag, oder warum es keinen gibt."))

    place_id: UUID
    on: date
    status: _Entered = ValueStatus.AVAILABLE
    value: Annotated[Decimal | None, Field(allow_inf_nan=False, max_digits=17, decimal_places=4)] = None


class ValueNotes(BaseModel):
    model_config = told(N_("Werte einer Kennzahl; alle werden übernommen oder keiner."))

    values: Annotated[list[ValueNote], Field(min_length=1, max_length=MOST_VALUES)]


class Written(BaseModel):
    model_config = told(N_("Wie viele Werte jetzt so da stehen."))

    written: int


#: Shapes of what is written, for the document.
BODY_MODELS: tuple[type[BaseModel], ...] = (PaperChange, ResultNote, MilestoneNote, Progress, ValueNote, ValueNotes)
