"""Forms of the Kartentische: what holds for a table, its photos, and one pin after the other."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from wtforms import DateField, FileField, IntegerField, RadioField, SelectField
from wtforms.validators import NumberRange, Optional, ValidationError

from portal.contributions.terms import LONGEST_PLACE, Channel
from portal.kernel.clock import today
from portal.kernel.text import N_
from portal.pinmaps.forms.position import PositionField
from portal.pinmaps.terms.states import LONGEST_COMMENT, LONGEST_TEXT, LONGEST_TITLE
from portal.web.forms import Form, LineField, LongTextField, Needed, SubmissionForm, as_small_number, as_uuid
from portal.web.i18n import _

Choices = Sequence[tuple[UUID, str]]
#: Number and label.
Numbered = Sequence[tuple[int, str]]


class TableForm(Form):
    """What holds for every pin of a table."""

    title = LineField(
        N_("Wer saß wo am Tisch?"),
        [Needed(N_("Bitte geben Sie dem Kartentisch einen Namen, zum Beispiel „Seniorennachmittag Erkheim“."))],
        max_length=LONGEST_TITLE,
    )
    held_on = DateField(N_("Wann?"), [Needed(N_("Bitte geben Sie den Tag an, zum Beispiel 24.12.2026."))])
    people = IntegerField(
        N_("Wie viele Personen?"), [Optional(), NumberRange(1, 5000, message=N_("Möglich sind 1 bis 5000 Personen."))]
    )
    group = SelectField(N_("Gruppe"), coerce=str, validate_choice=False)
    channel = RadioField(N_("Wie kommen die Nadeln?"), validate_choice=False)
    note = LongTextField(N_("Notiz"), max_length=LONGEST_TEXT)

    def __init__(self, *, groups: Numbered, channels: Sequence[Channel], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.group.choices = [
            ("0", _("gemischt oder nicht gefragt")),
            *((str(number), label) for number, label in groups),
        ]
        self.channel.choices = [
            (
                channel.value,
                _("Von der Papierkarte") if channel is Channel.PAPER else _("Direkt am Tablet oder im Gespräch"),
            )
            for channel in channels
        ]
        self._channels = {channel.value for channel in channels}

    @property
    def group_number(self) -> int:
        """The number of the group; 0 for none or nonsense."""
        return as_small_number(self.group.data)

    def validate_held_on(self, field: DateField) -> None:
        if field.data is not None and field.data > today():
            raise ValidationError(_("Dieser Tag liegt in der Zukunft. Bitte prüfen Sie das Datum."))

    def validate_channel(self, field: RadioField) -> None:
        if field.data not in self._channels:
            raise ValidationError(_("Bitte wählen Sie eine der Möglichkeiten aus."))


class PhotoForm(Form):
    """One photo of the paper map."""

    photo = FileField(N_("Foto der Papierkarte"))


class PinForm(SubmissionForm):
    """One pin, by a field of the paper map, a point on the map on the screen, or a Gemeinde with words."""

    category = RadioField(N_("Kategorie"), validate_choice=False)
    group = SelectField(N_("Gruppe"), coerce=str, validate_choice=False)
    at = PositionField(N_("Stelle auf der Karte"))
    grid_field = LineField(N_("Feld"), max_length=10)
    sozialraum_id = SelectField(N_("Gemeinde oder Ortsteil"), coerce=as_uuid, validate_choice=False)
    place_text = LineField(N_("Stelle in Worten"), max_length=LONGEST_PLACE)
    comment = LineField(N_("Was steht dabei?"), max_length=LONGEST_COMMENT)

    def __init__(self, *, categories: Numbered, groups: Numbered, places: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.category.choices = [(str(number), label) for number, label in categories]
        self.group.choices = [("0", _("keine Angabe")), *((str(number), label) for number, label in groups)]
        self.sozialraum_id.choices = [("", _("–")), *((str(one), label) for one, label in places)]

    @property
    def category_number(self) -> int:
        """The number of the category; 0 for none or nonsense."""
        return as_small_number(self.category.data)

    @property
    def group_number(self) -> int:
        """The number of the group; 0 for none or nonsense."""
        return as_small_number(self.group.data)

    def validate_grid_field(self, _field: LineField) -> None:
        """A place on the map that cannot be read is told where the eyes are; its own field is hidden."""
        if self.at.errors:
            told, self.at.errors = self.at.errors, []
            raise ValidationError(told[0])
