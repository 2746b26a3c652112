"""Beschlussvorlagen: list, one of them with its Beratungsfolge, writing, giving into a session, files."""

from typing import TYPE_CHECKING, Any

from flask import Response, request, url_for

from portal.kernel import clock
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, DomainError
from portal.kernel.text import N_
from portal.planning import documents
from portal.planning.actions import papers as actions
from portal.planning.forms.papers import DeliberationForm, OparlForm, PaperForm
from portal.planning.policy.council import PaperPermission, RecommendationPermission
from portal.planning.queries import committees, recommendations
from portal.planning.queries import papers as queries
from portal.planning.queries.paper_content import Content, content_of
from portal.planning.routes.council import bp, id_in_form, paper_in_url, part_in_url, recommendation_in_url, views
from portal.planning.routes.paper_words import first_words
from portal.planning.terms.decisions import DeliberationRole
from portal.planning.terms.papers import PaperState
from portal.web.access import actor, may, requires
from portal.web.conflicts import conflicts_of
from portal.web.errors import status_of
from portal.web.forms import Form
from portal.web.i18n import _, as_date
from portal.web.pages import download, page, reply, tells

if TYPE_CHECKING:
    from portal.planning.models import CouncilPaper, Recommendation

tells("paper-added", N_("Die Vorlage ist angelegt. Die Zahlen aus den Bedarfen stehen schon darin."))
tells("paper-saved", N_("Gespeichert."))
tells("paper-withdrawn", N_("Die Vorlage ist zurückgezogen. Was eingereicht war, bleibt lesbar."))
tells("station-added", N_("Die Sitzung steht in der Beratungsfolge."))
tells("station-dropped", N_("Die Sitzung steht nicht mehr in der Beratungsfolge."))
tells("paper-submitted", N_("Fassung %(n)s liegt dem Gremium vor. Sie ändert sich nicht mehr."))

_WORDS = ("title", "dated_on", "facts", "evidence", "costs", "proposal", "outside_number", "outside_address")


@bp.get("/vorlagen", endpoint="papers")
@requires(RecommendationPermission.LIST)
def index() -> Response:
    found = queries.page_of_papers(queries.visible_papers(actor()), after=request.args.get("after"))
    return page(
        "planning/papers.html",
        views=views(),
        found=found,
        stations=queries.deliberations_of([one.id for one in found.rows]),
    )


@bp.get("/empfehlungen/<uuid:recommendation_id>/vorlage")
@requires(RecommendationPermission.MOVE, of=recommendation_in_url)
def new_paper(origin: "Recommendation") -> Response:
    """A new paper with the words of the Handlungsempfehlung and of the analyses."""
    return page("planning/edit_paper.html", form=PaperForm(data=first_words(origin)), paper=None, origin=origin)


@bp.post("/empfehlungen/<uuid:recommendation_id>/vorlage")
@requires(RecommendationPermission.MOVE, of=recommendation_in_url)
def create_paper(origin: "Recommendation") -> Response:
    form, status = PaperForm(), 422
    if form.validate_on_submit():
        try:
            with unit_of_work():
                fresh = recommendations.recommendation(origin.id)
                paper = actions.add_paper(fresh, _draft(form), submission_key=form.key, by=actor())
            return reply(url_for("council.paper", paper_id=paper.id), tell="paper-added")
        except DomainError as error:
            form.take(error)
            status = status_of(error)
    return page("planning/edit_paper.html", form=form, paper=None, origin=origin, status=status)


@bp.get("/vorlagen/<uuid:paper_id>", endpoint="paper")
@requires(PaperPermission.READ, of=paper_in_url)
def show(paper: "CouncilPaper") -> Response:
    return paper_page(paper)


def paper_page(paper: "CouncilPaper", *, status: int = 200, **forms: Any) -> Response:
    """One Beschlussvorlage with its Beratungsfolge; who only reads sees what was submitted last."""
    versions = queries.versions_of(paper.id)
    writes = may(PaperPermission.EDIT, paper)
    content = content_of(paper) if writes or not versions else versions[0].content
    return page(
        "planning/paper.html",
        status=status,
        paper=paper,
        told=documents.tell(content),
        versions=versions,
        stations=queries.deliberations_of([paper.id]),
        needs=recommendations.known_needs(actor(), paper.recommendation),
        reading=queries.latest_reading(paper.id) if writes else None,
        station_form=forms.get("station_form") or (_station_form(paper, formdata=None) if writes else None),
        oparl_form=forms.get("oparl_form") or OparlForm(formdata=None),
        form=forms.get("form") or Form(formdata=None),
        today=clock.today(),
        states=PaperState,
    )


@bp.get("/vorlagen/<uuid:paper_id>/bearbeiten")
@requires(PaperPermission.EDIT, of=paper_in_url)
def edit_paper(paper: "CouncilPaper") -> Response:
    form = PaperForm(data={name: getattr(paper, name) for name in (*_WORDS, "version")})
    return page("planning/edit_paper.html", form=form, paper=paper, origin=paper.recommendation)


@bp.post("/vorlagen/<uuid:paper_id>/bearbeiten")
@requires(PaperPermission.EDIT, of=paper_in_url)
def save_paper(paper: "CouncilPaper") -> Response:
    form = PaperForm()
    context: dict[str, Any] = {"form": form, "paper": paper, "origin": paper.recommendation}
    if not form.validate_on_submit():
        return page("planning/edit_paper.html", status=422, **context)
    try:
        with unit_of_work():
            fresh = queries.paper(paper.id)
            actions.edit_paper(fresh, _draft(form), version=form.seen_version, by=actor())
    except Conflict:
        theirs = queries.paper(paper.id)
        context |= {
            "paper": theirs,
            "origin": theirs.recommendation,
            "is_conflict": True,
            "conflicts": conflicts_of(form, theirs, _WORDS),
        }
        return page("planning/edit_paper.html", status=409, **context)
    except DomainError as error:
        form.take(error)
        fresh = queries.paper(paper.id)
        context |= {"paper": fresh, "origin": fresh.recommendation}
        return page("planning/edit_paper.html", status=status_of(error), **context)
    return reply(url_for("council.paper", paper_id=paper.id), tell="paper-saved")


@bp.post("/vorlagen/<uuid:paper_id>/zurueckziehen")
@requires(PaperPermission.EDIT, of=paper_in_url)
def withdraw_paper(paper: "CouncilPaper") -> Response:
    form = Form()
    if not form.validate_on_submit():
        return paper_page(paper, form=form, status=422)
    try:
        with unit_of_work():
            actions.withdraw_paper(queries.paper(paper.id), by=actor())
    except DomainError as error:
        form.take(error)
        return paper_page(queries.paper(paper.id), form=form, status=status_of(error))
    return reply(url_for("council.paper", paper_id=paper.id), tell="paper-withdrawn")


@bp.post("/vorlagen/<uuid:paper_id>/beratungsfolge")
@requires(PaperPermission.DELIBERATE, of=paper_in_url)
def add_station(paper: "CouncilPaper") -> Response:
    form = _station_form(paper)
    if not form.validate_on_submit():
        return paper_page(paper, station_form=form, status=422)
    chosen = form.session_id.chosen
    assert chosen is not None, "the form was validated"
    try:
        with unit_of_work():
            actions.plan_deliberation(
                queries.paper(paper.id),
                committees.committee_session(chosen),
                role=form.role.chosen,
                agenda_item=str(form.agenda_item.data or ""),
                by=actor(),
            )
    except DomainError as error:
        form.take(error)
        return paper_page(queries.paper(paper.id), station_form=form, status=status_of(error))
    return reply(_stations_of(paper), tell="station-added")


@bp.post("/vorlagen/<uuid:paper_id>/beratungsfolge/entfernen")
@requires(PaperPermission.DELIBERATE, of=paper_in_url)
def drop_station(paper: "CouncilPaper") -> Response:
    return _with_station(paper, "station-dropped", submits=False)


@bp.post("/vorlagen/<uuid:paper_id>/einreichen")
@requires(PaperPermission.DELIBERATE, of=paper_in_url)
def submit_paper(paper: "CouncilPaper") -> Response:
    """Freeze the paper as it stands and give it into the session that was chosen."""
    return _with_station(paper, "paper-submitted", submits=True)


def _with_station(paper: "CouncilPaper", tell: str, *, submits: bool) -> Response:
    form, number = Form(), None
    if not form.validate_on_submit():
        return paper_page(paper, form=form, status=422)
    try:
        with unit_of_work():
            fresh = queries.paper(paper.id)
            station = queries.deliberation(fresh, id_in_form("station"))
            if submits:
                number = actions.submit_paper(fresh, station, by=actor()).number
            else:
                actions.drop_deliberation(fresh, station, by=actor())
    except DomainError as error:
        form.take(error)
        return paper_page(queries.paper(paper.id), form=form, status=status_of(error))
    return reply(_stations_of(paper), tell=tell, count=number)


@bp.get("/vorlagen/<uuid:paper_id>/vorlage.docx")
@requires(PaperPermission.EDIT, of=paper_in_url)
def paper_docx(paper: "CouncilPaper") -> Response:
    """The paper as it stands now, in the county's template."""
    return _docx(paper, content_of(paper), version=None)


@bp.get("/vorlagen/<uuid:paper_id>/vorlage.pdf")
@requires(PaperPermission.EDIT, of=paper_in_url)
def paper_pdf(paper: "CouncilPaper") -> Response:
    return _pdf(paper, content_of(paper), version=None)


@bp.get("/vorlagen/<uuid:paper_id>/fassungen/<int(max=32767):number>.docx")
@requires(PaperPermission.READ, of=paper_in_url)
def version_docx(paper: "CouncilPaper") -> Response:
    """What was submitted, as it was."""
    version = queries.version(paper, part_in_url("number"))
    return _docx(paper, version.content, version=version.number)


@bp.get("/vorlagen/<uuid:paper_id>/fassungen/<int(max=32767):number>.pdf")
@requires(PaperPermission.READ, of=paper_in_url)
def version_pdf(paper: "CouncilPaper") -> Response:
    version = queries.version(paper, part_in_url("number"))
    return _pdf(paper, version.content, version=version.number)


def _docx(paper: "CouncilPaper", content: Content, *, version: int | None) -> Response:
    own = queries.template_in_use()
    file = documents.paper_docx(content, meetings=_meetings(paper), version=version, template=own.file if own else None)
    return download(file, _file_name(paper, version, "docx"), documents.DOCX_MIMETYPE)


def _pdf(paper: "CouncilPaper", content: Content, *, version: int | None) -> Response:
    file = documents.paper_pdf(content, meetings=_meetings(paper), version=version)
    return download(file, _file_name(paper, version, "pdf"), documents.PDF_MIMETYPE)


def _file_name(paper: "CouncilPaper", version: int | None, ending: str) -> str:
    return f"{paper.number}{f'-fassung-{version}' if version else '-entwurf'}.{ending}"


def _meetings(paper: "CouncilPaper") -> list[documents.ToldMeeting]:
    return [
        documents.ToldMeeting(
            one.session.committee.name, as_date(one.session.held_on), one.agenda_item, _(one.role.label)
        )
        for one in queries.deliberations_of([paper.id])
    ]


def _stations_of(paper: "CouncilPaper") -> str:
    return url_for("council.paper", paper_id=paper.id, _anchor="beratungsfolge")


def _station_form(paper: "CouncilPaper", **kwargs: Any) -> DeliberationForm:
    sessions = committees.session_choices(since=paper.dated_on)
    labels = [(one.id, f"{as_date(one.held_on)} {one.committee.name}") for one in sessions]
    return DeliberationForm(sessions=labels, data={"role": DeliberationRole.DECIDING.value}, **kwargs)


def _draft(form: PaperForm) -> actions.PaperDraft:
    assert form.dated_on.data is not None, "the form was validated"
    texts = {name: str(form[name].data or "") for name in _WORDS if name != "dated_on"}
    return actions.PaperDraft(dated_on=form.dated_on.data, **texts)
