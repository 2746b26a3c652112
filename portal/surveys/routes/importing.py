"""`/arbeit/umfragen/einlesen` and the report of what became of the file; `/fragebogen.…`: the questionnaire as a file."""

from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING

from flask import Blueprint, Response, request, url_for
from werkzeug.datastructures import FileStorage

from portal.kernel.db import unit_of_work
from portal.kernel.errors import InvalidInput, NotFound
from portal.kernel.text import N_
from portal.places import queries as places
from portal.surveys import queries
from portal.surveys.actions import importing as actions
from portal.surveys.formats import LARGEST_FILE, SUFFIXES, RemarkKind, read_file
from portal.surveys.formats.imported import ImportReport, grouped, report_from_json
from portal.surveys.forms.importing import ImportForm
from portal.surveys.policy import SurveyPermission
from portal.surveys.routes.choices import place_choices
from portal.surveys.routes.tabs import survey_in_url
from portal.surveys.terms import Questionnaire, Texts
from portal.web.access import actor, requires
from portal.web.documents.json import JSON_MIMETYPE, dumps
from portal.web.documents.xlsx import XLSX_MIMETYPE
from portal.web.pages import download, page, reply, tells

if TYPE_CHECKING:
    from portal.surveys.models import Survey

bp = Blueprint("survey_imports", __name__, url_prefix="/arbeit/umfragen")

Writer = Callable[[Questionnaire, Texts, Texts], tuple[bytes, ImportReport]]
#: Far more than the largest file that is read in: with up to so much the form comes back with all that was typed. A file of that
#: size waits on the disk, not in memory.
MOST_SENT = 256 * 1024 * 1024

tells("survey-imported", N_("Die Datei ist eingelesen. Der Entwurf ist angelegt; noch sieht ihn niemand außerhalb."))


@bp.get("/einlesen")
@requires(SurveyPermission.DRAFT)
def upload() -> Response:
    mine = place_choices()
    return _upload(ImportForm(places=mine, data={"sozialraum_id": mine[0][0] if len(mine) == 1 else None}))


@bp.post("/einlesen")
@requires(SurveyPermission.DRAFT)
def take() -> Response:
    request.max_content_length = MOST_SENT
    form = ImportForm(places=place_choices())
    if not form.validate_on_submit():
        form.ask_for_the_file_again()
        return _upload(form, status=422)
    try:
        imported = read_file(form.file.data.filename, _content(form.file.data))
        with unit_of_work():
            survey = actions.draft_from_file(
                imported, title=form.title.data or "", place=places.place(form.sozialraum_id.data), by=actor()
            )
    except InvalidInput as error:
        form.take(error)
        return _upload(form, status=422)
    return reply(url_for("survey_imports.report", survey_id=survey.id), tell="survey-imported")


@bp.get("/<uuid:survey_id>/einlesebericht")
@requires(SurveyPermission.READ, of=survey_in_url)
def report(survey: "Survey") -> Response:
    """What the file became. To be printed, and to be come back to while the draft is gone through."""
    if survey.import_report is None:
        raise NotFound
    found = report_from_json(survey.import_report)
    draft = queries.draft_of(survey)
    groups = [(kind, grouped(found, kind)) for kind in RemarkKind]
    return page(
        "surveys/import_report.html",
        survey=survey,
        source=found.source,
        groups=groups,
        count=sum(len(remarks) for _kind, remarks in groups),
        questions=sum(question.kind.is_asked for question in draft.questions),
        languages=draft.languages,
        problems=draft.problems(),
    )


def _lss(questionnaire: Questionnaire, titles: Texts, purposes: Texts) -> tuple[bytes, ImportReport]:
    from portal.surveys.formats.limesurvey.writer import lss

    return lss(questionnaire, titles, purposes)


def _xlsx(questionnaire: Questionnaire, titles: Texts, purposes: Texts) -> tuple[bytes, ImportReport]:
    from portal.surveys.formats.xlsform.writer import xlsform

    return xlsform(questionnaire, titles, purposes)


def _json(questionnaire: Questionnaire, titles: Texts, purposes: Texts) -> tuple[bytes, ImportReport]:
    whole = {"titles": dict(titles), "purposes": dict(purposes), "questionnaire": questionnaire.to_json()}
    return f"{dumps(whole)}\n".encode(), ImportReport("JSON")


@bp.get("/<uuid:survey_id>/fragebogen-mitnehmen")
@requires(SurveyPermission.READ, of=survey_in_url)
def take_away(survey: "Survey") -> Response:
    """Before the questionnaire goes to another program: what that program cannot hold."""
    draft = queries.draft_of(survey)
    losses = {program: write(draft, survey.titles, survey.purposes)[1] for program, write in _PROGRAMS.items()}
    return page(
        "surveys/take_away.html",
        survey=survey,
        has_questions=bool(draft.questions),
        losses={
            program: [(kind, found) for kind in RemarkKind if (found := grouped(report, kind))]
            for program, report in losses.items()
        },
    )


@bp.get("/<uuid:survey_id>/fragebogen.lss")
@requires(SurveyPermission.READ, of=survey_in_url)
def as_lss(survey: "Survey") -> Response:
    """The present questionnaire for LimeSurvey 5 and 6."""
    return _questionnaire(survey, _lss, "lss", "application/xml")


@bp.get("/<uuid:survey_id>/fragebogen.xlsx")
@requires(SurveyPermission.READ, of=survey_in_url)
def as_xlsform(survey: "Survey") -> Response:
    """The present questionnaire for KoboToolbox and ODK."""
    return _questionnaire(survey, _xlsx, "xlsx", XLSX_MIMETYPE)


@bp.get("/<uuid:survey_id>/fragebogen.json")
@requires(SurveyPermission.READ, of=survey_in_url)
def as_json(survey: "Survey") -> Response:
    """The present questionnaire for programs of one's own."""
    return _questionnaire(survey, _json, "json", JSON_MIMETYPE)


_PROGRAMS: dict[str, Writer] = {"lss": _lss, "xlsx": _xlsx}


def _questionnaire(survey: "Survey", write: Writer, ending: str, mimetype: str) -> Response:
    content, _losses = write(queries.draft_of(survey), survey.titles, survey.purposes)
    return download(content, f"{survey.slug}.{ending}", mimetype)


def _content(file: FileStorage) -> bytes:
    """The bytes of the file. One more than allowed tells that it is too large without reading all of it."""
    with closing(file):
        return file.stream.read(LARGEST_FILE + 1)


def _upload(form: ImportForm, *, status: int = 200) -> Response:
    return page("surveys/import.html", form=form, accept=",".join(SUFFIXES), largest=LARGEST_FILE, status=status)
