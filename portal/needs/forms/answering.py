"""Forms of public answers and their ready sentences, in plain German and in Leichte Sprache."""

from datetime import date
from typing import Any

from wtforms import DateField, HiddenField, RadioField, SelectField
from wtforms.validators import Optional

from portal.kernel.text import N_
from portal.needs.terms import SENTENCE_LONGEST, NeedStatus
from portal.needs.terms.telling import CHECKER_LONGEST, Simple
from portal.web.forms import Form, LineField, LongTextField, Needed
from portal.web.i18n import _


class SimpleFields(Form):
    """A sentence in Leichte Sprache with the mark of those who checked it."""

    simple_text = LongTextField(
        N_("Dasselbe in Leichter Sprache"),
        max_length=SENTENCE_LONGEST,
        description=N_(
            "Kurze Sätze, jeder auf einer eigenen Zeile. Steht überall neben dem Satz, wo Menschen ihn lesen."
        ),
    )
    simple_checked_by = LineField(
        N_("Geprüft von"),
        max_length=CHECKER_LONGEST,
        description=N_("Name der Prüfgruppe, zum Beispiel „Prüfgruppe der Lebenshilfe“."),
    )
    simple_checked_on = DateField(N_("Geprüft am"), [Optional()])

    @property
    def simple(self) -> Simple:
        """What was typed."""
        day: date | None = self.simple_checked_on.data
        text = str(self.simple_text.data or "")
        return Simple(text.strip(), str(self.simple_checked_by.data or "").strip(), day)


class AnswerForm(SimpleFields):
    """A new status with its public sentence."""

    status = RadioField(N_("Neuer Status"), validate_choice=False)
    sentence = LongTextField(
        N_("Öffentlicher Satz"),
        max_length=SENTENCE_LONGEST,
        description=N_("Diesen Satz lesen alle, die sich zu diesem Bedarf gemeldet haben."),
    )
    version = HiddenField()

    @property
    def chosen(self) -> NeedStatus | None:
        """The chosen status, None for anything that is none."""
        return NeedStatus(self.status.data) if self.status.data in set(NeedStatus) else None


class TextModuleForm(SimpleFields):
    """A ready sentence for public answers."""

    status = SelectField(N_("Status"))
    text = LongTextField(
        N_("Satz"),
        [Needed(N_("Bitte schreiben Sie einen Satz."))],
        max_length=SENTENCE_LONGEST,
        description=N_(
            "Lücken in eckigen Klammern, zum Beispiel [Name der Stelle], müssen vor dem Senden gefüllt werden."
        ),
    )

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.status.choices = [(status.value, _(status.label)) for status in NeedStatus if status is not NeedStatus.NEW]
