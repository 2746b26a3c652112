"""The countable answers of a survey as columns: what 100,000 Teilnahmen are counted from in a few milliseconds.

Each version is a part of its own, because its bytes lie differently; parts are joined by the codes of questions and options
wherever something is counted. numpy is imported where it is used: a process that only takes answers never loads it.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import TextClause, Uuid, bindparam, func, select, text

from portal.kernel.db import session
from portal.kernel.errors import Conflict
from portal.kernel.text import N_
from portal.surveys.models import SurveyResponse, SurveyVersion
from portal.surveys.queries.surveys import questionnaire_of, versions_of
from portal.surveys.terms import Channel, Layout, Question, Questionnaire, layout_of

if TYPE_CHECKING:
    from numpy import ndarray

    Array = ndarray[Any, Any]
else:
    Array = Any

CHANNELS = tuple(Channel)
NO_PLACE = UUID(int=0)
_HEAD = 21
#: The digits of a day of this era, read as a number, are larger than the number of any day.
_FIRST_DIGITS = 0x10000101

# Everything about one Teilnahme as bytes, one behind the other: a single value travels instead of 100,000 rows.
# 4 bytes: the day (its number on PostgreSQL, its digits on SQLite: each writes what it has at hand), 1 byte: the channel,
# 16 bytes: the place; then the packed answers.
_CHANNEL_BYTES = {
    dialect: " ".join(f"WHEN '{channel.value}' THEN {byte.format(number)}" for number, channel in enumerate(CHANNELS))
    for dialect, byte in (("postgresql", "decode('{:02x}', 'hex')"), ("sqlite", "'{:02x}'"))
}
_AGGREGATED = {
    "postgresql": f"""
        SELECT count(*), string_agg(
            int4send(given_on - DATE '0001-01-01' + 1) || CASE channel {_CHANNEL_BYTES["postgresql"]} END
            || uuid_send(coalesce(sozialraum_id, CAST('{NO_PLACE}' AS uuid))) || packed, CAST('' AS bytea))
        FROM survey_response WHERE survey_id = :survey AND version_id = :version
    """,  # noqa: S608 - constants alone
    "sqlite": f"""
        SELECT count(*), group_concat(
            replace(given_on, '-', '') || CASE channel {_CHANNEL_BYTES["sqlite"]} END
            || coalesce(sozialraum_id, '{NO_PLACE.hex}') || hex(packed), '')
        FROM survey_response WHERE survey_id = :survey AND version_id = :version
    """,  # noqa: S608 - constants alone
}
#: How numpy reads each kind of cell.
_FORMS = {"u1": "u1", "u2": "<u2", "rank": "u1", "u8": "<u8", "f8": "<f8", "day": "<f8", "point": "<f8"}
#: From this part of all Teilnahmen on SQLite reads the whole table in its order: random reads by the index take longer.
_LARGE_PART = 0.2


@dataclass(frozen=True, eq=False)
class Part:
    """The Teilnahmen given on one version. All arrays have one entry per Teilnahme, in the same arbitrary order."""

    number: int
    questionnaire: Questionnaire
    layout: Layout
    count: int
    #: 21 bytes and the packed answers of each Teilnahme that was given on the version, one behind the other.
    told: bytes
    #: Position in `CHANNELS`, position in `Columns.places`, and the day (`date.toordinal`).
    channels: Array
    places: Array
    days: Array
    #: Which of the Teilnahmen in `told` these are; None for all of them.
    kept: Array | None = None

    @cached_property
    def cells(self) -> Mapping[str, tuple[int, str, tuple[str, ...]]]:
        """(offset, kind of cell, codes of options) of each countable question."""
        return {code: (offset, kind, options) for code, offset, kind, options in self.layout.cells}

    def column(self, code: str, *, extra: int = 0) -> Array:
        """The cells of a question: a whole number or a double each, as `terms.packing` describes. `extra` counts the bytes
        behind the first, for the ranks of a ranking, the longitude of a point and the further words of many boxes."""
        import numpy as np

        offset, kind, _options = self.cells[code]
        form = _FORMS[kind]
        if not self.count:
            return np.zeros(0, dtype=form)
        size = _HEAD + self.layout.form.size
        view: Array = np.ndarray(
            (len(self.told) // size,), dtype=form, buffer=self.told, offset=_HEAD + offset + extra, strides=(size,)
        )
        return np.ascontiguousarray(view if self.kept is None else view[self.kept])

    def until(self, day: int) -> "Part":
        """Without the Teilnahmen of later days (`date.toordinal`)."""
        kept = self.days <= day
        if kept.all():
            return self
        return replace(
            self,
            count=int(kept.sum()),
            channels=self.channels[kept],
            places=self.places[kept],
            days=self.days[kept],
            kept=kept,
        )


@dataclass(frozen=True, eq=False)
class Columns:
    """All Teilnahmen of a survey, version by version, the first one first."""

    parts: tuple[Part, ...]
    #: The places that were answered; the first entry stands for none.
    places: tuple[UUID, ...]

    @property
    def count(self) -> int:
        """How many Teilnahmen there are."""
        return sum(part.count for part in self.parts)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Every question of every version as its newest version words it: those of the newest version in their order, then
        those that only earlier versions asked."""
        merged: dict[str, Question] = {}
        for part in reversed(self.parts):
            for question in part.questionnaire.questions:
                merged.setdefault(question.code, question)
        return tuple(merged.values())

    @cached_property
    def by_code(self) -> Mapping[str, Question]:
        return {question.code: question for question in self.questions}

    def until(self, day: date | None) -> "Columns":
        """As they were on the evening of a day; None before the first one. Places that only later ones named are gone too."""
        import numpy as np

        parts = [part.until(day.toordinal() if day else 0) for part in self.parts]
        named = np.unique(np.concatenate([[0], *(part.places for part in parts)])).astype(np.int32)
        return Columns(
            tuple(replace(part, places=np.searchsorted(named, part.places).astype(np.int32)) for part in parts),
            tuple(self.places[number] for number in named),
        )

    def per_day(self) -> dict[date, int]:
        """How many Teilnahmen there are of each day."""
        import numpy as np

        counted: Counter[int] = Counter()
        for part in self.parts:
            days, counts = np.unique(part.days, return_counts=True)
            counted.update(dict(zip(days.tolist(), counts.tolist(), strict=True)))
        return {date.fromordinal(day): count for day, count in counted.items()}

    def options(self, code: str) -> tuple[str, ...]:
        """The codes of all options a question ever had, those of its newest version first."""
        known: dict[str, None] = {}
        for part in reversed(self.parts):
            question = part.questionnaire.by_code.get(code)
            known |= dict.fromkeys(option.code for option in question.choices) if question else {}
        return tuple(known)

    def label_of(self, code: str, option: str) -> Mapping[str, str]:
        """The words of an option, as the newest version that has it words it."""
        for part in reversed(self.parts):
            question = part.questionnaire.by_code.get(code)
            for one in question.choices if question else ():
                if one.code == option:
                    return one.label
        return {}


def columns_of(survey_id: UUID) -> Columns:
    """Load the countable answers of a survey. Raises `Conflict` when they do not fit their versions."""
    places: dict[UUID, int] = {NO_PLACE: 0}
    statement = _statement(survey_id)
    parts = [_part(version, statement, places) for version in versions_of(survey_id)]
    return Columns(tuple(parts), tuple(places))


def _statement(survey_id: UUID) -> TextClause:
    dialect = session().connection().dialect.name
    statement = _AGGREGATED[dialect]
    if dialect == "sqlite" and _is_large_part(survey_id):
        statement = statement.replace("survey_id =", "+survey_id =")
    return text(statement).bindparams(bindparam("survey", type_=Uuid()), bindparam("version", type_=Uuid()))


def _is_large_part(survey_id: UUID) -> bool:
    every = select(func.count()).select_from(SurveyResponse).scalar_subquery()
    own = select(func.count()).where(SurveyResponse.survey_id == survey_id).scalar_subquery()
    counted, total = session().execute(select(own, every)).one()
    return bool(counted > total * _LARGE_PART)


def _part(version: SurveyVersion, statement: TextClause, places: dict[UUID, int]) -> Part:
    import numpy as np

    count, found = session().execute(statement, {"survey": version.survey_id, "version": version.id}).one()
    told = bytes.fromhex(found) if isinstance(found, str) else bytes(found or b"")
    questionnaire = questionnaire_of(version.id)
    layout = layout_of(questionnaire)
    size = _HEAD + layout.form.size
    if len(told) != count * size:
        raise Conflict(
            "survey.repack",
            N_(
                "Diese Umfrage kann gerade nicht gezählt werden. Bitte sagen Sie der Verwaltung des Portals: "
                "portal surveys repack."
            ),
        )
    table = np.frombuffer(told, dtype=np.uint8).reshape(count, size)
    return Part(
        version.number,
        questionnaire,
        layout,
        count,
        told,
        np.ascontiguousarray(table[:, 4]),
        _places(table[:, 5:_HEAD], places),
        _days(table[:, :4]),
    )


def _days(digits: Array) -> Array:
    import numpy as np

    known, positions = np.unique(np.ascontiguousarray(digits).view(">u4")[:, 0], return_inverse=True)
    numbers = [day if day < _FIRST_DIGITS else date.fromisoformat(f"{day:08x}").toordinal() for day in known.tolist()]
    return np.array(numbers, np.int32)[positions]


def _places(ids: Array, places: dict[UUID, int]) -> Array:
    import numpy as np

    # One whole number per place sorts much faster than sixteen bytes.
    halves = np.ascontiguousarray(ids).view(">u8").astype(np.uint64)
    mixed = halves[:, 0] ^ (halves[:, 1] * np.uint64(0x9E3779B97F4A7C15))
    _known, first, positions = np.unique(mixed, return_index=True, return_inverse=True)
    known = [UUID(bytes=ids[row].tobytes()) for row in first]
    return np.array([places.setdefault(place, len(places)) for place in known], np.int32)[positions]
