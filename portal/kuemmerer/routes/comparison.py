"""Two to five projects side by side, on the screen and as a workbook."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from flask import Response, request, url_for

from portal.kernel import jobs
from portal.kernel.clock import today
from portal.kernel.errors import NotFound
from portal.kernel.standing import Figure
from portal.kernel.text import N_
from portal.kuemmerer import exports
from portal.kuemmerer.documents.telling import in_words
from portal.kuemmerer.exports import Line
from portal.kuemmerer.forms.overview import CompareForm
from portal.kuemmerer.policy import OverviewPermission
from portal.kuemmerer.queries import Filters
from portal.kuemmerer.queries import overview as overviews
from portal.kuemmerer.routes.blueprint import bp
from portal.kuemmerer.routes.overview import views
from portal.kuemmerer.routes.standing import Standing, figures_of, standings
from portal.kuemmerer.terms.overview import FEWEST_COMPARED, MOST_COMPARED
from portal.places.terms import Residents
from portal.web.access import actor, requires
from portal.web.documents.xlsx import XLSX_MIMETYPE
from portal.web.forms import as_uuid
from portal.web.i18n import _, as_date, as_number
from portal.web.pages import download, page
from portal.web.panels import collect

if TYPE_CHECKING:
    from portal.kuemmerer.models import KuemmererProject

_WRONG_NUMBER = N_("Bitte wählen Sie zwei bis fünf Projekte. Sie haben %(n)s gewählt.")


@bp.get("/vergleich")
@requires(OverviewPermission.OPEN)
def compare() -> Response:
    """The comparison; without a choice the list to choose from."""
    wanted = _wanted()
    if not FEWEST_COMPARED <= len(wanted) <= MOST_COMPARED:
        return _choose(wanted)
    projects = overviews.several(actor(), wanted)
    return page(
        "kuemmerer/compare.html",
        projects=projects,
        lines=_lines(projects),
        sources=_sources(),
        workbook=url_for("kuemmerer.comparison_workbook", p=[str(one.id) for one in projects]),
        views=views(),
    )


@bp.get("/vergleich.xlsx")
@requires(OverviewPermission.OPEN)
def comparison_workbook() -> Response:
    wanted = _wanted()
    if not FEWEST_COMPARED <= len(wanted) <= MOST_COMPARED:
        raise NotFound
    projects = overviews.several(actor(), wanted)
    path = jobs.files_dir() / f"{uuid4().hex}.xlsx"
    try:
        exports.comparison_xlsx(path, [one.name for one in projects], _lines(projects), notes=_sources())
        content = path.read_bytes()
    finally:
        path.unlink(missing_ok=True)
    return download(content, f"vergleich-{today().isoformat()}.xlsx", XLSX_MIMETYPE)


def _wanted() -> list[UUID]:
    """The ids of the address, each once. What is no id is a project that does not exist."""
    found = [as_uuid(one) for one in request.args.getlist("p")]
    if None in found:
        raise NotFound
    return list(dict.fromkeys(one for one in found if one is not None))


def _choose(wanted: Sequence[UUID]) -> Response:
    offered = [(one.id, f"{one.name} ({one.place_names})") for one in overviews.all_projects(actor(), Filters())]
    form = CompareForm(formdata=request.args, projects=offered)
    wrong = bool(wanted)
    if wrong:
        form.p.errors = [_(_WRONG_NUMBER, n=len(wanted))]
    return page(
        "kuemmerer/compare_choose.html",
        form=form,
        offered=len(offered),
        views=views(),
        status=422 if wrong else 200,
    )


def _lines(projects: Sequence["KuemmererProject"]) -> list[Line]:
    known = standings(projects)
    ids = [one.id for one in projects]
    hours, asked = overviews.hours_of(ids), overviews.help_of(ids)
    return [
        Line(
            "places",
            _("Ort"),
            [one.place_names for one in projects],
            [one.place_names for one in projects],
        ),
        *_residents(projects),
        _said("phase", _("Phase"), [_(one.project.phase.label) for one in known]),
        _said("begun", _("Phase begonnen am"), [as_date(one.project.now.begin, "medium") for one in known]),
        _counted("months", _("Monate in der Phase"), [one.months for one in known]),
        _counted("usual", _("Übliche Monate dieser Phase"), [one.project.phase.months for one in known]),
        _said("light", _("Ampel"), [_light(one) for one in known]),
        _counted("done", _("Schritte getan"), [one.progress.done for one in known]),
        _counted("total", _("Schritte bis zu dieser Phase"), [one.progress.total for one in known]),
        _counted("overdue", _("Schritte überfällig"), [one.progress.overdue for one in known]),
        Line(
            "hours",
            _("Stunden im Projekttagebuch"),
            [hours.get(one) for one in ids],
            [in_words(Figure(one, "", "", hours[one])) if one in hours else "–" for one in ids],
        ),
        _counted("asked", _("Fragen an den Landkreis"), [asked.get(one, (0, 0))[0] for one in ids]),
        _counted("answered", _("davon beantwortet"), [asked.get(one, (0, 0))[1] for one in ids]),
        *_contributed(projects),
    ]


def _known_residents() -> Residents | None:
    """How many people live where, as the first room says that knows."""
    found: list[Residents] = collect("place.residents")
    return next((one for one in found if one.numbers), None)


def _sources() -> list[str]:
    """Whose figures stand there, as it has to be named."""
    known = _known_residents()
    return [_("Einwohner am %(day)s: %(source)s", day=as_date(known.as_of), source=known.source)] if known else []


def _residents(projects: Sequence["KuemmererProject"]) -> list[Line]:
    """How many people live in the places of each; no line when nobody knows."""
    known = _known_residents()
    if known is None:
        return []
    numbers = [[known.numbers.get(place.id) for place in one.places] for one in projects]
    sums = [sum(one for one in found if one) if all(found) else None for found in numbers]
    return [Line("residents", _("Einwohner"), sums, [as_number(one) if one is not None else "–" for one in sums])]


def _contributed(projects: Sequence["KuemmererProject"]) -> list[Line]:
    """What the rooms count, a line for each key in the order in which they come; a project without one has a dash."""
    figures = figures_of(projects)
    labels = {one.key: one.label for project in projects for one in figures[project.id]}
    by_key = {(one.subject_id, one.key): one for found in figures.values() for one in found}
    lines = []
    for key, label in labels.items():
        cells = [by_key.get((project.id, key)) for project in projects]
        values = [one.value if one else None for one in cells]
        lines.append(Line(key, label, values, [in_words(one) if one else "–" for one in cells]))
    return lines


def _said(key: str, label: str, words: Sequence[str]) -> Line:
    return Line(key, label, words, words)


def _counted(key: str, label: str, numbers: Sequence[int | None]) -> Line:
    return Line(key, label, numbers, ["–" if one is None else str(one) for one in numbers])


def _light(one: Standing) -> str:
    told = "; ".join(light.reason for light in one.reasons)
    return f"{_(one.colour.label)}: {told}" if told else _(one.colour.label)
