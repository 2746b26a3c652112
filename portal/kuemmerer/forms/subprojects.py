"""Forms of the Teilprojekte."""

from typing import Any

from wtforms import DateField, FileField, HiddenField
from wtforms.validators import Optional

from portal.kernel.text import N_
from portal.kuemmerer.forms.groups import OneOfField
from portal.kuemmerer.terms.subprojects import (
    LONGEST_CAPTION,
    LONGEST_COUNTED,
    LONGEST_GOAL,
    LONGEST_MILESTONE,
    LONGEST_MOVE_NOTE,
    LONGEST_SUB_PROJECT_NAME,
    LONGEST_UNIT,
    SubProjectKind,
    SubProjectState,
)
from portal.web.choosing import Choices, EnumField, SeveralField
from portal.web.forms import Form, LineField, LongTextField, Needed, SubmissionForm, VersionedForm
from portal.web.i18n import _


class SubProjectForm(VersionedForm, SubmissionForm):
    """What is written about a Teilprojekt."""

    name = LineField(
        N_("Name"), [Needed(N_("Bitte geben Sie dem Teilprojekt einen Namen."))], max_length=LONGEST_SUB_PROJECT_NAME
    )
    kind = EnumField(N_("Art"), SubProjectKind, default=SubProjectKind.TRANSPORT.value)
    goal = LongTextField(N_("Ziel"), max_length=LONGEST_GOAL)
    group_id = OneOfField(N_("Arbeitsgruppe"))
    place_ids = SeveralField(N_("Orte"))
    begins_on = DateField(N_("Beginn"), [Optional()])
    ends_on = DateField(N_("Ende"), [Optional()])
    #: The idea of a group that it takes up.
    idea = HiddenField()

    def __init__(self, *, groups: Choices, places: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.group_id.offer(groups, nothing=_("keine"))
        self.place_ids.offer(places)


class SubProjectFilterForm(Form):
    """What narrows the Teilprojekte of a project."""

    art = EnumField(N_("Art"), SubProjectKind, nothing=N_("Alle"))
    gruppe = OneOfField(N_("Arbeitsgruppe"))
    stand = EnumField(N_("Stand"), SubProjectState, nothing=N_("Alle"))

    def __init__(self, *, groups: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.gruppe.offer(groups, nothing=_("Alle"))


class MoveForm(VersionedForm):
    """Into another column of the board."""

    state = EnumField(N_("Stand"), SubProjectState)
    text = LineField(N_("Warum?"), max_length=LONGEST_MOVE_NOTE)


class MilestoneForm(VersionedForm, SubmissionForm):
    """What is to be reached by a day."""

    title = LineField(
        N_("Was soll erreicht sein?"),
        [Needed(N_("Bitte schreiben Sie, was erreicht sein soll."))],
        max_length=LONGEST_MILESTONE,
    )
    due_on = DateField(N_("Bis wann?"), [Needed(N_("Bitte geben Sie einen Tag an."))])
    done_on = DateField(N_("Erreicht am"), [Optional()])


class CountedForm(SubmissionForm):
    """What is counted each quarter."""

    name = LineField(
        N_("Was wird gezählt?"),
        [Needed(N_("Bitte schreiben Sie, was gezählt wird, zum Beispiel: Fahrten."))],
        max_length=LONGEST_COUNTED,
    )
    unit = LineField(N_("Einheit"), max_length=LONGEST_UNIT)


class PhotoNoteForm(SubmissionForm):
    """A photo with a sentence."""

    photo = FileField(N_("Foto"))
    caption = LineField(N_("Was ist zu sehen?"), max_length=LONGEST_CAPTION)

    #: A photo that was sent before and waits for a shorter sentence (`uploads.seal_photo`).
    photo_note = HiddenField()


class NeedSearchForm(Form):
    """Words to find a Bedarf with."""

    q = LineField(N_("Bedarf suchen"))


class MeasureSearchForm(Form):
    """Words to find a Maßnahme with."""

    q = LineField(N_("Maßnahme suchen"))
