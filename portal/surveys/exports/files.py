"""The job that writes the answers of a survey to a file, and who may have it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from portal.accounts import queries as accounts
from portal.county import queries as county
from portal.kernel import audit, jobs
from portal.kernel.clock import now
from portal.kernel.errors import InvalidInput, NotFound
from portal.kernel.jobs import Job, JobResult, Progress
from portal.kernel.policy import SYSTEM, Actor, allows, ensure
from portal.kernel.text import N_
from portal.surveys import queries
from portal.surveys.exports.rows import ABOUT, Made, in_codes, in_words, rows
from portal.surveys.exports.spss import MIMETYPE, as_numbers, write_sav
from portal.surveys.exports.variables import Missing, Variable, merged, variables
from portal.surveys.policy import SurveyPermission
from portal.surveys.queries.results import live_until
from portal.surveys.terms.exporting import REASON_LONGEST, REASON_SHORTEST, DataFormat
from portal.web.documents.columns import Column, Description
from portal.web.documents.csv import OFFICE_MIMETYPE, OPEN_MIMETYPE, office_csv, open_csv
from portal.web.documents.files import save
from portal.web.documents.json import JSON_MIMETYPE, json_array
from portal.web.documents.xlsx import XLSX_MIMETYPE, write_xlsx

if TYPE_CHECKING:
    from portal.surveys.models import Survey

EXPORT_JOB = "surveys.export"
EXPORTED = audit.kind(
    "surveys.exported", N_("Antworten einer Umfrage ausgegeben"), keys=("survey_id", "job_id", "format", "with_texts")
)
EXPORTED_SPECIAL = audit.kind(
    "surveys.exported-special",
    N_("Antworten zu besonderen Kategorien (Art. 9 DSGVO) ausgegeben"),
    keys=("survey_id", "job_id", "reason"),
)

LICENCE = "Interne Arbeitsdaten der Sozialplanung. Zur Veröffentlichung nicht freigegeben."
_MISSING = "Wo keine Antwort steht, steht warum: " + ", ".join(
    f"{one.words} (in CSV für Programme {one.token}, in SPSS {one.number})" for one in Missing
)
_NO_TIMES = (
    "Wann jemand geantwortet hat, steht nicht darin, auch keine Kennung. Die Reihenfolge der Zeilen ist zufällig."
)
_TEXTS = (
    "Enthält freie Texte. Darin können Menschen etwas über sich oder andere geschrieben haben, woran man sie erkennt."
)
_DELAYED = (
    "Die Umfrage ist anonym und lief noch: Enthalten sind ganze Tage, an denen zusammen mindestens fünf Menschen antworteten. "
    "Nach dem Ende ist alles enthalten."
)
_NO_SPECIAL = "Fragen zu besonderen Kategorien (Art. 9 DSGVO) sind nicht enthalten."

_FILES = {
    DataFormat.XLSX: ("xlsx", XLSX_MIMETYPE),
    DataFormat.OFFICE_CSV: ("csv", OFFICE_MIMETYPE),
    DataFormat.OPEN_CSV: ("csv", OPEN_MIMETYPE),
    DataFormat.SPSS: ("sav", MIMETYPE),
    DataFormat.JSON: ("json", JSON_MIMETYPE),
}


def start_export(
    survey: "Survey",
    *,
    format: DataFormat,
    title: str,
    with_texts: bool,
    with_special: bool,
    reason: str = "",
    by: Actor,
) -> Job:
    """Queue the file. Special categories need a reason, which is kept in the log."""
    ensure(SurveyPermission.EXPORT, by, survey)
    if with_special and len(reason) < REASON_SHORTEST:
        raise InvalidInput(
            "survey.export-reason",
            N_("Bitte schreiben Sie in einem kurzen Satz, wofür Sie diese Antworten brauchen."),
            field="reason",
        )
    job = jobs.start(
        EXPORT_JOB,
        owner=by.id,
        title=title,
        owner_id=str(by.id) if by.id is not None else None,
        survey_id=str(survey.id),
        format=format.value,
        with_texts=with_texts,
        with_special=with_special,
    )
    audit.log(EXPORTED, by=by, survey_id=survey.id, job_id=job.id, format=format.value, with_texts=with_texts)
    if with_special:
        audit.log(EXPORTED_SPECIAL, by=by, survey_id=survey.id, job_id=job.id, reason=reason[:REASON_LONGEST])
    return job


@jobs.rights_to(EXPORT_JOB)
def may_have_export(who: Actor, made_with: Mapping[str, Any]) -> bool:
    """Whether somebody may still take these answers away."""
    try:
        survey = queries.survey(UUID(made_with["survey_id"]))
    except NotFound:
        return False
    return allows(SurveyPermission.EXPORT, who, survey)


def has_special(survey_id: UUID) -> bool:
    """Whether any version asks for a special category."""
    return any(question.special_category for question in merged(_questionnaires(survey_id)))


@jobs.job(EXPORT_JOB)
def write_export(
    progress: Progress, *, owner_id: str | None, survey_id: str, format: str, with_texts: bool, with_special: bool
) -> JobResult:
    """Write the file. The rights of the person count as they are when the job runs."""
    survey = queries.survey(UUID(survey_id))
    ensure(SurveyPermission.EXPORT, accounts.account(UUID(owner_id)) if owner_id else SYSTEM, survey)
    chosen = DataFormat(format)
    total = queries.response_count(survey.id)
    ending, mimetype = _FILES[chosen]
    path = jobs.files_dir() / f"{uuid4().hex}.{ending}"
    filename = f"{survey.slug}-antworten.{ending}"
    found = variables(_questionnaires(survey.id), with_texts=with_texts, with_special=with_special)
    until = live_until(survey)
    description = _description(survey, until, with_texts=with_texts, with_special=with_special)

    def told(done: int) -> None:
        progress.step(done, max(total, done))

    _write(chosen, path, found, survey.id, until, description, told)
    return JobResult(path, filename, mimetype)


def _write(
    chosen: DataFormat,
    path: Path,
    found: Sequence[Variable],
    survey_id: UUID,
    until: date | None,
    description: Description,
    told: Callable[[int], None],
) -> None:
    columns: list[Column] = [*ABOUT, *(one.column for one in found)]

    def made(cell: Callable[..., Any]) -> Iterator[Made]:
        return rows(survey_id, found, cell, until=until, told=told)

    match chosen:
        case DataFormat.XLSX:
            write_xlsx(path, columns, made(in_words), description)
        case DataFormat.OFFICE_CSV:
            save(path, office_csv(columns, made(in_words)))
        case DataFormat.OPEN_CSV:
            save(path, open_csv(columns, made(in_codes)))
        case DataFormat.SPSS:
            write_sav(path, found, made(as_numbers), title=description.title)
        case DataFormat.JSON:
            save(path, json_array(columns, made(in_codes)))


def _questionnaires(survey_id: UUID) -> list[Any]:
    return [queries.questionnaire_of(version.id) for version in reversed(queries.versions_of(survey_id))]


def _description(survey: "Survey", until: date | None, *, with_texts: bool, with_special: bool) -> Description:
    notes = [_NO_TIMES, _MISSING, *([_TEXTS] if with_texts else []), *([] if with_special else [_NO_SPECIAL])]
    if until is not None:
        notes.append(_DELAYED)
    return Description(
        title=survey.title,
        source=county.county().name,
        created_at=now(),
        licence=LICENCE,
        filters=[("Umfrage", survey.title)],
        notes=notes,
    )
