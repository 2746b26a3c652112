"""Forms of the inbox, of Bedarfe and of answering. Choices are passed in; rules live in actions."""

from portal.needs.forms.answering import AnswerForm, TextModuleForm
from portal.needs.forms.need import (
    BulkForm,
    ChoiceField,
    Choices,
    DeleteForm,
    EvidenceForm,
    InboxFilterForm,
    MergeForm,
    MindForm,
    NeedFilterForm,
    NeedForm,
    NoteForm,
    PassagesForm,
    ReasonForm,
    SearchForm,
    SeveralField,
    SplitForm,
    whole_number,
)
from portal.needs.forms.picture import PictureForm
from portal.needs.forms.telling import CallForm, CallsForm, LettersForm, NoticeForm, PromiseFilterForm

__all__ = [
    "AnswerForm",
    "BulkForm",
    "CallForm",
    "CallsForm",
    "ChoiceField",
    "Choices",
    "DeleteForm",
    "EvidenceForm",
    "InboxFilterForm",
    "LettersForm",
    "MergeForm",
    "MindForm",
    "NeedFilterForm",
    "NeedForm",
    "NoteForm",
    "NoticeForm",
    "PassagesForm",
    "PictureForm",
    "PromiseFilterForm",
    "ReasonForm",
    "SearchForm",
    "SeveralField",
    "SplitForm",
    "TextModuleForm",
    "whole_number",
]
