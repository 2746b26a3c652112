"""Forms that narrow lists, read files, and hand out addresses."""

from typing import Any
from uuid import UUID

from werkzeug.datastructures import FileStorage
from wtforms import FileField, SearchField, SelectField
from wtforms.validators import ValidationError

from portal.kernel.text import N_
from portal.network.terms import (
    LONGEST_LETTER,
    LONGEST_NAME,
    LONGEST_REASON,
    LONGEST_SUBJECT,
    AddressFormat,
    StakeholderKind,
)
from portal.web.choosing import Choices, EnumField, PlaceField, options
from portal.web.forms import Form, LineField, LongTextField, Needed
from portal.web.i18n import _


class FilterForm(Form):
    """What lists of Akteure are narrowed by; it stands in the address."""

    q = SearchField(N_("Suche"))
    ort = PlaceField(N_("Ort"))
    art = SelectField(N_("Art"), validate_choice=False)
    feld = PlaceField(N_("Handlungsfeld"))

    def __init__(self, *, places: Choices, fields: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.ort.offer(places, nothing=_("alle"))
        self.feld.offer(fields, nothing=_("alle"))
        self.art.choices = options(StakeholderKind, nothing=_("alle"))


class ImportForm(Form):
    """A file, and where rows belong that name no place."""

    file = FileField(N_("Datei"))
    sozialraum_id = PlaceField(N_("Sozialraum für Zeilen ohne Gemeinde"))

    def __init__(self, *, places: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.sozialraum_id.offer(places, nothing=_("Bitte wählen"))

    def validate_file(self, field: FileField) -> None:
        if not isinstance(field.data, FileStorage) or not field.data.filename:
            raise ValidationError(_("Bitte wählen Sie eine Datei aus: Excel (.xlsx), CSV oder vCard (.vcf)."))

    def validate_sozialraum_id(self, field: PlaceField) -> None:
        if field.chosen is None:
            raise ValidationError(_("Bitte wählen Sie einen Sozialraum, für den Sie zuständig sind."))

    def ask_for_the_file_again(self) -> None:
        """Say that the file did not stay: of all that a form holds it is the one thing a browser never keeps."""
        if not self.file.errors:
            self.file.errors = [_("Bitte wählen Sie die Datei noch einmal aus; Ihr Browser hat sie nicht behalten.")]

    @property
    def place_id(self) -> UUID | None:
        return self.sozialraum_id.chosen


class AddressForm(Form):
    """What for, and as what, addresses are handed out."""

    reason = LineField(
        N_("Wofür brauchen Sie die Adressen?"),
        [Needed(N_("Bitte schreiben Sie in wenigen Worten, wofür Sie die Adressen brauchen."))],
        max_length=LONGEST_REASON,
    )
    format = EnumField(N_("Ausgabe"), AddressFormat, default=AddressFormat.TEXT.value)


class LetterForm(Form):
    """One letter to many."""

    reason = LineField(
        N_("Wofür schreiben Sie?"),
        [Needed(N_("Bitte schreiben Sie in wenigen Worten, wofür Sie die Briefe brauchen."))],
        max_length=LONGEST_REASON,
    )
    sender = LineField(
        N_("Absender in einer Zeile"),
        [Needed(N_("Bitte nennen Sie den Absender; er steht klein über der Anschrift."))],
        max_length=LONGEST_NAME,
    )
    place_of_writing = LineField(N_("Ort vor dem Datum"), max_length=60)
    subject = LineField(N_("Betreff"), [Needed(N_("Bitte geben Sie einen Betreff an."))], max_length=LONGEST_SUBJECT)
    text = LongTextField(N_("Text"), [Needed(N_("Bitte schreiben Sie den Brief."))], max_length=LONGEST_LETTER)
    signature = LongTextField(
        N_("Unterschrift"), [Needed(N_("Bitte sagen Sie, wer unterschreibt."))], max_length=LONGEST_NAME
    )
