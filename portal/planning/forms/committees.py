"""Forms of the register of Gremien."""

from typing import Any

from wtforms import DateField, TimeField
from wtforms.validators import Optional

from portal.kernel.text import N_
from portal.planning.terms.committees import (
    LONGEST_COMMITTEE,
    LONGEST_FUNCTION,
    LONGEST_MEMBER,
    LONGEST_SESSION_PLACE,
    LONGEST_TASK,
    CommitteeKind,
    Part,
)
from portal.web.choosing import Choices, EnumField, PlaceField
from portal.web.forms import Form, LineField, LongTextField, Needed, SubmissionForm, VersionedForm
from portal.web.i18n import _


class CommitteeForm(VersionedForm, SubmissionForm):
    """What is written about a Gremium."""

    name = LineField(N_("Name"), [Needed(N_("Bitte geben Sie dem Gremium einen Namen."))], max_length=LONGEST_COMMITTEE)
    kind = EnumField(N_("Art"), CommitteeKind)
    sozialraum_id = PlaceField(N_("Zuständig für"))
    task = LongTextField(N_("Aufgabe"), max_length=LONGEST_TASK)

    def __init__(self, *, places: Choices, whole_county: bool, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.sozialraum_id.offer(places, nothing=_("den ganzen Landkreis") if whole_county else _("Bitte wählen"))


class MemberForm(Form):
    """Somebody who belongs to a Gremium."""

    stakeholder_id = PlaceField(N_("Akteur aus dem Netzwerk"))
    name = LineField(N_("oder ein Name"), max_length=LONGEST_MEMBER)
    function = LineField(N_("Funktion"), max_length=LONGEST_FUNCTION)

    def __init__(self, *, stakeholders: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.stakeholder_id.offer(stakeholders, nothing=_("keiner"))


class SessionForm(VersionedForm, SubmissionForm):
    """When and where a Gremium meets."""

    held_on = DateField(N_("Tag"), [Needed(N_("Bitte geben Sie den Tag der Sitzung an."))])
    begins_at = TimeField(N_("Beginn"), [Optional()])
    venue = LineField(N_("Ort"), max_length=LONGEST_SESSION_PLACE)


def responsibility_form(fields: Choices, **kwargs: Any) -> Form:
    """A form with one line for each Handlungsfeld; the field of one is called `part_` and its id in hexadecimal."""
    lines = {f"part_{key.hex}": EnumField(name, Part, nothing=N_("keine")) for key, name in fields}
    made: type[Form] = type("ResponsibilityForm", (Form,), lines)
    return made(**kwargs)
