"""A result as it may be shown to everybody: rounded, from the threshold on, without what could be computed back."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from portal.kernel.db import session
from portal.surveys.models import Survey, SurveyRelease
from portal.surveys.queries.authoring import concerns
from portal.surveys.queries.counted import QuestionResult
from portal.surveys.queries.free_texts import released_texts
from portal.surveys.queries.results import Results
from portal.surveys.terms import QuestionKind, SurveyState, SurveyTiming
from portal.surveys.terms.answers import OTHER
from portal.surveys.terms.conditions import questions_named
from portal.surveys.terms.disclosure import SafeTable, rounded, safe_table

#: A further result needs so many new answers, so that two results side by side tell nothing about single people.
NEW_ANSWERS = 30


def publishable(results: Results) -> list[QuestionResult]:
    """The questions whose answers can be shown to everybody: never protected ones, never those that are not to be published."""
    return [
        one
        for one in results.questions
        if not (one.question.special_category or one.question.unpublished)
        and one.question.kind is not QuestionKind.POINT
    ]


def snapshot_of(survey: Survey, results: Results, codes: Collection[str], *, threshold: int) -> dict[str, Any]:
    """The content of a result, question by question in the order of the questionnaire."""
    tables = {one.question.code: _table(one, threshold) for one in publishable(results)}
    chosen = [one for one in publishable(results) if one.question.code in codes]
    words = released_texts(survey.id, [one.question.code for one in chosen])
    channels = safe_table(
        {channel.value: count for channel, count in results.channels}, results.count, threshold=threshold
    )
    return {
        #: Never shown; says how many are new when the next result is made.
        "counted": results.count,
        "people": rounded(results.count) if results.count >= threshold else None,
        "channels": dict(channels.counts) if channels.people is not None else {},
        "questions": [
            _question(one, _unless_told_by_another(one, tables), words.get(one.question.code, [])) for one in chosen
        ],
    }


def _table(one: QuestionResult, threshold: int) -> SafeTable:
    if one.question.kind is QuestionKind.NUMBER:
        return safe_table(
            {str(number): step.count for number, step in enumerate(one.bins)}, one.answered, threshold=threshold
        )
    if one.question.kind is QuestionKind.DATE:
        periods = {str(number): period.count for number, period in enumerate(one.periods)}
        return safe_table(periods, one.answered, threshold=threshold)
    if one.question.kind is QuestionKind.RANKING:
        return safe_table({option.code: option.first for option in one.options}, one.answered, threshold=threshold)
    counts = {option.code: option.count for option in one.options}
    if one.question.has_other:
        counts[OTHER] = one.other
    if one.question.kind is QuestionKind.MULTIPLE:
        least, most = one.question.at_least or 1, one.question.at_most
        return safe_table(counts, one.answered, threshold=threshold, least_each=least, most_each=most)
    return safe_table(counts, one.answered, threshold=threshold)


def _unless_told_by_another(one: QuestionResult, tables: Mapping[str, SafeTable]) -> SafeTable | None:
    """None when how many came to this question tells a hidden count of the question it hangs on."""
    if one.question.show_if is not None:
        named = [tables.get(code) for code in questions_named(one.question.show_if)]
        if any(table is None or table.has_hidden for table in named):
            return None
    return tables[one.question.code]


def _question(one: QuestionResult, table: SafeTable | None, words: list[str]) -> dict[str, Any]:
    return {
        "code": one.question.code,
        "kind": one.question.kind.value,
        "title": dict(one.question.title),
        "unit": dict(one.question.unit),
        "people": table.people if table is not None else None,
        "options": _options(one, table.counts) if table is not None and table.people is not None else [],
        "words": words,
    }


def _options(one: QuestionResult, counts: Mapping[str, int | None]) -> list[dict[str, Any]]:
    if one.question.kind is QuestionKind.NUMBER:
        return _steps(one, counts)
    if one.question.kind is QuestionKind.DATE:
        return _periods(one, counts)
    options: list[dict[str, Any]] = [
        {"code": option.code, "label": dict(option.label), "count": counts[option.code]} for option in one.options
    ]
    if one.question.has_other:
        options.append({"code": OTHER, "label": {}, "count": counts[OTHER]})
    if one.question.kind is QuestionKind.PLACE:
        # That somebody lives there at all would be told by the name alone.
        return [option for option in options if option["count"] is not None]
    return options


def _steps(one: QuestionResult, counts: Mapping[str, int | None]) -> list[dict[str, Any]]:
    """The steps without hidden ones at both ends: they would tell the smallest and the largest number."""
    return [
        {
            "code": str(number),
            "low": one.bins[number].low,
            "high": one.bins[number].high,
            "last": number == len(one.bins) - 1,
            "count": counts[str(number)],
        }
        for number in _shown(counts)
    ]


def _periods(one: QuestionResult, counts: Mapping[str, int | None]) -> list[dict[str, Any]]:
    """The months or years, likewise."""
    return [
        {
            "code": str(number),
            "first": one.periods[number].first.isoformat(),
            "until": one.periods[number].last.isoformat(),
            "count": counts[str(number)],
        }
        for number in _shown(counts)
    ]


def _shown(counts: Mapping[str, int | None]) -> range:
    shown = [int(number) for number, count in counts.items() if count is not None]
    return range(min(shown), max(shown) + 1)


def releases_of(survey_id: UUID) -> list[SurveyRelease]:
    """All results of a survey, withdrawn ones among them, the newest first."""
    chosen = select(SurveyRelease).where(SurveyRelease.survey_id == survey_id)
    return list(session().scalars(chosen.order_by(SurveyRelease.number.desc())))


def public_release(survey_id: UUID) -> SurveyRelease | None:
    """The result everybody sees now."""
    return next((one for one in releases_of(survey_id) if not one.withdrawn), None)


def with_result(survey_ids: Iterable[UUID]) -> frozenset[UUID]:
    """Which of these surveys have a result that everybody sees now."""
    wanted = list(survey_ids)
    if not wanted:
        return frozenset()
    chosen = select(SurveyRelease.survey_id).where(SurveyRelease.survey_id.in_(wanted), ~SurveyRelease.withdrawn)
    return frozenset(session().scalars(chosen))


def results_around(place_id: UUID, lineage: Sequence[UUID], *, limit: int = 6) -> list[tuple[Survey, date]]:
    """(survey, day of its result) of what came out around a Sozialraum (`queries.concerns`), the newest first."""
    shown = (
        select(SurveyRelease.survey_id, func.max(SurveyRelease.released_on).label("day"))
        .where(~SurveyRelease.withdrawn)
        .group_by(SurveyRelease.survey_id)
        .subquery()
    )
    chosen = (
        select(Survey, shown.c.day)
        .join(shown, shown.c.survey_id == Survey.id)
        .where(Survey.state != SurveyState.DRAFT, concerns(place_id, lineage))
        .order_by(shown.c.day.desc(), Survey.id.desc())
        .limit(limit)
    )
    return [(survey, day) for survey, day in session().execute(chosen)]


def release_of(survey_id: UUID, number: int) -> SurveyRelease | None:
    """One result by its number."""
    return next((one for one in releases_of(survey_id) if one.number == number), None)


def threshold_for(survey_id: UUID) -> int | None:
    """The threshold that the first result set for all others; None before there is one."""
    return next((one.threshold for one in releases_of(survey_id)), None)


def is_due(survey: Survey, results: Results) -> bool:
    """Whether a further result tells nothing about single people: the first one, with 30 answers new, with every figure shown so
    far unchanged, or once after the end."""
    releases = releases_of(survey.id)
    if not releases or results.count - _counted(releases[0]) >= NEW_ANSWERS or _is_unchanged(survey, results, releases):
        return True
    end = survey.ends_at
    return survey.timing is SurveyTiming.OVER and end is not None and releases[0].released_on <= end.date()


def _is_unchanged(survey: Survey, results: Results, releases: Sequence[SurveyRelease]) -> bool:
    """Whether every result that is near this one would show the same figures today.

    The number of answers alone does not say so: one person may have deleted theirs and another have answered.
    """
    if results.count != _counted(releases[0]):
        return False
    for release in releases:
        if abs(results.count - _counted(release)) < NEW_ANSWERS:
            codes = [one["code"] for one in release.content["questions"]]
            today = _figures(snapshot_of(survey, results, codes, threshold=release.threshold))
            if any(today.get(name, figures) != figures for name, figures in _figures(release.content).items()):
                return False
    return True


def _counted(release: SurveyRelease) -> int:
    return int(release.content.get("counted", 0))


def _figures(content: Mapping[str, Any]) -> dict[str, Any]:
    """All that was counted, without any words: by the code of the question, and what concerns no question."""
    return {"": (content["people"], content["channels"])} | {
        one["code"]: (one["people"], [(option["code"], option["count"]) for option in one["options"]])
        for one in content["questions"]
    }
