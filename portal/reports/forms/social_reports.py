"""What is written in a Sozialbericht: title, period, and for each chapter whether, where and in which words."""

from typing import Any

from wtforms import BooleanField, DateField, Field

from portal.kernel.text import N_
from portal.reports.terms.chapters import LONGEST_TEXT, LONGEST_TITLE, ChapterKind
from portal.web.forms import Form, LineField, LongTextField, Needed, SubmissionForm, VersionedForm, as_small_number
from portal.web.i18n import _


class _Written(VersionedForm, SubmissionForm):
    title = LineField(N_("Titel"), [Needed(N_("Bitte geben Sie dem Bericht einen Titel."))], max_length=LONGEST_TITLE)
    begins_on = DateField(N_("Berichtszeitraum von"), [Needed(N_("Bitte geben Sie an, wann der Zeitraum beginnt."))])
    ends_on = DateField(N_("bis"), [Needed(N_("Bitte geben Sie an, wann der Zeitraum endet."))])
    preface = LongTextField(N_("Vorwort"), max_length=LONGEST_TEXT)


def _fields_of_chapters() -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for kind in ChapterKind:
        fields[f"{kind}_in"] = BooleanField(N_("In den Bericht aufnehmen"))
        fields[f"{kind}_place"] = LineField(N_("An welcher Stelle"), max_length=20)
        fields[f"{kind}_text"] = LongTextField(N_("Ihr Text"), max_length=LONGEST_TEXT)
    return fields


class ReportForm(type("_WithChapters", (_Written,), _fields_of_chapters())):  # type: ignore[misc]
    """The whole form; `rows` are the fields of each chapter in the order the chapters have now."""

    @property
    def rows(self) -> list[tuple[ChapterKind, Field, Field, Field]]:
        """(chapter, whether it is in, its place, its text)."""
        return [(kind, self[f"{kind}_in"], self[f"{kind}_place"], self[f"{kind}_text"]) for kind in self.kinds_in_order]

    @property
    def kinds_in_order(self) -> list[ChapterKind]:
        """By the numbers that were typed; what has the same number or none stays in the usual order, at the end."""
        usual = list(ChapterKind)
        return sorted(
            usual, key=lambda kind: (as_small_number(self[f"{kind}_place"].data or "") or 999, usual.index(kind))
        )

    def differences(self, stored: object) -> list[tuple[str, str, str]]:
        """Title, preface and the texts of the chapters that somebody else has changed meanwhile."""
        texts = {one.kind: one.text for one in stored.chapters}  # type: ignore[attr-defined]
        told = [
            (self[name].label.text, str(getattr(stored, name)), str(self[name].data or ""))
            for name in ("title", "preface")
        ]
        told += [(_(kind.label), texts.get(kind, ""), str(self[f"{kind}_text"].data or "")) for kind in ChapterKind]
        return [(label, theirs, mine) for label, theirs, mine in told if theirs != mine]


class PublishForm(Form):
    """Whoever lets everybody read a Fassung has read its words."""

    has_read = BooleanField(N_("Ich habe die Texte gelesen. Niemand ist darin zu erkennen."))
