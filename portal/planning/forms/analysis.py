"""Forms of the Bedarfsanalyse."""

from collections.abc import Sequence
from typing import Any

from wtforms import DateField, RadioField, SelectField
from wtforms.validators import Optional, ValidationError

from portal.kernel.text import N_
from portal.planning.forms.numbers import CountField, NumberField
from portal.planning.terms.analysis import (
    LONGEST_NAME,
    LONGEST_QUESTION,
    LONGEST_SOURCE,
    LONGEST_TEXT,
    LONGEST_UNIT,
    ComparedWith,
    Tendency,
)
from portal.planning.terms.evidence_level import LONGEST_REASON, EvidenceLevel
from portal.web.choosing import Choices, EnumField, PlaceField
from portal.web.forms import Form, LineField, LongTextField, Needed, VersionedForm
from portal.web.i18n import _

_NUMBER_NEEDED = N_("Bitte geben Sie eine Zahl an.")


class BeginForm(Form):
    """Why a further analysis is begun."""

    because = LongTextField(N_("Warum analysieren Sie neu?"), max_length=LONGEST_REASON)


class AnalysisForm(VersionedForm):
    """What is written about an analysis."""

    question = LongTextField(N_("Was wollen wir herausfinden?"), max_length=LONGEST_TEXT)
    group_size = CountField(N_("Wie viele Menschen betrifft das?"))
    group_source = LineField(N_("Woher stammt diese Zahl?"), max_length=LONGEST_SOURCE)
    findings = LongTextField(N_("Was sagen die Belege, dafür und dagegen?"), max_length=LONGEST_TEXT)
    conclusion = LongTextField(N_("Was folgt daraus?"), max_length=LONGEST_TEXT)


class ComparisonForm(Form):
    """A Kennzahl beside its comparison."""

    name = LineField(N_("Kennzahl"), [Needed(N_("Bitte geben Sie der Kennzahl einen Namen."))], max_length=LONGEST_NAME)
    unit = LineField(N_("Einheit"), max_length=LONGEST_UNIT)
    value = NumberField(N_("Wert hier"))
    compared = NumberField(N_("Wert im Vergleich"))
    compared_with = LineField(N_("Verglichen mit"), max_length=LONGEST_NAME)
    as_of = DateField(N_("Stand vom"), [Optional()])
    source = LineField(
        N_("Quelle"), [Needed(N_("Bitte schreiben Sie, woher die Zahl stammt."))], max_length=LONGEST_SOURCE
    )
    tendency = EnumField(N_("Für den Bedarf spricht ein Wert, der …"), Tendency, default=Tendency.LOWER.value)


class TakeForm(Form):
    """A Kennzahl of the portal to be taken over; `indicators` are (key, name)."""

    key = SelectField(N_("Kennzahl des Portals"), validate_choice=False)
    against = EnumField(N_("Vergleichen mit"), ComparedWith, default=ComparedWith.COUNTY.value)
    towards = EnumField(
        N_("Was spricht für den Bedarf?"), Tendency, nothing=N_("ergibt sich aus der Kennzahl"), default=""
    )

    def __init__(self, *, indicators: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._known = {key for key, _name in indicators}
        self.key.choices = [("", _("Bitte wählen")), *indicators]

    def validate_key(self, field: SelectField) -> None:
        if field.data not in self._known:
            raise ValidationError(_("Bitte wählen Sie eine Kennzahl."))


class LevelForm(VersionedForm):
    """The decision about the level."""

    level = RadioField(N_("Wie gut ist der Bedarf belegt?"), validate_choice=True)
    reason = LongTextField(
        N_("Begründung"), [Needed(N_("Bitte begründen Sie die Entscheidung."))], max_length=LONGEST_REASON
    )

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.level.choices = [(one.value, _(one.label)) for one in EvidenceLevel]


class QuestionForm(VersionedForm):
    """A question that is still open."""

    text = LineField(
        N_("Was ist noch offen?"), [Needed(N_("Bitte schreiben Sie die Frage auf."))], max_length=LONGEST_QUESTION
    )
    responsible_id = PlaceField(N_("Wer findet es heraus?"))
    due_on = DateField(N_("Bis wann?"), [Optional()])
    collection_id = PlaceField(N_("Erhebung, in der gefragt wird"))

    def __init__(self, *, people: Choices, collections: Choices = (), **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.responsible_id.offer(people, nothing=_("noch niemand"))
        self.collection_id.offer(collections, nothing=_("keine"))


class AnswerForm(Form):
    """What was found out."""

    answer = LongTextField(
        N_("Was haben Sie herausgefunden?"),
        [Needed(N_("Bitte schreiben Sie, was Sie herausgefunden haben."))],
        max_length=LONGEST_TEXT,
    )


class RuleForm(Form):
    """Thresholds of the rule from a day on."""

    valid_from = DateField(N_("Gilt ab"), [Needed(N_("Bitte geben Sie den Tag an."))])
    sources_some = CountField(N_("Quellen für einen Punkt"), [Needed(_NUMBER_NEEDED)])
    sources_clear = CountField(N_("Quellen für zwei Punkte"), [Needed(_NUMBER_NEEDED)])
    reach_some = NumberField(N_("Menschen je 1.000 der Gruppe für einen Punkt"), [Needed(_NUMBER_NEEDED)])
    reach_clear = NumberField(N_("Menschen je 1.000 der Gruppe für zwei Punkte"), [Needed(_NUMBER_NEEDED)])
    people_some = CountField(
        N_("Menschen für einen Punkt, wenn die Größe der Gruppe unbekannt ist"), [Needed(_NUMBER_NEEDED)]
    )
    people_clear = CountField(
        N_("Menschen für zwei Punkte, wenn die Größe der Gruppe unbekannt ist"), [Needed(_NUMBER_NEEDED)]
    )
    deviation_some = NumberField(N_("Abweichung in Prozent für einen Punkt"), [Needed(_NUMBER_NEEDED)])
    deviation_clear = NumberField(N_("Abweichung in Prozent für zwei Punkte"), [Needed(_NUMBER_NEEDED)])
    points_partly = CountField(N_("Punkte für „teilweise belegt“"), [Needed(_NUMBER_NEEDED)])
    points_proven = CountField(N_("Punkte für „belegt“"), [Needed(_NUMBER_NEEDED)])
    note = LongTextField(
        N_("Warum diese Schwellen?"),
        [Needed(N_("Bitte schreiben Sie, warum Sie diese Schwellen wählen."))],
        max_length=LONGEST_REASON,
    )
