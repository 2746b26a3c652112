"""Forms of Beschlussvorlagen, their Beratungsfolge and the county's template."""

from typing import Any

from wtforms import DateField, FileField
from wtforms.validators import Optional, ValidationError

from portal.kernel.text import N_
from portal.planning.terms.decisions import (
    LONGEST_AGENDA_ITEM,
    LONGEST_REVIEW,
    LONGEST_WORDING,
    MOST_VOTES,
    DeliberationRole,
    Result,
)
from portal.planning.terms.papers import (
    LONGEST_ADDRESS,
    LONGEST_OUTSIDE_NUMBER,
    LONGEST_PAPER_TEXT,
    LONGEST_PAPER_TITLE,
    LONGEST_PROPOSAL,
)
from portal.web.choosing import Choices, EnumField, PlaceField
from portal.web.forms import Form, LineField, LongTextField, Needed, SubmissionForm, VersionedForm
from portal.web.i18n import _


class PaperForm(VersionedForm, SubmissionForm):
    """What is written in a Beschlussvorlage."""

    title = LineField(
        N_("Titel"), [Needed(N_("Bitte geben Sie der Vorlage einen Titel."))], max_length=LONGEST_PAPER_TITLE
    )
    dated_on = DateField(N_("Datum der Vorlage"), [Needed(N_("Bitte geben Sie das Datum an."))])
    facts = LongTextField(N_("Sachverhalt"), max_length=LONGEST_PAPER_TEXT)
    evidence = LongTextField(N_("Was für und gegen den Bedarf spricht"), max_length=LONGEST_PAPER_TEXT)
    costs = LongTextField(N_("Kosten und Finanzierung"), max_length=LONGEST_PAPER_TEXT)
    proposal = LongTextField(N_("Beschlussvorschlag"), max_length=LONGEST_PROPOSAL)
    outside_number = LineField(N_("Nummer im Ratsinformationssystem"), max_length=LONGEST_OUTSIDE_NUMBER)
    outside_address = LineField(N_("Adresse im Ratsinformationssystem"), max_length=LONGEST_ADDRESS)


class DeliberationForm(Form):
    """One more station of the Beratungsfolge."""

    session_id = PlaceField(N_("Sitzung"))
    role = EnumField(N_("Was soll das Gremium tun?"), DeliberationRole)
    agenda_item = LineField(N_("TOP"), max_length=LONGEST_AGENDA_ITEM)

    def __init__(self, *, sessions: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.session_id.offer(sessions, nothing=_("Bitte wählen"))

    def validate_session_id(self, field: PlaceField) -> None:
        if field.chosen is None:
            raise ValidationError(_("Bitte wählen Sie eine Sitzung."))


class VotesField(LineField):
    """A number of votes that may be left out."""

    @property
    def number(self) -> int | None:
        """The number; None for nothing and for what is none."""
        typed = str(self.data or "")
        return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 4 else None

    def pre_validate(self, form: Any) -> None:
        if self.data and self.number is None:
            raise ValidationError(_("Stimmen sind ganze Zahlen von 0 bis %(most)s.", most=MOST_VOTES))


class ResultForm(VersionedForm):
    """What came out of a session."""

    result = EnumField(N_("Ergebnis"), Result, nothing=N_("Bitte wählen"))
    votes_yes = VotesField(N_("Ja"), max_length=20)
    votes_no = VotesField(N_("Nein"), max_length=20)
    votes_abstained = VotesField(N_("Enthaltungen"), max_length=20)
    agenda_item = LineField(N_("TOP"), max_length=LONGEST_AGENDA_ITEM)
    decided_on = DateField(N_("Datum des Beschlusses"), [Optional()])
    wording = LongTextField(N_("Wortlaut des Beschlusses"), max_length=LONGEST_WORDING)
    review_on = DateField(N_("Wiedervorlage am"), [Optional()])
    outside_address = LineField(N_("Adresse der Sitzung im Ratsinformationssystem"), max_length=LONGEST_ADDRESS)
    remark = LongTextField(N_("Anmerkung"), max_length=LONGEST_REVIEW)

    def validate_result(self, field: EnumField) -> None:
        if field.chosen is None:
            raise ValidationError(_("Bitte wählen Sie, was herausgekommen ist."))


class ReviewForm(VersionedForm):
    """What became of a Beschluss."""

    review = LongTextField(
        N_("Was ist aus dem Beschluss geworden?"),
        [Needed(N_("Bitte schreiben Sie, was aus dem Beschluss geworden ist."))],
        max_length=LONGEST_REVIEW,
    )
    again_on = DateField(N_("Noch einmal prüfen am"), [Optional()])


class OparlForm(Form):
    """The address of a paper in a council information system."""

    address = LineField(
        N_("OParl-Adresse der Vorlage"), [Needed(N_("Bitte geben Sie die Adresse an."))], max_length=LONGEST_ADDRESS
    )


class TemplateForm(Form):
    """The county's own DOCX."""

    file = FileField(N_("Ihr Muster als Word-Datei (.docx)"))
