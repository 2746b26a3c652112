"""`/arbeit/umfragen/<id>/ergebnis`: what came out so far, what against what, and compared with an earlier survey."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, request, url_for

from portal.kernel.policy import allows
from portal.kernel.text import N_
from portal.places import queries as places
from portal.surveys.forms.results import ComparisonForm, CrossTableForm, ResultFilterForm
from portal.surveys.policy import SurveyPermission
from portal.surveys.queries.columns import NO_PLACE, Columns
from portal.surveys.queries.counted import QuestionResult, gemeinde_id
from portal.surveys.queries.crosstab import CHANNEL, PLACE, Line, cross_table, shielded_cross_table, sides
from portal.surveys.queries.filtering import ARGUMENTS, EVERYTHING, ResultFilter, filter_from_args
from portal.surveys.queries.results import (
    Results,
    comes_in_steps,
    counter,
    live_answers,
    own_others,
    results_of,
    tells_single_people,
)
from portal.surveys.routes.charting import Chart, Pair, answer_label, chart_of, compared, population_of, rows_of
from portal.surveys.routes.tabs import survey_in_url, tab
from portal.surveys.terms import QuestionKind, SurveyState, SurveyTiming, said
from portal.surveys.terms.answers import OTHER
from portal.web.access import actor, requires
from portal.web.htmx import is_fragment_request
from portal.web.i18n import _, language
from portal.web.pages import page, reply
from portal.web.panels import collect

if TYPE_CHECKING:
    from portal.surveys.models import Survey

bp = Blueprint("survey_results", __name__, url_prefix="/arbeit/umfragen/<uuid:survey_id>")
tab(N_("Ergebnis"), "survey_results.show", SurveyPermission.READ_RESULTS, order=50)


@bp.get("/ergebnis")
@requires(SurveyPermission.READ_RESULTS, of=survey_in_url)
def show(survey: "Survey") -> Response:
    live = live_answers(survey)
    columns = live.columns
    wanted, left_out = _wanted(survey, columns)
    found = results_of(columns, wanted)
    sources = collect("survey.population", survey=survey)
    charts = [chart_of(result, with_ends=not survey.anonymous) for result in found.questions]
    form = _filter_form(ResultFilterForm(formdata=None, data=wanted.to_args() | _days(wanted)), columns)
    return page(
        "surveys/results.html",
        survey=survey,
        results=found,
        live=live,
        too_few=tells_single_people(survey, found.count),
        charts=charts,
        population={chart.question.code: population_of(chart.result, sources) for chart in charts},
        channels=rows_of([(_(channel.label), count) for channel, count in found.channels if count], of=found.count),
        wanted=wanted,
        left_out=left_out,
        refused=_is_refused(survey),
        form=form,
        chosen=form.in_words(),
        **_counter(survey),
    )


@bp.get("/ergebnis/zaehler")
@requires(SurveyPermission.READ_RESULTS, of=survey_in_url)
def count(survey: "Survey") -> Response:
    """The counter alone, asked for again and again while the page lies open."""
    if not is_fragment_request():
        return reply(url_for("survey_results.show", survey_id=survey.id))
    return page("surveys/results.html", fragment="survey_counter", survey=survey, **_counter(survey))


@bp.get("/kreuztabelle")
@requires(SurveyPermission.READ_RESULTS, of=survey_in_url)
def crosstab(survey: "Survey") -> Response:
    if comes_in_steps(survey):
        return page("surveys/crosstab_later.html", survey=survey, left_out=[], refused=_is_refused(survey), chosen=[])
    live = live_answers(survey)
    columns = live.columns
    wanted, left_out = _wanted(survey, columns)
    known = sides(columns)
    down = _side("zeilen", known, known[0] if len(columns.places) > 1 else CHANNEL, left_out)
    across = _side("spalten", known, known[2] if len(known) > 2 else CHANNEL, left_out)
    form = CrossTableForm(formdata=None, data=wanted.to_args() | _days(wanted) | {"zeilen": down, "spalten": across})
    _filter_form(form, columns)
    names = {side: _side_name(columns, side) for side in known}
    form.offer_sides(list(names.items()))
    table = (
        shielded_cross_table(columns, down, across) if survey.anonymous else cross_table(columns, down, across, wanted)
    )
    return page(
        "surveys/crosstab.html",
        survey=survey,
        table=table,
        live=live,
        too_few=tells_single_people(survey, table.people) or table.tells_nothing,
        refused=_is_refused(survey),
        names=(names[down], names[across]),
        row_labels=[_line_label(columns, down, line) for line in table.rows],
        column_labels=[_line_label(columns, across, line) for line in table.columns],
        several=any(
            columns.by_code[side].kind is QuestionKind.MULTIPLE for side in (down, across) if side in columns.by_code
        ),
        wanted=wanted,
        left_out=left_out,
        form=form,
        chosen=form.in_words(),
    )


@bp.get("/vergleich")
@requires(SurveyPermission.READ_RESULTS, of=survey_in_url)
def compare(survey: "Survey") -> Response:
    """Question by question beside another own survey; questions and options are the same when their codes are."""
    others = {str(one.id): one for one in own_others(actor(), survey) if _may_read(one)}
    other = others.get(request.args.get("mit", ""))
    form = ComparisonForm(formdata=None, data={"mit": str(other.id) if other else ""})
    form.offer([(one.id, _named(one)) for one in others.values()])
    live = live_answers(survey)
    pairs = []
    too_few = False
    if other is not None:
        mine, theirs = results_of(live.columns), results_of(live_answers(other).columns)
        too_few = tells_single_people(survey, mine.count) or tells_single_people(other, theirs.count)
        pairs = [] if too_few else _pairs(mine, theirs)
    return page(
        "surveys/compare.html",
        survey=survey,
        other=other,
        form=form,
        pairs=pairs,
        live=live,
        too_few=too_few,
        has_others=bool(others),
        unknown=bool(request.args.get("mit")) and other is None,
    )


def _pairs(mine: Results, theirs: Results) -> list[tuple[Chart, QuestionResult, list[Pair]]]:
    """The questions that both surveys ask in the same way, with the options that both have."""
    there = {one.question.code: one for one in theirs.questions}
    found = []
    for one in mine.questions:
        match = there.get(one.question.code)
        if match is not None and match.question.kind is one.question.kind and one.options:
            counts = {option.code: option.count for option in match.options}
            if lines := compared(one, counts, match.answered):
                found.append((chart_of(one), match, lines))
    return found


def _counter(survey: "Survey") -> dict[str, Any]:
    number, exact = counter(survey)
    return {"number": number, "exact": exact, "runs": survey.timing in (SurveyTiming.RUNNING, SurveyTiming.GRACE)}


def _wanted(survey: "Survey", columns: Columns) -> tuple[ResultFilter, list[str]]:
    """The filter of the address; an anonymous survey takes none, because two nearly equal results show single people."""
    return (EVERYTHING, []) if survey.anonymous else filter_from_args(request.args, columns)


def _is_refused(survey: "Survey") -> bool:
    """Whether the address asks for a filter that this survey does not take."""
    return survey.anonymous and any(request.args.get(name) for name in ARGUMENTS)


def _days(wanted: ResultFilter) -> dict[str, Any]:
    return {"von": wanted.first, "bis": wanted.last}


def _filter_form(form: ResultFilterForm, columns: Columns) -> ResultFilterForm:
    tree = places.tree()
    here = {gemeinde_id(place) for place in columns.places if place != NO_PLACE}
    answers = {
        said(question.title, language()): [
            *(
                (f"{question.code}:{code}", answer_label(question, code, columns.label_of(question.code, code)))
                for code in (*columns.options(question.code), *([OTHER] if question.has_other else []))
            ),
            (f"{question.code}:-", _("Weiß nicht / keine Angabe")),
        ]
        for question in columns.questions
        if question.kind.is_closed
    }
    form.offer(answers=answers, places=[(node.id, node.name) for node in tree if node.id in here])
    return form


def _side(name: str, known: list[str], otherwise: str, left_out: list[str]) -> str:
    raw = request.args.get(name, "")
    if raw and raw not in known:
        left_out.append(name)
    return raw if raw in known else otherwise


def _side_name(columns: Columns, side: str) -> str:
    if side == PLACE:
        return _("Gemeinde")
    if side == CHANNEL:
        return _("Kanal")
    return said(columns.by_code[side].title, language())


def _line_label(columns: Columns, side: str, line: Line) -> str:
    question = columns.by_code.get(side)
    if question is not None:
        return answer_label(question, line.key, line.label)
    label = line.label["de"]
    return _(label) if side == CHANNEL else label


def _may_read(survey: "Survey") -> bool:
    return survey.state is not SurveyState.DRAFT and allows(SurveyPermission.READ_RESULTS, actor(), survey)


def _named(survey: "Survey") -> str:
    year = survey.published_at.year if survey.published_at else ""
    return f"{survey.title} ({year})" if year else survey.title
