"""Forms of the moderator's desk."""

from wtforms import HiddenField, IntegerField

from portal.contributions.terms import LONGEST_REASON
from portal.kernel.text import N_
from portal.walls.terms.states import LONGEST_CARD, LONGEST_CLUSTER_TITLE
from portal.web.forms import Form, LineField, LongTextField, SubmissionForm


class TypeCardForm(SubmissionForm):
    """A card that is typed for somebody in the room."""

    text = LongTextField(N_("Was soll auf der Karte stehen?"), max_length=LONGEST_CARD)
    #: The column, or a cluster of it.
    column = HiddenField()


class ChosenCardsForm(Form):
    """What happens with the cards that are ticked."""

    title = LineField(N_("Überschrift der neuen Gruppe"), max_length=LONGEST_CLUSTER_TITLE)
    reason = LineField(N_("Grund für das Ausblenden"), max_length=LONGEST_REASON)


class ClusterForm(Form):
    """A cluster gets another title."""

    title = LineField(N_("Überschrift"), max_length=LONGEST_CLUSTER_TITLE)


class NumberForm(Form):
    """A number: minutes, or dots of the room."""

    number = IntegerField(N_("Anzahl"))
