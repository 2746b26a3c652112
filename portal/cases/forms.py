"""Forms of the Fälle."""

from typing import Any

from wtforms import BooleanField, DateField
from wtforms.validators import Optional, ValidationError

from portal.cases.terms import (
    LONGEST_CONCERN,
    LONGEST_CONTACT,
    LONGEST_ENTRY,
    LONGEST_GUIDED_TO,
    LONGEST_NAME,
    LONGEST_NEED,
    LONGEST_REASON,
    LONGEST_RESULT,
    Guidance,
    WayOfContact,
)
from portal.kernel.text import N_
from portal.web.choosing import Choices, EnumField, PlaceField, SeveralField
from portal.web.forms import Form, LineField, LongTextField, Needed, SubmissionForm, VersionedForm
from portal.web.i18n import _

_GONE = N_("Diese Auswahl gibt es nicht (mehr). Bitte wählen Sie neu.")


class CaseForm(VersionedForm, SubmissionForm):
    """What is written about a Fall; the first three fields are enough at the door."""

    concern = LongTextField(
        N_("Worum geht es?"), [Needed(N_("Bitte schreiben Sie, worum es geht."))], max_length=LONGEST_CONCERN
    )
    name = LineField(N_("Wer fragt?"), max_length=LONGEST_NAME)
    contact = LineField(N_("Wie erreichbar?"), max_length=LONGEST_CONTACT)
    sozialraum_id = PlaceField(N_("Ort"))
    way = EnumField(N_("Wie kam der Kontakt zustande?"), WayOfContact, default=WayOfContact.AT_THE_DOOR.value)
    target_group_id = PlaceField(N_("Zielgruppe"))
    guidance = EnumField(N_("Wohin weitergeführt?"), Guidance, default=Guidance.OPEN.value)
    guided_to = LineField(N_("An wen genau?"), max_length=LONGEST_GUIDED_TO)
    follow_up_on = DateField(N_("Wiedervorlage am"), [Optional()])

    def __init__(self, *, places: Choices, groups: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.sozialraum_id.offer(places, nothing=_("Bitte wählen"))
        self.target_group_id.offer(groups, nothing=_("keine Angabe"))

    def validate_sozialraum_id(self, field: PlaceField) -> None:
        if field.chosen is None:
            raise ValidationError(_("Bitte wählen Sie einen Sozialraum, für den Sie zuständig sind."))

    def validate_target_group_id(self, field: PlaceField) -> None:
        if field.data is not None and field.chosen is None:
            raise ValidationError(_(_GONE))


class EntryForm(VersionedForm, SubmissionForm):
    """What happened today."""

    text = LongTextField(N_("Was war?"), [Needed(N_("Bitte schreiben Sie, was war."))], max_length=LONGEST_ENTRY)
    follow_up_on = DateField(N_("Wiedervorlage am"), [Optional()])


class CloseForm(VersionedForm):
    """What came of it."""

    result = LongTextField(
        N_("Was wurde daraus?"),
        [Needed(N_("Bitte schreiben Sie in einem Satz, was daraus wurde."))],
        max_length=LONGEST_RESULT,
    )
    guidance = EnumField(N_("Wohin weitergeführt?"), Guidance, default=Guidance.OPEN.value)
    guided_to = LineField(N_("An wen genau?"), max_length=LONGEST_GUIDED_TO)


class NeedForm(SubmissionForm):
    """A need in one's own words, without the person."""

    text = LongTextField(
        N_("Was fehlt oder wird gebraucht?"),
        [Needed(N_("Bitte schreiben Sie, was fehlt oder gebraucht wird."))],
        max_length=LONGEST_NEED,
    )
    sozialraum_id = PlaceField(N_("Ort"))
    action_field_id = PlaceField(N_("Handlungsfeld"))
    checked = BooleanField(N_("Ich habe den Text geprüft: Die Person ist darin nicht zu erkennen."))

    def __init__(self, *, places: Choices, fields: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.sozialraum_id.offer(places, nothing=_("Bitte wählen"))
        self.action_field_id.offer(fields, nothing=_("keine Angabe"))

    def validate_sozialraum_id(self, field: PlaceField) -> None:
        if field.chosen is None:
            raise ValidationError(_("Bitte wählen Sie einen Sozialraum, für den Sie zuständig sind."))

    def validate_action_field_id(self, field: PlaceField) -> None:
        if field.data is not None and field.chosen is None:
            raise ValidationError(_(_GONE))


class DeputyForm(Form):
    """Who stands in, and when."""

    deputy_id = PlaceField(N_("Wer vertritt Sie?"))
    starts_on = DateField(N_("Erster Tag"), [Needed(N_("Bitte geben Sie den ersten Tag an."))])
    ends_on = DateField(N_("Letzter Tag"), [Optional()])

    def __init__(self, *, people: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.deputy_id.offer(people, nothing=_("Bitte wählen"))

    def validate_deputy_id(self, field: PlaceField) -> None:
        if field.chosen is None:
            raise ValidationError(_("Bitte wählen Sie, wer Sie vertritt."))


class BreakGlassForm(Form):
    """Whose Fälle, and why."""

    keeper_id = PlaceField(N_("Wessen Fälle?"))
    reason = LongTextField(
        N_("Warum ist das nötig?"),
        [Needed(N_("Bitte schreiben Sie, warum das nötig ist."))],
        max_length=LONGEST_REASON,
    )

    def __init__(self, *, people: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.keeper_id.offer(people, nothing=_("Bitte wählen"))

    def validate_keeper_id(self, field: PlaceField) -> None:
        if field.chosen is None:
            raise ValidationError(_("Bitte wählen Sie, um wessen Fälle es geht."))


class HandOverForm(Form):
    """Which Fälle, and to whom."""

    case_ids = SeveralField(N_("Diese Fälle"))
    to_id = PlaceField(N_("Wer führt sie weiter?"))

    def __init__(self, *, cases: Choices, people: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.case_ids.offer(cases)
        self.to_id.offer(people, nothing=_("Bitte wählen"))

    def validate_case_ids(self, field: SeveralField) -> None:
        if not field.chosen:
            raise ValidationError(_("Bitte wählen Sie mindestens einen Fall aus."))

    def validate_to_id(self, field: PlaceField) -> None:
        if field.chosen is None:
            raise ValidationError(_("Bitte wählen Sie, wer die Fälle weiterführt."))
