"""Forms in which a wall is prepared."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from markupsafe import Markup
from wtforms import BooleanField, Field, IntegerField, RadioField, SelectField
from wtforms.validators import NumberRange, ValidationError

from portal.kernel.text import N_, clean_text
from portal.walls.terms import Naming, WallState
from portal.walls.terms.states import LONGEST_TITLE, MOST_COLUMNS, MOST_DOTS
from portal.walls.terms.templates import TEMPLATES
from portal.web.forms import Form, LineField, Needed, VersionedForm, as_uuid
from portal.web.i18n import _

Choices = Sequence[tuple[UUID, str]]

_NO_TITLE = N_("Bitte geben Sie der Wand einen Titel.")
_DOTS = N_("Möglich sind 0 bis 20 Punkte je Person.")
_LONGEST_CELL = 400


class StateFilterForm(Form):
    """Narrows the list of the staff."""

    stand = SelectField(N_("Stand"), validate_choice=False)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.stand.choices = [("", _("Alle")), *((state.value, _(state.label)) for state in WallState)]


class _PlacedForm(Form):
    """A form that says where a wall belongs."""

    sozialraum_id = SelectField(N_("Sozialraum"), coerce=as_uuid, validate_choice=False)
    consultation_id = SelectField(N_("Verfahren"), coerce=as_uuid, validate_choice=False)

    def offer(self, *, places: Choices, consultations: Choices) -> None:
        """What this person can choose from."""
        self._places = {place_id for place_id, _label in places}
        self._consultations = {consultation_id for consultation_id, _label in consultations}
        self.sozialraum_id.choices = [("", _("Bitte wählen")), *((str(one), label) for one, label in places)]
        self.consultation_id.choices = [
            ("", _("Zu keinem Verfahren")),
            *((str(one), label) for one, label in consultations),
        ]

    def validate_sozialraum_id(self, field: SelectField) -> None:
        if field.data not in self._places:
            field.data = None
            raise ValidationError(_("Bitte wählen Sie einen Sozialraum, für den Sie zuständig sind."))

    def validate_consultation_id(self, field: SelectField) -> None:
        if field.data is not None and field.data not in self._consultations:
            field.data = None
            raise ValidationError(_("Dieses Verfahren gibt es nicht. Bitte wählen Sie noch einmal."))


class NewWallForm(_PlacedForm):
    """What is needed to begin: what it will be used for, and where."""

    template = RadioField(N_("Wofür ist die Wand?"), [Needed(N_("Bitte wählen Sie, womit Sie beginnen möchten."))])
    title = LineField(N_("Titel"), max_length=LONGEST_TITLE)

    def __init__(self, *, places: Choices, consultations: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.offer(places=places, consultations=consultations)
        self.template.choices = [(one.name, _(one.title)) for one in TEMPLATES]


@dataclass
class ColumnRow:
    """One column as it stands in the form."""

    id: str = ""
    title: str = ""
    hint: str = ""

    @property
    def known_id(self) -> UUID | None:
        """Which column it is; None for a new one."""
        return as_uuid(self.id)


def _not_drawn(field: Field, **kwargs: Any) -> Markup:
    """The template draws the lines itself."""
    return Markup()


class ColumnsField(Field):
    """The columns from left to right; lines without a title are left out."""

    data: list[ColumnRow]

    def __init__(self, label: str = "", **kwargs: Any) -> None:
        super().__init__(label, widget=_not_drawn, **kwargs)

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        self.process_errors = []
        self.data = list(data) if isinstance(data, (list, tuple)) else []
        if formdata is None:
            return
        parts = [formdata.getlist(f"{self.name}_{part}") for part in ("id", "title", "hint")]
        rows = [
            [clean_text(str(value), lines=False)[:_LONGEST_CELL] for value in row] for row in zip(*parts, strict=False)
        ]
        self.data = [ColumnRow(*row) for row in rows[: MOST_COLUMNS + 3]]

    @property
    def filled(self) -> list[ColumnRow]:
        """The lines that say something."""
        return [row for row in self.data if row.title or row.hint]


class SettingsForm(VersionedForm, _PlacedForm):
    """Everything about a wall."""

    title = LineField(N_("Titel"), [Needed(_NO_TITLE)], max_length=LONGEST_TITLE)
    columns = ColumnsField(N_("Spalten"))
    naming = RadioField(N_("Namen auf Karten"), validate_choice=False)
    covered = BooleanField(N_("Neue Karten hängen verdeckt, bis Sie sie umdrehen"))
    dots_per_person = IntegerField(
        N_("Punkte je Person"), [NumberRange(min=0, max=MOST_DOTS, message=_DOTS)], default=3
    )
    stacking = BooleanField(N_("Mehrere Punkte einer Person an derselben Stelle sind erlaubt"))
    secret_dots = BooleanField(N_("Wo Punkte kleben, ist geheim, bis Sie das Punkten beenden"))
    needs_slip = BooleanField(N_("Punkte kleben kann nur, wer einen Stimmzettel mit Code hat"))

    def __init__(self, *, places: Choices, consultations: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.offer(places=places, consultations=consultations)
        self.naming.choices = [(one.value, _(one.label)) for one in Naming]

    @property
    def chosen_naming(self) -> Naming:
        """How cards name their authors; anonymous when what came is none of the choices."""
        return next((one for one in Naming if one.value == self.naming.data), Naming.ANONYMOUS)
