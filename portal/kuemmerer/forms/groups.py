"""Forms of the Arbeitsgruppen."""

from typing import Any

from wtforms import BooleanField, DateField, SelectField
from wtforms.validators import Optional, ValidationError

from portal.kernel.text import N_
from portal.kuemmerer.terms.groups import LONGEST_GROUP_NAME, LONGEST_IDEA, LONGEST_IDEA_REASON, LONGEST_PURPOSE
from portal.roundtables.terms.series import LONGEST_TITLE, LONGEST_VENUE, Rhythm
from portal.web.choosing import Choices, EnumField, PlaceField
from portal.web.forms import Form, LineField, LongTextField, Needed, SubmissionForm, VersionedForm, as_uuid
from portal.web.i18n import _

_NOT_OFFERED = N_("Diese Auswahl gibt es nicht (mehr). Bitte wählen Sie neu.")


class OneOfField(SelectField):
    """One of a list of things with ids, or none; what is not offered is an error."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, coerce=as_uuid, validate_choice=False, choices=[], **kwargs)

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.raw = str(valuelist[0]) if valuelist else ""
        super().process_formdata(valuelist)

    def offer(self, choices: Choices, *, nothing: str) -> None:
        """Set what can be chosen; `nothing` is the line for no choice."""
        self._known = {one for one, _label in choices}
        self.choices = [("", nothing), *((str(one), label) for one, label in choices)]

    @property
    def chosen(self) -> Any:
        """The id; None for none."""
        return self.data if self.data in self._known else None

    def pre_validate(self, form: Any) -> None:
        if getattr(self, "raw", "") and self.chosen is None:
            raise ValidationError(_(_NOT_OFFERED))


class GroupForm(VersionedForm, SubmissionForm):
    """What is written about a group."""

    name = LineField(N_("Name"), [Needed(N_("Bitte geben Sie der Gruppe einen Namen."))], max_length=LONGEST_GROUP_NAME)
    purpose = LongTextField(N_("Woran arbeitet sie?"), max_length=LONGEST_PURPOSE)


class JoiningForm(Form):
    """Somebody comes into a group."""

    contact_id = OneOfField(N_("Aus dem Netzwerk"))
    account_id = OneOfField(N_("Aus dem Kollegium"))
    since = DateField(N_("Dabei seit"), [Needed(N_("Bitte geben Sie einen Tag an."))])
    is_speaker = BooleanField(N_("Spricht für die Gruppe"))

    def __init__(self, *, contacts: Choices, staff: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.contact_id.offer(contacts, nothing=_("Bitte wählen"))
        self.account_id.offer(staff, nothing=_("Bitte wählen"))


class MembershipForm(VersionedForm):
    """From when to when somebody belongs to a group."""

    since = DateField(N_("Dabei seit"), [Needed(N_("Bitte geben Sie einen Tag an."))])
    until = DateField(N_("Dabei bis"), [Optional()])
    is_speaker = BooleanField(N_("Spricht für die Gruppe"))


class LinkSeriesForm(Form):
    """Which Runder Tisch a group meets as."""

    round_table_id = OneOfField(N_("Runder Tisch"))

    def __init__(self, *, series: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.round_table_id.offer(series, nothing=_("Bitte wählen"))

    def validate_round_table_id(self, field: OneOfField) -> None:
        if field.chosen is None:
            raise ValidationError(_("Bitte wählen Sie einen Runden Tisch."))


class BeginSeriesForm(SubmissionForm):
    """A Runder Tisch for a group."""

    title = LineField(
        N_("Name"), [Needed(N_("Bitte geben Sie dem Runden Tisch einen Namen."))], max_length=LONGEST_TITLE
    )
    place_id = PlaceField(N_("Sozialraum"))
    rhythm = EnumField(N_("Wie oft?"), Rhythm, default=Rhythm.QUARTERLY.value)
    venue = LineField(N_("Wo treffen wir uns meistens?"), max_length=LONGEST_VENUE)

    def __init__(self, *, places: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.place_id.offer(places, nothing=_("Bitte wählen"))

    def validate_place_id(self, field: PlaceField) -> None:
        if field.chosen is None:
            raise ValidationError(_("Bitte wählen Sie einen Sozialraum, für den Sie zuständig sind."))


class IdeaForm(VersionedForm, SubmissionForm):
    """An idea for a Maßnahme."""

    text = LongTextField(
        N_("Idee"), [Needed(N_("Bitte schreiben Sie die Idee in einem Satz auf."))], max_length=LONGEST_IDEA
    )
    member_id = OneOfField(N_("Von wem aus der Gruppe?"))

    def __init__(self, *, members: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.member_id.offer(members, nothing=_("Von der ganzen Gruppe"))


class DropIdeaForm(Form):
    """Why nothing comes of an idea."""

    reason = LineField(
        N_("Warum nicht?"),
        [Needed(N_("Bitte schreiben Sie, warum die Idee verworfen wird."))],
        max_length=LONGEST_IDEA_REASON,
    )
