"""Forms of the Austauschtreffen."""

from typing import Any

from wtforms import DateField

from portal.kernel.text import N_
from portal.kuemmerer.terms.exchange import LONGEST_PLACE, LONGEST_SHARE, LONGEST_TOPICS
from portal.web.choosing import Choices, PlaceField
from portal.web.forms import Form, LineField, LongTextField, Needed, SubmissionForm, VersionedForm
from portal.web.i18n import _


class ExchangeForm(VersionedForm, SubmissionForm):
    """When and where, and what it is about."""

    held_on = DateField(N_("Tag"), [Needed(N_("Bitte geben Sie den Tag an."))])
    place = LineField(N_("Wo"), max_length=LONGEST_PLACE)
    topics = LongTextField(N_("Themen"), max_length=LONGEST_TOPICS)


class ShareForm(Form):
    """What one project shows the others."""

    project_id = PlaceField(N_("Projekt"), validators=[Needed(N_("Bitte wählen Sie ein Projekt."))])
    text = LineField(
        N_("Was es zeigt"),
        [Needed(N_("Bitte schreiben Sie in einem Satz, was dieses Projekt zeigt."))],
        max_length=LONGEST_SHARE,
    )

    def __init__(self, *, projects: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.project_id.offer(projects, nothing=_("Bitte wählen"))
