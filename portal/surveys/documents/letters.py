"""Letters with personal codes: PDF to print and a table for mail merge, in one archive that is the only place of the codes."""

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from portal.kernel import clock, jobs
from portal.kernel.db import session, unit_of_work
from portal.kernel.errors import NotFound
from portal.kernel.jobs import JobResult, Progress
from portal.kernel.policy import Actor, allows
from portal.kernel.runtime import settings
from portal.places import queries as places
from portal.surveys import queries
from portal.surveys.actions.inviting import LETTERS_JOB, REMINDERS_JOB, make_codes
from portal.surveys.policy import SurveyPermission
from portal.surveys.queries import inviting
from portal.surveys.terms import said
from portal.web.documents.columns import Column, ColumnType, Description
from portal.web.documents.pdf import words_pdf
from portal.web.documents.xlsx import write_xlsx
from portal.web.i18n import _, as_date
from portal.web.site import site

if TYPE_CHECKING:
    from portal.surveys.models import Survey

#: So long the archive can be fetched; after that nobody knows the codes.
KEPT_HOURS = int(jobs.KEEP_RESULTS.total_seconds() // 3600)
_PER_FILE = 250
_SOURCE = Path(__file__).with_name("letter.typ")
_ZIP_MIMETYPE = "application/zip"
#: (number, personal code; "" for a reminder)
Letters = Sequence[tuple[int, str]]


@jobs.job(LETTERS_JOB)
def write_letters(progress: Progress, *, batch_id: str, survey_id: str) -> JobResult:
    """Make the codes and write the archive. Run again after a crash it makes new codes: nobody had the old ones."""
    with unit_of_work():
        batch = inviting.batch(UUID(batch_id))
        made = list(enumerate(make_codes(batch), start=1))
        name, place_id = batch.name, batch.sozialraum_id
    survey = queries.survey(UUID(survey_id))
    session().expunge(survey)
    place = places.names([place_id]).get(place_id, "") if place_id else ""
    path = jobs.files_dir() / f"{uuid4().hex}.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("codes.xlsx", _table(survey, made, _columns(), name=name, place=place))
        _write_pdfs(archive, survey, made, progress, called="briefe")
    return JobResult(path, f"briefe-{survey.slug}-{clock.today().isoformat()}.zip", _ZIP_MIMETYPE)


@jobs.job(REMINDERS_JOB)
def write_reminders(progress: Progress, *, batch_id: str, survey_id: str) -> JobResult:
    """Write letters that remind of the first one, and the list of their numbers. They hold no code."""
    survey = queries.survey(UUID(survey_id))
    batch = inviting.batch(UUID(batch_id))
    name = batch.name
    place = places.names([batch.sozialraum_id]).get(batch.sozialraum_id, "") if batch.sozialraum_id else ""
    letters = [(number, "") for number in inviting.letters_to_remind(survey, batch.id)]
    session().expunge(survey)
    path = jobs.files_dir() / f"{uuid4().hex}.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        number, _code, _link, where = _columns()
        archive.writestr("liste.xlsx", _table(survey, letters, [number, where], name=name, place=place))
        _write_pdfs(archive, survey, letters, progress, called="erinnerungen")
    return JobResult(path, f"erinnerungen-{survey.slug}-{clock.today().isoformat()}.zip", _ZIP_MIMETYPE)


def _write_pdfs(
    archive: zipfile.ZipFile, survey: "Survey", letters: Letters, progress: Progress, *, called: str
) -> None:
    for start in range(0, len(letters), _PER_FILE):
        part = letters[start : start + _PER_FILE]
        archive.writestr(f"{called}-{part[0][0]:04d}-{part[-1][0]:04d}.pdf", letters_pdf(survey, part))
        _forget_what_was_set()
        progress.step(start + len(part), len(letters))


def _forget_what_was_set() -> None:
    """typst keeps what its last ten runs computed, 40 MB for 250 letters. Empty pages push it out."""
    import typst

    for _run in range(11):
        typst.compile(b" ", format="pdf")


@jobs.rights_to(REMINDERS_JOB)
@jobs.rights_to(LETTERS_JOB)
def may_have_letters(who: Actor, made_with: Mapping[str, Any]) -> bool:
    """Whether somebody may still invite to the survey the letters belong to."""
    try:
        return allows(SurveyPermission.INVITE, who, queries.survey(UUID(made_with["survey_id"])))
    except NotFound:
        return False


def link_for(survey: "Survey", code: str) -> str:
    """Where the QR code of a letter leads: the start page, with the code filled in."""
    return f"{_address(survey)}?{urlencode({'code': code})}"


def letters_pdf(survey: "Survey", letters: Letters) -> bytes:
    """One page per letter, tagged (PDF/UA-1). A letter without a code reminds of the one that has it."""
    return words_pdf(_SOURCE, _content(survey, letters))


def _address(survey: "Survey") -> str:
    return f"{settings().base_url.rstrip('/')}/umfragen/{survey.slug}"


def _content(survey: "Survey", letters: Letters) -> dict[str, Any]:
    private = (
        _("Ihre Antworten sind anonym: Der Code stellt nur sicher, dass jede und jeder einmal antwortet. Welche Antwort von wem ist, weiß niemand.")  # noqa: E501
        if survey.anonymous
        else _("Der Code stellt sicher, dass jede und jeder einmal antwortet. Wir behandeln Ihre Antworten vertraulich.")
    )  # fmt: skip
    content: dict[str, Any] = {
        "title": survey.title,
        "publisher": site().county_name or site().name,
        "greeting": _("Guten Tag,"),
        "reminds": "",
        "purpose": said(survey.purposes, "de"),
        "how": _(
            "Machen Sie mit? Scannen Sie das Bild mit dem Telefon, oder geben Sie Adresse und Code am Computer ein."
        ),
        "code_label": _("Ihr persönlicher Code"),
        "address_label": _("Adresse im Internet"),
        "address": _address(survey).partition("://")[2],
        "qr_alt": _("QR-Code: führt zur Umfrage, der Code ist dort schon eingetragen"),
        "private": private,
        "until": _("Bitte antworten Sie bis zum %(day)s.", day=as_date(survey.closes_at)),
        "contact": _(
            "Kein Internet, oder Fragen? Rufen Sie an: %(name)s, Telefon %(phone)s.",
            name=survey.contact_name,
            phone=survey.contact_phone,
        ),
        "thanks": "",
        "number_label": _("Brief Nr."),
    }
    if not any(code for _number, code in letters):
        return content | _reminding(survey, letters)
    return content | {
        "letters": [{"number": number, "code": code} for number, code in letters],
        "qrs": [_qr(link_for(survey, code)) for _number, code in letters],
    }


def _reminding(survey: "Survey", letters: Letters) -> dict[str, Any]:
    """What a reminder says otherwise."""
    return {
        "reminds": _(
            "vor einiger Zeit haben wir Ihnen einen Brief mit einem persönlichen Code geschickt. "
            "Heute erinnern wir Sie daran."
        ),
        "how": _(
            "Machen Sie mit? Scannen Sie das Bild mit dem Telefon, oder öffnen Sie die Adresse am Computer. "
            "Geben Sie dann den Code aus dem ersten Brief ein."
        ),
        "code_label": _("Ihr persönlicher Code steht"),
        "qr_alt": _("QR-Code: führt zur Umfrage"),
        "contact": _(
            "Kein Internet, Fragen, oder ist der erste Brief nicht mehr da? Rufen Sie an: %(name)s, Telefon %(phone)s.",
            name=survey.contact_name,
            phone=survey.contact_phone,
        ),
        "thanks": _(
            "Haben Sie schon geantwortet? Dann danken wir Ihnen herzlich, und Sie brauchen nichts weiter zu tun."
        ),
        "letters": [{"number": number, "code": _("in unserem ersten Brief")} for number, _code in letters],
        # The same on every letter.
        "qrs": [_qr(_address(survey))],
    }


def _qr(address: str) -> str:
    import segno

    out = BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", xmldecl=False, border=1)
    return out.getvalue().decode()


def _columns() -> list[Column]:
    return [
        Column("number", _("Brief Nr."), ColumnType.INTEGER, _("Nummer auf dem Brief"), 10),
        Column("code", _("Code"), meaning=_("Der persönliche Code; er steht nur in dieser Datei"), width=24),
        Column("link", _("Adresse"), meaning=_("Führt zur Umfrage, der Code ist eingetragen"), width=60),
        Column("place", _("Gemeinde"), meaning=_("Wofür der Stapel gemacht wurde"), width=24),
    ]


def _table(survey: "Survey", letters: Letters, columns: list[Column], *, name: str, place: str) -> bytes:
    about = Description(
        title=name,
        source=site().county_name or site().name,
        created_at=clock.now(),
        licence=_("Vertraulich: nur für den Versand der Briefe. Bitte danach löschen."),
    )
    path = jobs.files_dir() / f"{uuid4().hex}.xlsx"
    try:
        write_xlsx(path, columns, _rows(survey, letters, place), about)
        return path.read_bytes()
    finally:
        path.unlink(missing_ok=True)


def _rows(survey: "Survey", letters: Letters, place: str) -> Iterator[dict[str, Any]]:
    for number, code in letters:
        yield {"number": number, "code": code, "link": link_for(survey, code), "place": place}
