"""Beginning and writing a Bedarfsanalyse, and comparing its Kennzahlen."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from portal.indicators import queries as indicators
from portal.indicators.terms import Comparison, Direction
from portal.kernel import clock
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput, InvalidTransition, NotFound
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.needs.models import Need
from portal.places import queries as places
from portal.planning.models.analysis import AnalysisIndicator, NeedAnalysis
from portal.planning.policy.analysis import AnalysisPermission
from portal.planning.queries import analysis as queries
from portal.planning.terms.analysis import (
    LARGEST_VALUE,
    LONGEST_NAME,
    LONGEST_SOURCE,
    LONGEST_UNIT,
    MOST_INDICATORS,
    MOST_PEOPLE,
    ComparedWith,
    Tendency,
)
from portal.planning.terms.targets import LATEST_YEAR, OLDEST_YEAR

#: What speaks for a Bedarf when a larger value is better, or worse.
_TENDENCIES = {Direction.MORE_IS_BETTER: Tendency.LOWER, Direction.MORE_IS_WORSE: Tendency.HIGHER}
_COPIED = ("indicator_key", "name", "unit", "value", "compared", "compared_with", "as_of", "source", "tendency")


@dataclass(frozen=True, kw_only=True)
class AnalysisDraft:
    """What is written about an analysis."""

    question: str = ""
    findings: str = ""
    conclusion: str = ""
    group_size: int | None = None
    group_source: str = ""


@dataclass(frozen=True, kw_only=True)
class IndicatorDraft:
    """A Kennzahl beside its comparison."""

    name: str
    tendency: Tendency
    value: Decimal | None
    compared: Decimal | None
    compared_with: str = ""
    unit: str = ""
    as_of: date | None = None
    source: str = ""
    indicator_key: str = ""


def begin_analysis(need: Need, *, because: str = "", by: Actor) -> NeedAnalysis:
    """Begin the first analysis of a Bedarf, or a further one with `because` saying why.

    The one before stays to be read. What it asked, whom it is about and its Kennzahlen are taken along; findings, conclusion
    and level begin anew.
    """
    ensure(AnalysisPermission.EDIT, by, need)
    before = queries.current_analysis(need.id)
    if before is not None and not because:
        raise InvalidInput("analysis.no-reason", N_("Bitte schreiben Sie, warum Sie neu analysieren."), field="because")
    made = NeedAnalysis(need_id=need.id, number=1, begun_because=because, created_by=by.id, indicators=[])
    if before is not None:
        before.ended_at = clock.now()
        session().flush()  # one current analysis: the database would refuse the new one before
        made.number = before.number + 1
        made.question, made.group_size, made.group_source = before.question, before.group_size, before.group_source
        made.indicators = [_copy(one) for one in before.indicators]
    else:
        made.group_size, made.group_source = _residents(need)
    session().add(made)
    session().flush()
    return made


def write_analysis(analysis: NeedAnalysis, draft: AnalysisDraft, *, version: int, by: Actor) -> None:
    """Replace what is written. Raises `Conflict` when somebody saved since `version`."""
    _ensure_writable(analysis, by)
    if analysis.version != version:
        raise Conflict
    if draft.group_size is not None and not 1 <= draft.group_size <= MOST_PEOPLE:
        raise InvalidInput(
            "analysis.group", N_("Bitte prüfen Sie die Zahl: Möglich ist 1 bis 20.000.000."), field="group_size"
        )
    if draft.group_size is not None and not draft.group_source:
        raise InvalidInput(
            "analysis.group-source", N_("Bitte schreiben Sie, woher diese Zahl stammt."), field="group_source"
        )
    analysis.question, analysis.findings, analysis.conclusion = draft.question, draft.findings, draft.conclusion
    analysis.group_size = draft.group_size
    analysis.group_source = draft.group_source if draft.group_size is not None else ""
    session().flush()


def compare_indicator(analysis: NeedAnalysis, draft: IndicatorDraft, *, by: Actor) -> AnalysisIndicator:
    """Put a Kennzahl beside its comparison. A value that nobody knows is left out and is never 0."""
    _ensure_writable(analysis, by)
    _check(draft)
    if len(analysis.indicators) >= MOST_INDICATORS:
        raise InvalidInput(
            "analysis.indicators", N_("Mehr als zwölf Kennzahlen vergleicht niemand auf einen Blick."), field="name"
        )
    values = {name: getattr(draft, name) for name in _COPIED}
    row = AnalysisIndicator(analysis_id=analysis.id, position=len(analysis.indicators) + 1, **values)
    analysis.indicators.append(row)
    session().flush()
    return row


def take_indicator(
    analysis: NeedAnalysis, key: str, *, against: ComparedWith, tendency: Tendency | None = None, by: Actor
) -> AnalysisIndicator:
    """Take over a Kennzahl of the portal for the place of the Bedarf, with its comparison as both stand now.

    Without `tendency` it follows from what a larger value means. Raises `InvalidInput` where that says nothing, and `NotFound`
    for an Indikator that is not there.
    """
    ensure(AnalysisPermission.EDIT, by, analysis.need)
    definition = indicators.definition(key)
    towards = tendency or _TENDENCIES.get(definition.direction)
    if towards is None:
        raise InvalidInput(
            "indicator.no-tendency",
            N_("Bei dieser Kennzahl sagt mehr oder weniger noch nichts. Bitte wählen Sie, was für den Bedarf spricht."),
            field="towards",
        )
    found = indicators.comparison(key, analysis.need.sozialraum_id)
    compared, name = _other_side(found, against)
    draft = IndicatorDraft(
        name=definition.name,
        tendency=towards,
        value=found.own.value,
        compared=compared,
        compared_with=name[:LONGEST_NAME],
        unit=definition.unit[:LONGEST_UNIT],
        as_of=found.own.on,
        source=(found.own.source or definition.source or N_("Kennzahl des Portals"))[:LONGEST_SOURCE],
        indicator_key=key,
    )
    return compare_indicator(analysis, draft, by=by)


def _other_side(found: Comparison, against: ComparedWith) -> tuple[Decimal | None, str]:
    if against is ComparedWith.SIMILAR:
        return found.similar_median, N_("Mitte ähnlicher Gemeinden")
    if against is ComparedWith.MEDIAN:
        return found.median, N_("Mitte aller Gemeinden")
    root = places.tree().root
    is_itself = root is not None and found.own.place_id == root.id
    return (None, "") if is_itself or root is None else (found.county.value, root.name)


def drop_indicator(analysis: NeedAnalysis, indicator_id: UUID | None, *, by: Actor) -> None:
    """Take a Kennzahl out of the comparison. Raises `NotFound` when it is not in it."""
    _ensure_writable(analysis, by)
    found = next((one for one in analysis.indicators if one.id == indicator_id), None)
    if found is None:
        raise NotFound
    analysis.indicators.remove(found)
    session().flush()


def _residents(need: Need) -> tuple[int | None, str]:
    """How many people live where the Bedarf lies, with the source: whom it is about until somebody says otherwise."""
    found = indicators.residents_of([need.sozialraum_id]).get(need.sozialraum_id)
    if found is None or not found.value or found.on is None:
        return None, ""
    told = f"Einwohnerinnen und Einwohner am {found.on:%d.%m.%Y}. {found.source}".strip()
    return int(found.value), told[:LONGEST_SOURCE]


def _ensure_writable(analysis: NeedAnalysis, by: Actor) -> None:
    ensure(AnalysisPermission.EDIT, by, analysis.need)
    if not analysis.is_current:
        raise InvalidTransition("analysis.ended", N_("Diese Fassung ist abgeschlossen. Es gibt schon eine neuere."))


def _check(draft: IndicatorDraft) -> None:
    if not draft.name:
        raise InvalidInput("indicator.no-name", N_("Bitte geben Sie der Kennzahl einen Namen."), field="name")
    if not draft.source:
        raise InvalidInput("indicator.no-source", N_("Bitte schreiben Sie, woher die Zahl stammt."), field="source")
    for field in ("value", "compared"):
        number = getattr(draft, field)
        if number is not None and abs(number) > LARGEST_VALUE:
            raise InvalidInput("indicator.absurd", N_("Diese Zahl ist zu groß. Bitte prüfen Sie sie."), field=field)
    if draft.as_of is not None and not OLDEST_YEAR <= draft.as_of.year <= LATEST_YEAR:
        raise InvalidInput("indicator.odd-day", N_("Bitte prüfen Sie das Datum."), field="as_of")


def _copy(row: AnalysisIndicator) -> AnalysisIndicator:
    return AnalysisIndicator(position=row.position, **{name: getattr(row, name) for name in _COPIED})
