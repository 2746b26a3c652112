"""A frozen result in the reader's words, with the lengths of its bars."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.surveys.charts import share, width
from portal.surveys.routes.charting import label_of, period_label, step_label
from portal.surveys.terms import Channel, Question, QuestionKind, said
from portal.surveys.terms.answers import OTHER
from portal.web.i18n import _, language


@dataclass(frozen=True)
class ShownRow:
    """One bar; nothing but words when the count is hidden."""

    label: str
    count: int | None
    share: float | None
    width: str


@dataclass(frozen=True)
class ShownQuestion:
    """One question of a public result."""

    code: str
    kind: QuestionKind
    title: str
    people: int | None
    rows: tuple[ShownRow, ...]
    words: tuple[str, ...]


@dataclass(frozen=True)
class ShownResult:
    """Everything on the page."""

    people: int | None
    channels: tuple[ShownRow, ...]
    questions: tuple[ShownQuestion, ...]


def shown(content: Mapping[str, Any]) -> ShownResult:
    """What `snapshot_of` froze. Shares are those of the rounded figures, so that they tell no more than these."""
    people = content["people"]
    channels = [(_(Channel(channel).label), count) for channel, count in content["channels"].items()]
    return ShownResult(people, _rows(channels, people), tuple(_question(one) for one in content["questions"]))


def _question(one: Mapping[str, Any]) -> ShownQuestion:
    kind = QuestionKind(one["kind"])
    unit = said(one.get("unit") or {}, language())
    asked = Question(code=one["code"], kind=kind, title=one["title"])
    named = [(_label(asked, option, unit), option["count"]) for option in one["options"]]
    return ShownQuestion(
        one["code"],
        kind,
        said(one["title"], language()),
        one["people"],
        _rows(named, one["people"]),
        tuple(one["words"]),
    )


def _label(asked: Question, option: Mapping[str, Any], unit: str) -> str:
    if asked.kind is QuestionKind.NUMBER:
        return f"{step_label(option['low'], option['high'], is_last=option['last'])} {unit}".strip()
    if asked.kind is QuestionKind.DATE:
        return period_label(date.fromisoformat(option["first"]), date.fromisoformat(option["until"]))
    return _("Sonstiges") if option["code"] == OTHER else label_of(asked, option["label"]) or option["code"]


def _rows(named: Sequence[tuple[str, int | None]], people: int | None) -> tuple[ShownRow, ...]:
    of = people or 0
    return tuple(
        ShownRow(label, count, _whole(share(count or 0, of)) if count is not None else None, width(count or 0, of))
        for label, count in named
    )


def _whole(percent: float | None) -> float | None:
    """Rounded counts can add up to a little more than everybody; a share never."""
    return None if percent is None else min(100.0, float(round(percent)))
