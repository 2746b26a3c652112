"""What came out of a file: the questionnaire, and an honest list of everything that is not as it was."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from portal.kernel.text import N_
from portal.surveys.terms import Questionnaire, Texts

LONGEST_QUOTE = 300
MOST_REMARKS = 2_000
#: A code and, where it was renamed on the way out, the code it has there.
_LONGEST_NAME = 90


class RemarkKind(StrEnum):
    """What happened to something in the file."""

    LEFT_OUT = "left_out"
    CHANGED = "changed"
    RENAMED = "renamed"
    NOTE = "note"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def tone(self) -> str:
        return _TONES[self]


_LABELS = {
    RemarkKind.CHANGED: N_("Geändert"),
    RemarkKind.LEFT_OUT: N_("Weggelassen"),
    RemarkKind.RENAMED: N_("Umbenannt"),
    RemarkKind.NOTE: N_("Hinweis"),
}
_TONES = {
    RemarkKind.CHANGED: "info",
    RemarkKind.LEFT_OUT: "warning",
    RemarkKind.RENAMED: "neutral",
    RemarkKind.NOTE: "neutral",
}


@dataclass(frozen=True)
class Remark:
    """One thing that is not as it was in the file: a German sentence, with what stands in its gaps."""

    kind: RemarkKind
    #: Code of the question as the file names it; "" for the questionnaire as a whole.
    question: str
    message: str
    params: Mapping[str, str | int] = field(default_factory=dict)


@dataclass
class ImportReport:
    """Collects the remarks of one import, in the order of the file."""

    #: What the file is, for example "LimeSurvey (.lss), Stand 498".
    source: str = ""
    remarks: list[Remark] = field(default_factory=list)

    def add(self, kind: RemarkKind, question: str, message: str, **params: str | int) -> None:
        """Keep a remark, once. Quotations are shortened."""
        short = {name: value if isinstance(value, int) else _quoted(value) for name, value in params.items()}
        remark = Remark(kind, question[:_LONGEST_NAME], message, short)
        if remark not in self.remarks[-200:] and len(self.remarks) < MOST_REMARKS:
            self.remarks.append(remark)

    def changed(self, question: str, message: str, **params: str | int) -> None:
        self.add(RemarkKind.CHANGED, question, message, **params)

    def left_out(self, question: str, message: str, **params: str | int) -> None:
        self.add(RemarkKind.LEFT_OUT, question, message, **params)

    def renamed(self, question: str, message: str, **params: str | int) -> None:
        self.add(RemarkKind.RENAMED, question, message, **params)

    def note(self, message: str, **params: str | int) -> None:
        self.add(RemarkKind.NOTE, "", message, **params)

    def to_json(self) -> dict[str, Any]:
        """Plain values for the database."""
        return {
            "source": self.source,
            "remarks": [
                {"kind": one.kind.value, "question": one.question, "message": one.message, "params": dict(one.params)}
                for one in self.remarks
            ],
        }


def grouped(report: ImportReport, kind: RemarkKind) -> list[tuple[str, Mapping[str, str | int], list[str]]]:
    """(sentence, what stands in its gaps, codes of the questions) of this kind: what happened to many is said once."""
    found: dict[tuple[str, str], tuple[str, Mapping[str, str | int], list[str]]] = {}
    for one in report.remarks:
        if one.kind is kind:
            key = (one.message, repr(sorted(one.params.items())))
            found.setdefault(key, (one.message, one.params, []))[2].append(one.question)
    return list(found.values())


def report_from_json(raw: Mapping[str, Any]) -> ImportReport:
    """What `ImportReport.to_json` wrote."""
    return ImportReport(
        raw["source"],
        [Remark(RemarkKind(one["kind"]), one["question"], one["message"], one["params"]) for one in raw["remarks"]],
    )


@dataclass(frozen=True)
class Imported:
    """A file that was read."""

    questionnaire: Questionnaire
    titles: Texts
    purposes: Texts
    report: ImportReport


def _quoted(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= LONGEST_QUOTE else f"{one_line[:LONGEST_QUOTE]} …"
