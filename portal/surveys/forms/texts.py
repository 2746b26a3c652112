"""Forms of the reading view."""

from collections.abc import Sequence

from wtforms import BooleanField, SelectField

from portal.kernel.text import N_
from portal.web.forms import Form, LineField
from portal.web.i18n import _

Lines = Sequence[tuple[str, str]]


class TextFilterForm(Form):
    """Which texts are shown."""

    frage = SelectField(N_("Frage"), validate_choice=False)
    wort = SelectField(N_("Stichwort"), validate_choice=False)
    ungelesen = BooleanField(N_("Nur ungelesene"))

    def offer(self, *, questions: Lines, tags: Lines) -> None:
        """Set what can be chosen."""
        self.frage.choices = [("", _("alle")), *questions]
        self.wort.choices = [("", _("alle")), *tags]


class TagForm(Form):
    """One more tag for a text."""

    label = LineField(N_("Stichwort"), max_length=200)
