"""Forms in which a Verfahren is written."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from wtforms import BooleanField, DateField, SelectField
from wtforms.validators import Optional, Regexp, ValidationError

from portal.consultations.terms import (
    LONGEST_EMAIL,
    LONGEST_NAME,
    LONGEST_OUTCOME,
    LONGEST_PHONE,
    LONGEST_PURPOSE,
    LONGEST_TITLE,
    NO_OUTCOME,
    ConsultationState,
)
from portal.consultations.terms.methods import Goal, TimeFrame
from portal.consultations.terms.methods.suggesting import Intention
from portal.kernel.text import N_
from portal.web.choosing import EnumField
from portal.web.forms import Form, LineField, LongTextField, Needed, VersionedForm, as_uuid
from portal.web.i18n import _

Choices = Sequence[tuple[UUID, str]]

_PHONE_WANTED = N_("Bitte geben Sie eine Telefonnummer ein, zum Beispiel 08261 995-0.")


class ConsultationForm(VersionedForm):
    """Everything an author writes about a Verfahren."""

    title = LineField(N_("Titel"), [Needed(N_("Bitte geben Sie dem Verfahren einen Titel."))], max_length=LONGEST_TITLE)
    purpose = LongTextField(N_("Worum geht es?"), max_length=LONGEST_PURPOSE)
    sozialraum_id = SelectField(N_("Sozialraum"), coerce=as_uuid, validate_choice=False)
    opens_on = DateField(N_("Erster Tag"), [Optional()])
    closes_on = DateField(N_("Letzter Tag"), [Optional()])
    contact_name = LineField(N_("Ansprechperson"), max_length=LONGEST_NAME)
    contact_phone = LineField(
        N_("Telefon"),
        [
            Optional(),
            Regexp(r"[\d\s+()/.–-]{5,}$", message=_PHONE_WANTED),
        ],
        max_length=LONGEST_PHONE,
    )
    contact_email = LineField(
        N_("E-Mail"),
        [
            Optional(),
            Regexp(r"[^@\s]+@[^@\s]+\.[^@\s]{2,}$", message=N_("Diese E-Mail-Adresse ist nicht vollständig.")),
        ],
        max_length=LONGEST_EMAIL,
    )
    moderate_first = BooleanField(N_("Wortmeldungen erst nach Freigabe zeigen"))

    def __init__(self, *, places: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._known = {place_id for place_id, _label in places}
        self.sozialraum_id.choices = [("", _("Bitte wählen")), *((str(place_id), label) for place_id, label in places)]

    def validate_sozialraum_id(self, field: SelectField) -> None:
        if field.data not in self._known:
            field.data = None
            raise ValidationError(_("Bitte wählen Sie einen Sozialraum, für den Sie zuständig sind."))

    def validate_closes_on(self, field: DateField) -> None:
        if field.data and self.opens_on.data and field.data < self.opens_on.data:
            raise ValidationError(_("Das Ende liegt vor dem Beginn. Bitte prüfen Sie beide Tage."))


class OutcomeForm(VersionedForm):
    """What became of a Verfahren."""

    outcome = LongTextField(
        N_("Was daraus wurde"),
        [Needed(NO_OUTCOME)],
        max_length=LONGEST_OUTCOME,
    )


class StateFilterForm(Form):
    """Narrows the list of the staff."""

    stand = SelectField(N_("Stand"), validate_choice=False)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.stand.choices = [("", _("Alle")), *((state.value, _(state.label)) for state in ConsultationState)]


class PlaceFilterForm(Form):
    """Narrows the public list to a Gemeinde; its name stands in the address."""

    ort = SelectField(N_("Gemeinde"), validate_choice=False)

    def __init__(self, *, places: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.ort.choices = [("", _("Alle Gemeinden")), *places]


class MethodSearchForm(Form):
    """What somebody wants to do, with how many people and in what time; all of it stands in the address."""

    ziel = EnumField(N_("Was möchten Sie erreichen?"), Goal, nothing=N_("Das ist noch offen"))
    menschen = LineField(
        N_("Mit wie vielen Menschen?"),
        [
            Optional(),
            Regexp(r"[1-9][0-9]{0,4}$", message=N_("Bitte geben Sie eine ganze Zahl ein, zum Beispiel 25.")),
        ],
        max_length=LONGEST_PHONE,
    )
    zeit = EnumField(N_("Wie viel Zeit haben Sie?"), TimeFrame, nothing=N_("Das ist noch offen"))

    @property
    def intention(self) -> Intention:
        """What is asked for, once the form is valid."""
        people = str(self.menschen.data or "")
        return Intention(goal=self.ziel.chosen, people=int(people) if people else None, time=self.zeit.chosen)
