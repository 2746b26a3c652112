"""Forms of the pages for phones."""

from wtforms import HiddenField

from portal.kernel.text import N_
from portal.walls.terms.states import LONGEST_CARD, LONGEST_FIRST_NAME
from portal.web.forms import Form, LineField, LongTextField, SubmissionForm


class RoomCodeForm(Form):
    """Finds a wall by its room code."""

    code = LineField(N_("Raum-Code"), max_length=40)


class CardForm(SubmissionForm):
    """A card from a phone."""

    text = LongTextField(N_("Ihre Karte"), max_length=LONGEST_CARD)
    name = LineField(N_("Ihr Vorname"), max_length=LONGEST_FIRST_NAME)
    #: The column it goes to.
    column = HiddenField()


class DotForm(SubmissionForm):
    """One dot from a phone. `spot` is "g:" or "k:" with the id of the cluster or card."""

    spot = HiddenField()


class SlipForm(Form):
    """The voting code of a printed slip."""

    slip = LineField(N_("Code auf Ihrem Stimmzettel"), max_length=40)
