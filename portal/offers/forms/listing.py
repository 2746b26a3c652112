"""Forms that narrow lists, read files, and let readers say what is wrong."""

from collections.abc import Sequence
from typing import Any

from werkzeug.datastructures import FileStorage
from wtforms import BooleanField, FileField, HiddenField, SearchField, SelectField
from wtforms.validators import ValidationError

from portal.kernel.text import N_
from portal.offers.terms.kinds import LONGEST_CONTACT, LONGEST_REPORT, OfferKind, WorkFilter
from portal.web.choosing import Choices, PlaceField, options
from portal.web.forms import Form, LineField, LongTextField, Needed, SubmissionForm
from portal.web.i18n import _


class FilterForm(Form):
    """What the list of the staff is narrowed by; it stands in the address."""

    q = SearchField(N_("Suche"))
    ort = PlaceField(N_("Ort"))
    art = SelectField(N_("Art"), validate_choice=False)
    stand = SelectField(N_("Stand"), validate_choice=False)

    def __init__(self, *, places: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.ort.offer(places, nothing=_("alle"))
        self.art.choices = options(OfferKind, nothing=_("alle"))
        self.stand.choices = options(WorkFilter, nothing=_("alle außer beendeten"))


class PublicFilterForm(Form):
    """What residents look for."""

    q = SearchField(N_("Was suchen Sie?"))
    ort = SelectField(N_("Wo?"), validate_choice=False)
    art = SelectField(N_("Welche Art?"), validate_choice=False)
    offen = BooleanField(N_("Nur was jetzt geöffnet ist"))

    def __init__(self, *, places: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.ort.choices = [("", _("im ganzen Landkreis")), *places]
        self.art.choices = options(OfferKind, nothing=_("alle"))


class ImportForm(Form):
    """A file."""

    file = FileField(N_("Datei"))

    def validate_file(self, field: FileField) -> None:
        if not isinstance(field.data, FileStorage) or not field.data.filename:
            raise ValidationError(_("Bitte wählen Sie eine Datei aus: Excel (.xlsx) oder CSV."))


class TakeOverForm(Form):
    """Take over what was shown, and only that."""

    fingerprint = HiddenField()


class ReportForm(SubmissionForm):
    """What a reader found wrong."""

    text = LongTextField(
        N_("Was stimmt nicht?"),
        [Needed(N_("Bitte schreiben Sie kurz, was nicht stimmt."))],
        max_length=LONGEST_REPORT,
    )
    contact = LineField(N_("Telefon oder E-Mail für Rückfragen"), max_length=LONGEST_CONTACT)
