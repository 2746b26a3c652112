"""The parts of each chapter: a heading, a remark, a chart and a table that says the same."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from portal.contributions.terms import Channel
from portal.county import queries as county
from portal.indicators.charts import chart_of, pyramid_rows
from portal.indicators.terms import AgePyramid
from portal.places import queries as places
from portal.reports.charts.drawing import bars_svg, lines_svg, pyramid_svg
from portal.reports.documents.words import (
    ages_in_words,
    brackets_in_words,
    count_in_words,
    figure_in_words,
    number_in_words,
    publisher,
)
from portal.reports.queries.chapters import Demography, EvaluationsTold, MeasuresTold, NeedsTold, ParticipationTold
from portal.reports.queries.county_figures import Column
from portal.reports.terms.chapters import MOST_NAMED
from portal.reports.terms.sheltered import FEWEST, sheltered
from portal.web.i18n import _, as_date, as_number, ngettext

Part = dict[str, Any]
#: Columns of the table of all Gemeinden: more do not fit beside a name on paper.
_OF_GEMEINDEN = ("population", "population_change_5y", "share_under_18", "share_65", "old_age_ratio")
Counted = tuple[str, int]


def demography(told: Demography) -> list[Part]:
    """Residents over the years, ages, Kennzahlen of the county and of every Gemeinde."""
    made = [_course(told), _ages(told.pyramid), _county(told), _gemeinden(told)]
    return [one for one in made if one is not None]


def needs(told: NeedsTold) -> list[Part]:
    names = {one.id: one.name for one in county.action_fields(active=None)}
    by_field = [(names.get(key) or _("ohne Handlungsfeld"), number) for key, number in told.by_field.items()]
    by_status = [(_(status.label), told.by_status.get(status, 0)) for status in told.by_status]
    return [
        _counts(_("Nach Handlungsfeld"), _("Handlungsfeld"), _("Bedarfe"), _largest_first(by_field)),
        _counts(_("Nach Stand"), _("Stand"), _("Bedarfe"), _largest_first(by_status)),
        _places(_("Nach Gemeinde"), _("Bedarfe"), _by_gemeinde(told.by_gemeinde)),
    ]


def measures(told: MeasuresTold) -> list[Part]:
    counted = [(_(status.label), number) for status, number in told.by_status.items()]
    exact = _counts(_("Wie sie stehen"), _("Stand"), _("Maßnahmen"), counted, say=as_number, size=float)
    rows = [[one.name_for_all, one.place_names, _(one.status.label)] for one in told.public[:MOST_NAMED]]
    note = _more(len(told.public))
    if not rows:
        note = _("Noch ist keine Maßnahme veröffentlicht.")
    return [
        exact,
        _table(_("Veröffentlichte Maßnahmen"), [_("Maßnahme"), _("Ort"), _("Stand")], rows, note=note, numeric=False),
    ]


def evaluations(told: EvaluationsTold) -> list[Part]:
    results = [(_(one.label), number) for one, number in told.by_result.items()]
    follows = [[_(one.label), as_number(number)] for one, number in told.by_consequence.items()]
    named = [
        [measure.name_for_all, as_date(one.held_on, "medium"), _(one.result.label), _(one.consequence.label)]
        for measure, one in told.public[:MOST_NAMED]
    ]
    heads = [_("Maßnahme"), _("überprüft am"), _("Ergebnis"), _("Folge")]
    return [
        _counts(_("Ergebnisse"), _("Ergebnis"), _("Überprüfungen"), results, say=as_number, size=float),
        _table(_("Was daraus folgt"), [_("Folge"), _("Überprüfungen")], follows),
        _table(
            _("Überprüfte Maßnahmen, die veröffentlicht sind"),
            heads,
            named,
            note=_more(len(told.public)),
            numeric=False,
        ),
    ]


def participation(told: ParticipationTold) -> list[Part]:
    channels = [(_(one.label), told.by_channel.get(one, 0)) for one in Channel if one in told.by_channel]
    by_gemeinde = _by_gemeinde({key: number for key, number in told.by_gemeinde.items() if key is not None})
    elsewhere = told.by_gemeinde.get(None, 0)
    if elsewhere:
        by_gemeinde.append((_("ohne Gemeinde"), elsewhere))
    return [
        _counts(_("Auf welchem Weg"), _("Weg"), _("Wortmeldungen"), _largest_first(channels)),
        _places(_("Aus welcher Gemeinde"), _("Wortmeldungen"), by_gemeinde),
    ]


def _course(told: Demography) -> Part | None:
    if not told.residents:
        return None
    title, alt = (
        _("Einwohner über die Jahre"),
        _("Einwohner des Landkreises über die Jahre. Die Zahlen stehen in der Tabelle."),
    )
    chart = chart_of([(publisher(), told.residents)])
    rows = [[as_date(one.on, "medium"), figure_in_words(one)] for one in reversed(told.residents)]
    svg = lines_svg(chart, alt=alt) if chart else ""
    return _table(
        title, [_("Stichtag"), _("Einwohner")], rows, svg=svg, alt=alt, note=_source(told.residents[-1].source)
    )


def _ages(pyramid: AgePyramid | None) -> Part | None:
    if pyramid is None or not pyramid.is_known:
        return None
    bars = pyramid_rows(pyramid)
    alt = _("Altersaufbau des Landkreises: links männlich, rechts weiblich. Die Zahlen stehen in der Tabelle.")
    heads = (_("männlich"), _("weiblich"))
    svg = pyramid_svg([(ages_in_words(one.bar.ages), one) for one in bars], heads=heads, alt=alt)
    rows = [
        [ages_in_words(one.bar.ages), number_in_words(one.bar.male), number_in_words(one.bar.female)] for one in bars
    ]
    title = _("Altersaufbau am %(day)s", day=as_date(pyramid.on))
    return _table(title, [_("Alter"), *heads], rows, svg=svg, alt=alt, note=_source(pyramid.source))


def _county(told: Demography) -> Part | None:
    if told.known.county_id is None:
        return None
    found = [(one, one.of(told.known.county_id)) for one in told.known.columns.values()]
    rows = [
        [_name(one), figure_in_words(figure), as_date(one.on, "medium")] for one, figure in found if figure is not None
    ]
    if not rows:
        return None
    note = brackets_in_words(figure for _column, figure in found)
    return _table(_("Kennzahlen des Landkreises"), [_("Kennzahl"), _("Wert"), _("Stichtag")], rows, note=note)


def _gemeinden(told: Demography) -> Part | None:
    columns = [told.known.columns[key] for key in _OF_GEMEINDEN]
    nodes = [node for node in places.tree().gemeinden if columns[0].of(node.id) is not None]
    rows = [[node.name, *(figure_in_words(one.of(node.id)) for one in columns)] for node in nodes]
    if not rows:
        return None
    note = brackets_in_words(one.of(node.id) for node in nodes for one in columns)
    return _table(_("Gemeinden"), [_("Gemeinde"), *map(_name, columns)], rows, note=note)


def _name(column: Column) -> str:
    name, unit = _(column.definition.name), column.definition.unit
    return f"{name} ({_(unit)})" if unit and _(unit) not in name else name


def _by_gemeinde(counts: Mapping[UUID, int]) -> list[Counted]:
    return [(node.name, counts.get(node.id, 0)) for node in places.tree().gemeinden]


def _largest_first(counts: Iterable[Counted]) -> list[Counted]:
    """By their printed number, then by name: the order tells no more than the numbers."""
    return sorted(counts, key=lambda one: (-(sheltered(one[1]) or 0), one[0]))


def _counts(
    title: str,
    head: str,
    counted: str,
    counts: Sequence[Counted],
    *,
    say: Callable[[int], str] = count_in_words,
    size: Callable[[int], float] = lambda number: float(sheltered(number) or 0),
) -> Part:
    rows = [[name, say(number)] for name, number in counts]
    alt = _("%(title)s als Balken. Die Zahlen stehen in der Tabelle.", title=title)
    drawn = [(name, size(number), say(number)) for name, number in counts]
    svg = bars_svg(drawn, alt=alt) if any(one[1] for one in drawn) else ""
    return _table(title, [head, counted], rows, svg=svg, alt=alt)


def _places(title: str, counted: str, counts: Sequence[Counted]) -> Part:
    """Gemeinden with enough to be named; of the others is said how many they are."""
    rows = [[name, count_in_words(number)] for name, number in counts if sheltered(number) is not None]
    return _table(title, [_("Gemeinde"), counted], rows, note=_with_few(len(counts) - len(rows), others=bool(rows)))


def _with_few(number: int, *, others: bool) -> str:
    """How many Gemeinden have too few to be named, beside others that are named or alone."""
    if not number:
        return ""
    if not others:
        return _("In jeder Gemeinde sind es unter %(fewest)s.", fewest=FEWEST)
    return ngettext(
        "In %(n)s weiterer Gemeinde sind es unter %(fewest)s.",
        "In %(n)s weiteren Gemeinden sind es jeweils unter %(fewest)s.",
        number,
        fewest=FEWEST,
    )


def _table(
    title: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    svg: str = "",
    alt: str = "",
    note: str = "",
    numeric: bool = True,
) -> Part:
    """`numeric` says that all columns but the first hold numbers."""
    return {
        "title": title,
        "heads": list(heads),
        "rows": [list(row) for row in rows],
        "numeric": numeric,
        "svg": svg,
        "alt": alt,
        "note": note if rows or note else _("Hierzu gibt es im Berichtszeitraum nichts."),
    }


def _more(found: int) -> str:
    return _("Es gibt weitere; hier stehen die ersten %(n)s.", n=MOST_NAMED) if found > MOST_NAMED else ""


def _source(source: str) -> str:
    return _("Quelle: %(source)s", source=source) if source else ""
