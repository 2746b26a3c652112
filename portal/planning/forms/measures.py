"""Forms in which Maßnahmen are written."""

from typing import Any

from wtforms import DateField
from wtforms.validators import Optional, ValidationError

from portal.kernel.text import N_
from portal.planning.terms.measures import (
    LONGEST_MILESTONE,
    LONGEST_PUBLIC_SENTENCE,
    LONGEST_REASON,
    LONGEST_RESPONSE,
    LONGEST_RISK,
    LONGEST_TITLE,
    LONGEST_WHAT,
    Harm,
    Likelihood,
    MeasureSort,
    MeasureStatus,
    Priority,
)
from portal.web.choosing import Choices, EnumField, PlaceField, SeveralField
from portal.web.forms import Form, LineField, LongTextField, Needed, SubmissionForm, VersionedForm
from portal.web.i18n import _
from portal.web.money import MoneyField


class MeasureForm(VersionedForm, SubmissionForm):
    """What is written about a Maßnahme."""

    title = LineField(N_("Titel"), [Needed(N_("Bitte geben Sie der Maßnahme einen Titel."))], max_length=LONGEST_TITLE)
    what = LongTextField(N_("Was wird getan?"), max_length=LONGEST_WHAT)
    sozialraum_id = PlaceField(N_("Wo?"))
    further_place_ids = SeveralField(N_("Weitere Orte"))
    need_ids = SeveralField(N_("Auf welche Bedarfe antwortet sie?"))
    priority = EnumField(N_("Priorität"), Priority, default=Priority.MEDIUM.value)
    responsible_id = PlaceField(N_("Verantwortlich im Portal"))
    stakeholder_id = PlaceField(N_("Wer führt sie durch?"))
    partner_ids = SeveralField(N_("Partner"))
    begins_on = DateField(N_("Geplanter Beginn"), [Optional()])
    ends_on = DateField(N_("Geplantes Ende"), [Optional()])
    review_on = DateField(
        N_("Überprüfen am"),
        [Needed(N_("Bitte nennen Sie den Tag, an dem Sie prüfen, ob die Maßnahme geholfen hat."))],
    )
    budget_planned = MoneyField(N_("Geplante Kosten in Euro"))
    budget_spent = MoneyField(N_("Bisher ausgegeben in Euro"))
    funding_application_id = PlaceField(N_("Förderantrag"))
    decision_id = PlaceField(N_("Beschluss"))

    def __init__(
        self,
        *,
        places: Choices,
        people: Choices,
        stakeholders: Choices,
        applications: Choices,
        decisions: Choices,
        needs: Choices = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.sozialraum_id.offer(places, nothing=_("Bitte wählen"))
        self.further_place_ids.offer(places)
        self.need_ids.offer(needs)
        self.responsible_id.offer(people, nothing=_("niemand mit Konto"))
        self.stakeholder_id.offer(stakeholders, nothing=_("der Landkreis selbst"))
        self.partner_ids.offer(stakeholders)
        self.funding_application_id.offer(applications, nothing=_("keiner"))
        self.decision_id.offer(decisions, nothing=_("keiner"))

    def validate_sozialraum_id(self, field: PlaceField) -> None:
        if field.chosen is None:
            raise ValidationError(_("Bitte wählen Sie einen Sozialraum, für den Sie zuständig sind."))

    def validate_ends_on(self, field: DateField) -> None:
        if field.data and self.begins_on.data and field.data < self.begins_on.data:
            raise ValidationError(_("Das Ende liegt vor dem Beginn."))


class MeasureFilterForm(Form):
    """What narrows the list, the time line and the file."""

    q = LineField(N_("Wort im Titel"))
    ort = PlaceField(N_("Ort"))
    stand = EnumField(N_("Stand"), MeasureStatus, nothing=N_("alle"))
    prioritaet = EnumField(N_("Priorität"), Priority, nothing=N_("alle"))
    wer = PlaceField(N_("Verantwortlich"))
    sortierung = EnumField(N_("Sortierung"), MeasureSort, nothing=N_("nach Titel"))

    def __init__(self, *, places: Choices, people: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.ort.offer(places, nothing=_("alle"))
        self.wer.offer(people, nothing=_("alle"))


class MilestoneForm(VersionedForm, SubmissionForm):
    """What is to be reached by a day."""

    title = LineField(
        N_("Was soll erreicht sein?"),
        [Needed(N_("Bitte schreiben Sie, was erreicht sein soll."))],
        max_length=LONGEST_MILESTONE,
    )
    due_on = DateField(N_("Bis wann?"), [Needed(N_("Bitte geben Sie den Tag an, bis zu dem es erreicht sein soll."))])
    done_on = DateField(N_("Erreicht am"), [Optional()])


class RiskForm(VersionedForm):
    """What could go wrong."""

    text = LineField(
        N_("Was könnte schiefgehen?"),
        [Needed(N_("Bitte schreiben Sie, was schiefgehen könnte."))],
        max_length=LONGEST_RISK,
    )
    likelihood = EnumField(N_("Wie wahrscheinlich?"), Likelihood, default=Likelihood.POSSIBLE.value)
    harm = EnumField(N_("Wie groß wäre der Schaden?"), Harm, default=Harm.MEDIUM.value)
    response = LongTextField(N_("Was tun wir dagegen?"), max_length=LONGEST_RESPONSE)


class StopForm(VersionedForm):
    """Why nobody works on it any more."""

    reason = LineField(
        N_("Warum endet die Maßnahme?"),
        [Needed(N_("Bitte schreiben Sie, warum die Maßnahme endet."))],
        max_length=LONGEST_REASON,
    )


class SpentForm(VersionedForm):
    """What it has cost so far."""

    budget_spent = MoneyField(N_("Bisher ausgegeben in Euro"))


class ReleaseForm(VersionedForm):
    """What residents read of it."""

    title = LineField(N_("Öffentlicher Titel"), max_length=LONGEST_TITLE)
    sentence = LongTextField(
        N_("Was alle lesen sollen"),
        [Needed(N_("Bitte schreiben Sie einen Satz, den alle verstehen."))],
        max_length=LONGEST_PUBLIC_SENTENCE,
    )


class NeedSearchForm(Form):
    """Words of a Bedarf that is to be linked."""

    q = LineField(N_("Bedarf suchen"))


class TellForm(Form):
    """A new status and a sentence for the Bedarfe of a Maßnahme."""

    need_ids = SeveralField(N_("Für welche Bedarfe?"))
    sentence = LongTextField(
        N_("Satz für alle, die sich gemeldet haben"),
        [Needed(N_("Bitte schreiben Sie einen Satz für alle, die sich gemeldet haben."))],
        max_length=LONGEST_PUBLIC_SENTENCE,
    )

    def __init__(self, *, needs: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.need_ids.offer(needs)

    def validate_need_ids(self, field: SeveralField) -> None:
        if not field.chosen:
            raise ValidationError(_("Bitte wählen Sie mindestens einen Bedarf."))
