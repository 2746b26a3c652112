"""The page of one application, and the forms in which it is begun and changed."""

from typing import TYPE_CHECKING, Any

from flask import Response, request, url_for

from portal.funding import actions, exports, queries
from portal.funding.actions import ApplicationDraft
from portal.funding.formats import timing_of, years_of
from portal.funding.forms import ApplicationForm, LinkForm
from portal.funding.policy import FundingPermission
from portal.funding.routes.blueprint import application_in_url, bp, tabs_of
from portal.funding.routes.choices import place_choices, programme_choices, subject_choices, subjects
from portal.funding.routes.telling import told
from portal.funding.terms import ApplicationState, FundingSubject, RuleKind, Side
from portal.kernel.clock import today
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.text import N_
from portal.places import queries as places
from portal.web.access import actor, requires
from portal.web.conflicts import conflicts_of, refused
from portal.web.documents.xlsx import XLSX_MIMETYPE
from portal.web.forms import Form, as_uuid
from portal.web.pages import download, page, reply, tells

if TYPE_CHECKING:
    from portal.funding.models import FundingApplication

tells("funding-begun", N_("Der Entwurf ist angelegt. Tragen Sie jetzt Kosten und Finanzierung ein."))
tells("funding-saved", N_("Gespeichert."))
tells("funding-discarded", N_("Der Entwurf ist gelöscht."))


@bp.get("/<uuid:application_id>")
@requires(FundingPermission.READ, of=application_in_url)
def show(application: "FundingApplication") -> Response:
    return application_page(application)


@bp.get("/neu")
@requires(FundingPermission.ADD)
def new() -> Response:
    known = subjects()
    mine = place_choices()
    subject = known.get(as_uuid(request.args.get("projekt")))  # type: ignore[arg-type]
    wanted = as_uuid(request.args.get("ort"))
    place_id = wanted if wanted in {one for one, _label in mine} else (mine[0][0] if len(mine) == 1 else None)
    values: dict[str, Any] = {"sozialraum_id": place_id}
    if subject is not None:
        values |= {"subject_id": subject.id, "sozialraum_id": subject.place_id, "title": subject.title}
        values |= {"starts_on": subject.starts_on, "ends_on": subject.ends_on}
    return page("funding/edit.html", form=_form(known, data=values, is_new=True), application=None)


@bp.post("/neu")
@requires(FundingPermission.ADD)
def create() -> Response:
    known = subjects()
    form = _form(known, is_new=True)
    if not form.validate_on_submit():
        return page("funding/edit.html", form=form, application=None, status=422)
    try:
        with unit_of_work():
            version = queries.programme(form.programme_id.chosen).version_on(today())  # type: ignore[arg-type]
            if version is None:
                raise InvalidInput(
                    "funding.no-version",
                    N_("Dieses Programm nimmt gerade keine Anträge an."),
                    field="programme_id",
                )
            made = actions.draft(_draft(form, known), version=version, submission_key=form.key, by=actor())
    except InvalidInput as error:
        form.take(error)
        return page("funding/edit.html", form=form, application=None, status=422)
    return reply(url_for("funding.show", application_id=made.id), tell="funding-begun")


@bp.get("/<uuid:application_id>/bearbeiten")
@requires(FundingPermission.EDIT, of=application_in_url)
def edit(application: "FundingApplication") -> Response:
    names = ("title", "subject_id", "sozialraum_id", "starts_on", "ends_on", "purpose", "version")
    values = {name: getattr(application, name) for name in names}
    return page("funding/edit.html", form=_form(_with_own(application), data=values), application=application)


@bp.post("/<uuid:application_id>/bearbeiten")
@requires(FundingPermission.EDIT, of=application_in_url)
def save(application: "FundingApplication") -> Response:
    known = _with_own(application)
    form = _form(known)
    if not form.validate_on_submit():
        return page("funding/edit.html", form=form, application=application, status=422)
    try:
        with unit_of_work():
            fresh = queries.application(application.id)
            actions.edit(fresh, _draft(form, known), version=form.seen_version, by=actor())
    except Conflict:
        return _conflict(form, application)
    except InvalidInput as error:
        form.take(error)
        return page("funding/edit.html", form=form, application=queries.application(application.id), status=422)
    return reply(url_for("funding.show", application_id=application.id), tell="funding-saved")


@bp.get("/<uuid:application_id>/projekt")
@requires(FundingPermission.LINK, of=application_in_url)
def ask_project(application: "FundingApplication") -> Response:
    values = {"subject_id": application.subject_id, "version": application.version}
    return page("funding/project.html", application=application, form=_link_form(application, data=values))


@bp.post("/<uuid:application_id>/projekt")
@requires(FundingPermission.LINK, of=application_in_url)
def link(application: "FundingApplication") -> Response:
    """For money that was applied for before the project was entered here."""
    form = _link_form(application)
    if not form.validate_on_submit():
        return page("funding/project.html", application=application, form=form, status=422)
    subject = _with_own(application).get(form.subject_id.chosen)
    try:
        with unit_of_work():
            actions.link(queries.application(application.id), subject, version=form.seen_version, by=actor())
    except (Conflict, InvalidInput) as error:
        fresh = queries.application(application.id)
        return page("funding/project.html", application=fresh, form=form, status=refused(form, error, fresh.version))
    return reply(url_for("funding.show", application_id=application.id), tell="funding-saved")


@bp.post("/<uuid:application_id>/loeschen")
@requires(FundingPermission.EDIT, of=application_in_url)
def discard(application: "FundingApplication") -> Response:
    if not Form().validate_on_submit():
        return reply(url_for("funding.show", application_id=application.id))
    with unit_of_work():
        actions.discard(queries.application(application.id), by=actor())
    return reply(url_for("funding.index"), tell="funding-discarded")


@bp.get("/<uuid:application_id>/plan.xlsx")
@requires(FundingPermission.READ, of=application_in_url)
def plan_file(application: "FundingApplication") -> Response:
    """Kosten- und Finanzierungsplan as a workbook."""
    return download(exports.plan_xlsx(application), "kosten-und-finanzierungsplan.xlsx", XLSX_MIMETYPE)


def application_page(application: "FundingApplication", *, form: Form | None = None, status: int = 200) -> Response:
    """Everything about one application: what is wrong with it, its plan, what comes next."""
    version = application.programme_version
    before = any(rule.kind is RuleKind.BEFORE_START for rule in version.rules)
    is_draft = application.state is ApplicationState.DRAFT
    years = sorted({*years_of(application.starts_on, application.ends_on), *_years_used(application)})
    return page(
        "funding/show.html",
        status=status,
        application=application,
        programme=version.programme,
        rules=version.rules,
        plan=application.plan,
        sides=list(Side),
        years=years,
        year_heads=[{"label": str(year), "number": True} for year in years],
        findings=actions.findings_of(application) if is_draft else [],
        timing=timing_of(today(), application.starts_on, version.days, before_start=before) if is_draft else None,
        place=places.tree().get(application.sozialraum_id),
        tabs=tabs_of(application),
        told=told,
        form=form or Form(formdata=None),
    )


def _years_used(application: "FundingApplication") -> set[int]:
    return {year for side in Side for year in application.plan.per_year(side)}


def _form(known: dict[Any, FundingSubject], *, is_new: bool = False, **kwargs: Any) -> ApplicationForm:
    programmes = programme_choices(open_only=True) if is_new else None
    return ApplicationForm(places=place_choices(), subjects=subject_choices(known), programmes=programmes, **kwargs)


def _link_form(application: "FundingApplication", **kwargs: Any) -> LinkForm:
    here = {key: one for key, one in _with_own(application).items() if one.place_id == application.sozialraum_id}
    return LinkForm(subjects=subject_choices(here), **kwargs)


def _with_own(application: "FundingApplication") -> dict[Any, FundingSubject]:
    """The projects, and the one it is for even when its room names it no longer."""

    known = subjects()
    if application.subject_id is not None and application.subject_id not in known:
        own = FundingSubject(application.subject_id, application.subject_title, application.sozialraum_id)
        known[application.subject_id] = own
    return known


def _draft(form: ApplicationForm, known: dict[Any, FundingSubject]) -> ApplicationDraft:
    subject = known.get(form.subject_id.chosen)
    place_id = subject.place_id if subject else form.sozialraum_id.chosen
    assert place_id is not None, "the form was validated"
    return ApplicationDraft(
        title=str(form.title.data),
        place=places.place(place_id),
        starts_on=form.starts_on.data,
        ends_on=form.ends_on.data,
        purpose=str(form.purpose.data or ""),
        subject_id=subject.id if subject else None,
        subject_title=subject.title[:160] if subject else "",
    )


def _conflict(form: ApplicationForm, application: "FundingApplication") -> Response:
    """Somebody saved meanwhile: both versions side by side, one's own still in the form, ready to be saved again."""
    theirs = queries.application(application.id)
    conflicts = conflicts_of(form, theirs, ("title", "starts_on", "ends_on", "purpose"))
    return page("funding/edit.html", form=form, application=theirs, conflicts=conflicts, is_conflict=True, status=409)
