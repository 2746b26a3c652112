"""Forms of an Ortsbegehung: its plan, its end, and a finding as a phone or a desk sends it."""

import math
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from wtforms import DateField, FileField, HiddenField, RadioField, SelectField
from wtforms.validators import ValidationError

from portal.contributions.terms import LONGEST_PLACE, LONGEST_TEXT
from portal.kernel.text import N_
from portal.pinmaps.forms.position import PositionField
from portal.pinmaps.terms.states import LONGEST_TITLE
from portal.pinmaps.terms.walks import (
    LONGEST_ROUTE,
    LONGEST_SUMMARY,
    LONGEST_WEATHER,
    FindingTopic,
    Rating,
    WalkState,
)
from portal.web.forms import Form, LineField, LongTextField, Needed, SubmissionForm, VersionedForm, as_uuid
from portal.web.i18n import _

Choices = Sequence[tuple[UUID, str]]

_NO_POSITION = N_(
    "Diese Stelle konnten wir nicht lesen. Bitte setzen Sie den Punkt noch einmal, oder lassen Sie ihn weg "
    "und beschreiben die Stelle in Worten."
)


class StateFilterForm(Form):
    """Narrows the list of walks."""

    stand = SelectField(N_("Stand"), validate_choice=False)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.stand.choices = [("", _("Alle")), *((state.value, _(state.label)) for state in WalkState)]


class FindingFilterForm(Form):
    """Narrows the findings of one walk."""

    thema = SelectField(N_("Thema"), validate_choice=False)
    urteil = SelectField(N_("Urteil"), validate_choice=False)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.thema.choices = [("", _("Alle")), *((topic.value, _(topic.label)) for topic in FindingTopic)]
        self.urteil.choices = [("", _("Alle")), *((rating.value, _(rating.label)) for rating in Rating)]


class WalkForm(VersionedForm):
    """The plan of a walk. The Sozialraum is chosen once and stays."""

    title = LineField(N_("Titel"), [Needed(N_("Bitte geben Sie der Begehung einen Titel."))], max_length=LONGEST_TITLE)
    sozialraum_id = SelectField(N_("Sozialraum"), coerce=as_uuid, validate_choice=False)
    walked_on = DateField(N_("Tag"), [Needed(N_("Bitte wählen Sie den Tag der Begehung."))])
    route = LongTextField(N_("Weg in Worten"), max_length=LONGEST_ROUTE)
    consultation_id = SelectField(N_("Verfahren"), coerce=as_uuid, validate_choice=False)
    weather = LineField(N_("Wetter"), max_length=LONGEST_WEATHER)
    participants = LongTextField(N_("Wer war dabei? Ohne Namen"), max_length=LONGEST_ROUTE)

    def __init__(self, *, places: Choices | None, consultations: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._places = None if places is None else {place_id for place_id, _label in places}
        self._consultations = {consultation_id for consultation_id, _label in consultations}
        self.sozialraum_id.choices = [("", _("Bitte wählen")), *((str(one), label) for one, label in places or ())]
        self.consultation_id.choices = [
            ("", _("Zu keinem Verfahren")),
            *((str(one), label) for one, label in consultations),
        ]

    def validate_sozialraum_id(self, field: SelectField) -> None:
        if self._places is not None and field.data not in self._places:
            field.data = None
            raise ValidationError(_("Bitte wählen Sie einen Sozialraum, für den Sie zuständig sind."))

    def validate_consultation_id(self, field: SelectField) -> None:
        if field.data is not None and field.data not in self._consultations:
            field.data = None
            raise ValidationError(_("Dieses Verfahren gibt es nicht oder nicht mehr. Bitte wählen Sie noch einmal."))


class ClosingForm(Form):
    """What came out of a walk."""

    summary = LongTextField(
        N_("Zusammenfassung"),
        [Needed(N_("Bitte fassen Sie in ein paar Sätzen zusammen, was herauskam."))],
        max_length=LONGEST_SUMMARY,
    )


class FindingForm(SubmissionForm):
    """One finding. Where, how exactly and when come from a phone; a page without a script sends the rest."""

    topic = RadioField(N_("Worum geht es?"), [Needed(N_("Bitte tippen Sie an, worum es geht."))], validate_choice=False)
    rating = RadioField(
        N_("Wie ist es hier?"), [Needed(N_("Bitte tippen Sie an, wie es hier ist."))], validate_choice=False
    )
    remark = LongTextField(N_("Bemerkung"), max_length=LONGEST_TEXT)
    place_text = LineField(N_("Stelle in Worten"), max_length=LONGEST_PLACE)
    photo = FileField(N_("Foto"))
    at = PositionField(wrong=_NO_POSITION)
    accuracy = HiddenField()
    noted = HiddenField()
    sent = HiddenField()

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.topic.choices = [(topic.value, _(topic.label)) for topic in FindingTopic]
        self.rating.choices = [(rating.value, _(rating.label)) for rating in Rating]

    def validate_topic(self, field: RadioField) -> None:
        if field.data not in {topic.value for topic in FindingTopic}:
            raise ValidationError(_("Bitte tippen Sie an, worum es geht."))

    def validate_rating(self, field: RadioField) -> None:
        if field.data not in {rating.value for rating in Rating}:
            raise ValidationError(_("Bitte tippen Sie an, wie es hier ist."))

    @property
    def accuracy_m(self) -> int | None:
        found = _number(self.accuracy.data)
        return round(min(1e6, max(0.0, found))) if found is not None else None

    @property
    def noted_at(self) -> datetime | None:
        """When the phone says it was noted; None when that is no moment."""
        return _moment(self.noted.data)

    @property
    def sent_at(self) -> datetime | None:
        """What the phone's clock said at the sending."""
        return _moment(self.sent.data)


def _number(typed: str | None) -> float | None:
    """A finite number as scripts write it; None for anything else."""
    try:
        found = float(typed or "")
    except (TypeError, ValueError):
        return None
    return found if math.isfinite(found) else None


def _moment(typed: str | None) -> datetime | None:
    """Milliseconds since 1970 as a moment; None for anything else, or outside of all calendars."""
    found = _number(typed)
    try:
        return datetime.fromtimestamp(found / 1000, UTC) if found is not None else None
    except (OverflowError, ValueError, OSError):
        return None
