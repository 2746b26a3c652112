"""Forms of the inbox and of Bedarfe."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from wtforms import BooleanField, DateField, HiddenField, RadioField, SearchField, SelectField, SelectMultipleField
from wtforms.validators import Optional, ValidationError

from portal.kernel.text import N_
from portal.needs.terms import (
    DESCRIPTION_LONGEST,
    EVIDENCE_BY_HAND,
    NOTE_LONGEST,
    QUOTE_LONGEST,
    REASON_LONGEST,
    SENTENCE_LONGEST,
    TITLE_LONGEST,
    Due,
    NeedSort,
    NeedStatus,
    Stance,
)
from portal.web.forms import Form, LineField, LongTextField, Needed, as_uuid
from portal.web.i18n import _

Choices = Sequence[tuple[UUID, str]]
_NOT_OFFERED = N_("Diese Auswahl gibt es nicht (mehr). Bitte wählen Sie neu.")


class ChoiceField(SelectField):
    """One of a list of things with ids; the first line is for none of them."""

    def __init__(self, label: str = "", validators: Any = None, **kwargs: Any) -> None:
        super().__init__(label, validators, coerce=as_uuid, **kwargs)
        self.offer([], nothing="")

    def offer(self, choices: Choices, *, nothing: str) -> None:
        """Set what can be chosen; `nothing` is the line for no choice."""
        self.known = frozenset(chosen for chosen, _label in choices)
        self.choices = [("", nothing), *((str(chosen), label) for chosen, label in choices)]

    def pre_validate(self, form: Any) -> None:
        given = bool(self.raw_data and str(self.raw_data[0]).strip())
        if given and self.data not in self.known:
            raise ValidationError(_(_NOT_OFFERED))


class SeveralField(SelectMultipleField):
    """Any of a list of things with ids."""

    def __init__(self, label: str = "", validators: Any = None, **kwargs: Any) -> None:
        super().__init__(label, validators, coerce=as_uuid, **kwargs)
        self.offer([])

    def offer(self, choices: Choices) -> None:
        """Set what can be chosen."""
        self.known = frozenset(chosen for chosen, _label in choices)
        self.choices = [(str(chosen), label) for chosen, label in choices]

    def pre_validate(self, form: Any) -> None:
        if any(chosen not in self.known for chosen in self.data or ()):
            raise ValidationError(_(_NOT_OFFERED))

    @property
    def chosen(self) -> frozenset[UUID]:
        return frozenset(chosen for chosen in self.data or () if chosen is not None)


class NeedForm(Form):
    """The words, place and subject of a Bedarf."""

    title = LineField(
        N_("Titel"),
        [Needed(N_("Bitte geben Sie dem Bedarf einen Titel."))],
        max_length=TITLE_LONGEST,
        description=N_("Was wird gebraucht? Kurz und so, dass auch Bürgerinnen und Bürger ihn lesen können."),
    )
    description = LongTextField(N_("Beschreibung"), max_length=DESCRIPTION_LONGEST)
    sozialraum_id = ChoiceField(N_("Sozialraum"), [Needed(N_("Bitte wählen Sie einen Ort aus der Liste."))])
    action_field_id = ChoiceField(N_("Handlungsfeld"))
    target_group_ids = SeveralField(N_("Zielgruppen"))
    basic_function_ids = SeveralField(N_("Grunddaseinsfunktionen"))
    #: How the Bedarf is called on public pages, once it has an answer.
    public_title = LineField(N_("Titel auf öffentlichen Seiten"), max_length=TITLE_LONGEST)
    #: Version of the Bedarf that was shown.
    version = HiddenField()

    def __init__(
        self,
        *,
        places: Choices,
        action_fields: Choices,
        target_groups: Choices,
        basic_functions: Choices,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.sozialraum_id.offer(places, nothing=_("Bitte wählen"))
        self.action_field_id.offer(action_fields, nothing=_("noch offen"))
        self.target_group_ids.offer(target_groups)
        self.basic_function_ids.offer(basic_functions)

    @property
    def shown_version(self) -> int:
        """The version the form was shown with; -1 when what came is no number."""
        return whole_number(self.version.data)


def whole_number(raw: object) -> int:
    """A small whole number out of a hidden field; -1 for anything else."""
    text = str(raw or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else -1


class ReasonForm(Form):
    """Why an entry is no Bedarf: a ready sentence, or one's own."""

    reason = RadioField(N_("Was trifft zu?"), validate_choice=False)
    own_words = LongTextField(N_("Eigener Satz"), max_length=REASON_LONGEST)


class PassagesForm(Form):
    """An entry taken apart."""

    passages = LongTextField(
        N_("Teile"), [Needed(N_("Bitte trennen Sie den Text in mindestens zwei Teile."))], max_length=20_000
    )


class SearchForm(Form):
    """Finding a Bedarf by words or number."""

    q = SearchField(N_("Bedarf suchen"))


class InboxFilterForm(Form):
    """What the inbox is narrowed by."""

    ort = ChoiceField(N_("Ort"))
    kanal = SelectField(N_("Kanal"), validate_choice=False)
    art = SelectField(N_("Art"), validate_choice=False)
    verfahren = ChoiceField(N_("Verfahren"))
    alter = SelectField(N_("Wartet seit"), validate_choice=False)


class NeedFilterForm(Form):
    """What the list of Bedarfe is narrowed by."""

    q = SearchField(N_("Suche"))
    ort = ChoiceField(N_("Ort"))
    status = SelectField(N_("Status"), validate_choice=False)
    feld = ChoiceField(N_("Handlungsfeld"))
    gruppe = ChoiceField(N_("Zielgruppe"))
    funktion = ChoiceField(N_("Grunddaseinsfunktion"))
    zustaendig = ChoiceField(N_("Zuständig"))
    frist = SelectField(N_("Frist"), validate_choice=False)
    reihenfolge = SelectField(N_("Reihenfolge"), validate_choice=False)

    def offer_states(self) -> None:
        self.status.choices = [("", _("alle")), *((status.value, _(status.label)) for status in NeedStatus)]
        self.frist.choices = [("", _("alle")), *((due.value, _(due.label)) for due in Due)]
        self.reihenfolge.choices = [("", _(NeedSort.NEWEST.label)), (NeedSort.DUE.value, _(NeedSort.DUE.label))]


class MindForm(Form):
    """Who is responsible, and until when."""

    responsible_id = ChoiceField(N_("Zuständig"))
    due_on = DateField(N_("Frist"), [Optional()])

    def __init__(self, *, planners: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.responsible_id.offer(planners, nothing=_("niemand"))

    @property
    def due(self) -> date | None:
        chosen: date | None = self.due_on.data
        return chosen


class NoteForm(Form):
    """An internal note."""

    text = LongTextField(N_("Neue Notiz"), [Needed(N_("Bitte schreiben Sie etwas."))], max_length=NOTE_LONGEST)


class EvidenceForm(Form):
    """A Beleg that is no Wortmeldung."""

    kind = RadioField(N_("Was ist der Beleg?"), [Needed(N_("Bitte wählen Sie, was der Beleg ist."))])
    quote = LongTextField(
        N_("Was sagt er?"), [Needed(N_("Bitte schreiben Sie, was der Beleg sagt."))], max_length=QUOTE_LONGEST
    )
    source = LineField(
        N_("Wo steht das?"),
        max_length=300,
        description=N_("Zum Beispiel Titel und Seite, Amt und Datum. Keine Namen von Privatleuten."),
    )
    stance = RadioField(N_("Spricht der Beleg für oder gegen den Bedarf?"), default=Stance.FOR.value)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.kind.choices = [(kind.value, _(kind.label)) for kind in EVIDENCE_BY_HAND]
        self.stance.choices = [(stance.value, _(stance.label)) for stance in Stance]


class MergeForm(Form):
    """Into which Bedarf, and what the people read."""

    into = HiddenField()
    sentence = LongTextField(N_("Öffentlicher Satz"), max_length=SENTENCE_LONGEST)


class SplitForm(NeedForm):
    """Which Belege go, and what the new Bedarf is called."""

    evidence_ids = SeveralField(N_("Welche Belege gehen in den neuen Bedarf?"))


class DeleteForm(Form):
    """Why a Bedarf is deleted."""

    reason = LongTextField(
        N_("Warum wird der Bedarf gelöscht?"),
        [Needed(N_("Bitte schreiben Sie, warum der Bedarf gelöscht wird."))],
        max_length=SENTENCE_LONGEST,
    )


class BulkForm(Form):
    """What happens to the chosen Bedarfe."""

    responsible_id = ChoiceField(N_("Zuständig"))
    due_on = DateField(N_("Frist"), [Optional()])
    without_due = BooleanField(N_("Keine Frist mehr"))
    target_group_id = ChoiceField(N_("Zielgruppe"))
    status = SelectField(N_("Neuer Status"), validate_choice=False)
    sentence = LongTextField(N_("Öffentlicher Satz"), max_length=SENTENCE_LONGEST)

    def __init__(self, *, planners: Choices, target_groups: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.responsible_id.offer(planners, nothing=_("Bitte wählen"))
        self.target_group_id.offer(target_groups, nothing=_("Bitte wählen"))
        self.status.choices = [("", _("Bitte wählen"))] + [
            (status.value, _(status.label))
            for status in NeedStatus
            if status not in (NeedStatus.NEW, NeedStatus.MERGED)
        ]
