"""Forms of the page with personal codes."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from wtforms import IntegerField, SelectField
from wtforms.validators import InputRequired, NumberRange

from portal.kernel.text import N_
from portal.web.forms import Form, LineField, Needed, as_uuid
from portal.web.i18n import _

_LONGEST_NAME = 120
_MOST_NUMBER = 1_000_000


class LettersForm(Form):
    """Makes a batch of letters."""

    name = LineField(
        N_("Wie soll der Stapel heißen?"),
        [Needed(N_("Bitte geben Sie dem Stapel einen Namen, zum Beispiel „Briefe Erkheim“."))],
        max_length=_LONGEST_NAME,
    )
    sozialraum_id = SelectField(N_("Für welche Gemeinde?"), coerce=as_uuid, validate_choice=False)
    size = IntegerField(
        N_("Wie viele Briefe?"),
        [InputRequired(N_("Bitte geben Sie eine Zahl von 1 bis 5.000 an.")), NumberRange(1, 5000)],
    )

    def __init__(self, *, places: Sequence[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.sozialraum_id.choices = [("", _("Keine bestimmte")), *((str(one), name) for one, name in places)]


class BlockForm(Form):
    """Takes one code out of use."""

    batch_id = SelectField(N_("Stapel"), coerce=as_uuid, validate_choice=False)
    number = IntegerField(
        N_("Nummer des Briefs"),
        [
            InputRequired(N_("Bitte geben Sie die Nummer an, die klein auf dem Brief steht.")),
            NumberRange(1, _MOST_NUMBER),
        ],
    )

    def __init__(self, *, batches: Sequence[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(prefix="block-", **kwargs)
        self.batch_id.choices = [(str(one), name) for one, name in batches]
