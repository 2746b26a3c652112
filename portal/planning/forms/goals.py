"""Forms of the Gegenstromverfahren."""

from collections.abc import Sequence
from typing import Any

from wtforms import DateField, SelectField
from wtforms.validators import InputRequired, Optional, ValidationError

from portal.kernel.text import N_
from portal.planning.forms.numbers import NumberField
from portal.planning.terms.goals import (
    LONGEST_PART,
    LONGEST_REASON,
    LONGEST_TEXT,
    LONGEST_TITLE,
    GoalOutcome,
    StatementAnswer,
    TargetAim,
)
from portal.web.choosing import Choices, EnumField, PlaceField, SeveralField
from portal.web.forms import Form, LineField, LongTextField, Needed, SubmissionForm, VersionedForm
from portal.web.i18n import _


class ProcedureForm(VersionedForm, SubmissionForm):
    """A Gegenstromverfahren."""

    title = LineField(N_("Titel"), [Needed(N_("Bitte geben Sie dem Verfahren einen Titel."))], max_length=LONGEST_TITLE)
    sozialraum_id = PlaceField(N_("Für welchen Sozialraum?"))
    purpose = LongTextField(N_("Wofür sind die Ziele?"), max_length=LONGEST_TEXT)
    due_on = DateField(N_("Antworten bis"), [Optional()])

    def __init__(self, *, places: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.sozialraum_id.offer(places, nothing=_("Bitte wählen"))

    def validate_sozialraum_id(self, field: PlaceField) -> None:
        if field.chosen is None:
            raise ValidationError(_("Bitte wählen Sie einen Sozialraum, für den Sie zuständig sind."))


class PartForm(Form):
    """A Gemeinde, or a department with the person who answers for it."""

    sozialraum_id = PlaceField(N_("Gemeinde"))
    name = LineField(N_("oder: Amt oder Fachbereich"), max_length=LONGEST_PART)
    responsible_id = PlaceField(N_("Wer antwortet für das Amt?"))

    def __init__(self, *, places: Choices, people: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.sozialraum_id.offer(places, nothing=_("keine"))
        self.responsible_id.offer(people, nothing=_("Bitte wählen"))


class GoalForm(VersionedForm, SubmissionForm):
    """A goal."""

    title = LineField(
        N_("Das Ziel in einem Satz"),
        [Needed(N_("Bitte schreiben Sie das Ziel in einem Satz."))],
        max_length=LONGEST_TITLE,
    )
    parent_id = PlaceField(N_("Welches Ziel macht es konkret?"))
    meaning = LongTextField(N_("Was heißt das, und woran sieht man es?"), max_length=LONGEST_TEXT)
    part_id = PlaceField(N_("Wer ist dafür zuständig?"))
    recipient_ids = SeveralField(N_("Wer soll es prüfen?"))
    indicator_key = SelectField(N_("Gemessen an der Kennzahl"), validate_choice=False, choices=[])
    aim = EnumField(N_("Erreicht bei"), TargetAim, default=TargetAim.AT_LEAST.value)
    target_value = NumberField(N_("Zahl"))
    target_on = DateField(N_("Bis wann?"), [Optional()])

    def __init__(
        self, *, parents: Choices, parts: Choices, indicators: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.parent_id.offer(parents, nothing=_("keines, es ist ein Leitziel"))
        self.part_id.offer(parts, nothing=_("die Leitung"))
        self.recipient_ids.offer(parts)
        self.indicator_key.choices = [("", _("keine")), *indicators]


class StatementForm(VersionedForm):
    """What a part says to a goal."""

    answer = EnumField(N_("Was sagen Sie dazu?"), StatementAnswer)
    reason = LongTextField(N_("Begründung"), max_length=LONGEST_REASON)
    wording = LongTextField(N_("Was heißt das bei Ihnen, oder wie sollte es lauten?"), max_length=LONGEST_REASON)


class OutcomeForm(VersionedForm):
    """What the reconciliation made of a goal."""

    outcome = EnumField(N_("Was gilt?"), GoalOutcome)
    outcome_reason = LongTextField(N_("Begründung für alle Beteiligten"), max_length=LONGEST_REASON)


class DecideForm(VersionedForm):
    """Who decided when."""

    decided_on = DateField(N_("Tag des Beschlusses"), [InputRequired(N_("Bitte geben Sie den Tag an."))])
    committee_id = PlaceField(N_("Gremium"))
    decision_id = PlaceField(N_("Beschluss im Portal"))
    conclusion = LongTextField(N_("Was wurde dazu gesagt?"), max_length=LONGEST_TEXT)

    def __init__(self, *, committees: Choices, decisions: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.committee_id.offer(committees, nothing=_("keines"))
        self.decision_id.offer(decisions, nothing=_("keiner"))


class HangOnGoalForm(Form):
    """Which Maßnahmen and Bedarfe belong to a goal."""

    measure_ids = SeveralField(N_("Maßnahmen"))
    need_ids = SeveralField(N_("Bedarfe"))

    def __init__(self, *, measures: Choices, needs: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.measure_ids.offer(measures)
        self.need_ids.offer(needs)

    def validate_measure_ids(self, field: SeveralField) -> None:
        if not field.chosen and not self.need_ids.chosen:
            raise ValidationError(_("Bitte wählen Sie mindestens eine Maßnahme oder einen Bedarf."))
