"""Forms of the list of Nadelkarten, of a new one, and of everything that is said about one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import request
from markupsafe import Markup
from wtforms import BooleanField, DateField, Field, FileField, IntegerField, RadioField, SelectField
from wtforms.validators import NumberRange, Optional, Regexp, ValidationError

from portal.kernel.text import N_, clean_text
from portal.pinmaps.terms import Colour, CommentRule, MapState, ModerationRule, PositionRule, Shape
from portal.pinmaps.terms.states import LONGEST_QUESTION, LONGEST_TEXT, LONGEST_TITLE, MOST_CATEGORIES, MOST_GROUPS
from portal.pinmaps.terms.templates import TEMPLATES
from portal.web.forms import Form, LineField, LongTextField, Needed, VersionedForm, as_uuid
from portal.web.i18n import _

Choices = Sequence[tuple[UUID, str]]

EMPTY = "leer"
#: The area of a map: the boundary of its Sozialraum, or one of its own.
WHOLE, DRAWN = "ganz", "eigen"
#: Characters of a pasted or uploaded area; more is no area that a hand drew.
LONGEST_AREA = 500_000
_PHONE_WANTED = N_("Bitte geben Sie eine Telefonnummer ein, zum Beispiel 08261 995-0.")


class StateFilterForm(Form):
    """Narrows the list of the staff."""

    stand = SelectField(N_("Stand"), validate_choice=False)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.stand.choices = [("", _("Alle")), *((state.value, _(state.label)) for state in MapState)]


class NewMapForm(Form):
    """What is needed to begin: a template, a place, and a title unless the template's will do."""

    template = RadioField(
        N_("Womit möchten Sie beginnen?"), [Needed(N_("Bitte wählen Sie eine Vorlage oder „Leer beginnen“."))]
    )
    title = LineField(N_("Titel"), max_length=LONGEST_TITLE)
    sozialraum_id = SelectField(N_("Sozialraum"), coerce=as_uuid, validate_choice=False)
    consultation_id = SelectField(N_("Verfahren"), coerce=as_uuid, validate_choice=False)

    def __init__(self, *, places: Choices, consultations: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._places = {place_id for place_id, _label in places}
        self._consultations = {consultation_id for consultation_id, _label in consultations}
        self.template.choices = [*((one.name, _(one.title)) for one in TEMPLATES), (EMPTY, _("Leer beginnen"))]
        self.sozialraum_id.choices = [("", _("Bitte wählen")), *_as_texts(places)]
        self.consultation_id.choices = [("", _("Zu keinem Verfahren")), *_as_texts(consultations)]

    def validate_title(self, field: LineField) -> None:
        if not field.data and self.template.data == EMPTY:
            raise ValidationError(_("Bitte geben Sie der Karte einen Titel."))

    def validate_sozialraum_id(self, field: SelectField) -> None:
        _ensure_place(field, self._places)

    def validate_consultation_id(self, field: SelectField) -> None:
        _ensure_consultation(field, self._consultations)


@dataclass
class Row:
    """One line of the legend as it stands in the form; colour and shape are empty for a group."""

    number: str = ""
    label: str = ""
    colour: str = ""
    shape: str = ""

    @property
    def known_number(self) -> int | None:
        """The number it has already; None for a new one."""
        return int(self.number) if self.number in {"1", "2", "3", "4", "5", "6", "7", "8"} else None


def _not_drawn(field: Field, **kwargs: Any) -> Markup:
    """The template draws the lines itself."""
    return Markup()


class RowsField(Field):
    """Lines of the legend: equally named fields that come in the order in which they stand on the page."""

    def __init__(self, label: str = "", *, parts: Sequence[str], most: int, **kwargs: Any) -> None:
        super().__init__(label, widget=_not_drawn, **kwargs)
        self._parts = parts
        self.most = most

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        self.process_errors = []
        self.data: list[Row] = list(data) if isinstance(data, (list, tuple)) else []
        if formdata is None:
            return
        columns = [formdata.getlist(f"{self.name}_{part}") for part in self._parts]
        self.data = [
            Row(
                **{
                    part: clean_text(str(value), lines=False)[:200]
                    for part, value in zip(self._parts, row, strict=True)
                }
            )
            for row in zip(*columns, strict=False)
        ][: self.most + 2]


class SettingsForm(VersionedForm):
    """Everything about a map, in the order in which one thinks of it."""

    title = LineField(N_("Titel"), [Needed(N_("Bitte geben Sie der Karte einen Titel."))], max_length=LONGEST_TITLE)
    question = LineField(
        N_("Die Frage"),
        [Needed(N_("Bitte schreiben Sie die Frage, auf die eine Nadel die Antwort ist."))],
        max_length=LONGEST_QUESTION,
    )
    purpose = LongTextField(N_("Wozu fragen Sie, und was geschieht mit den Nadeln?"), max_length=LONGEST_TEXT)
    consultation_id = SelectField(N_("Verfahren"), coerce=as_uuid, validate_choice=False)
    categories = RowsField(N_("Kategorien"), parts=("number", "label", "colour", "shape"), most=MOST_CATEGORIES)
    group_question = LineField(N_("Frage nach der Gruppe"), max_length=LONGEST_QUESTION)
    groups = RowsField(N_("Gruppen"), parts=("number", "label"), most=MOST_GROUPS)
    sozialraum_id = SelectField(N_("Sozialraum"), coerce=as_uuid, validate_choice=False)
    area_kind = RadioField(N_("Wo dürfen Nadeln stehen?"), validate_choice=False)
    area = LongTextField(N_("Fläche als GeoJSON"), max_length=LONGEST_AREA)
    area_file = FileField(N_("Fläche aus einer Datei"))
    opens_on = DateField(N_("Erster Tag"), [Optional()])
    closes_on = DateField(N_("Letzter Tag"), [Optional()])
    comment = RadioField(N_("„Warum?“"), [Needed(N_("Bitte wählen Sie, ob nach dem Grund gefragt wird."))])
    with_photo = BooleanField(N_("Zu einer Nadel kann ein Foto kommen"))
    pins_per_person = IntegerField(
        N_("Wie viele Nadeln darf jede Person setzen?"),
        [Optional(), NumberRange(1, 100, message=N_("Möglich sind 1 bis 100 Nadeln."))],
    )
    moderation = RadioField(
        N_("Wann sehen andere eine Nadel?"), [Needed(N_("Bitte wählen Sie, wann andere eine Nadel sehen."))]
    )
    shows_pins = BooleanField(N_("Alle sehen die Nadeln der anderen"))
    position_rule = RadioField(
        N_("Wie genau sehen andere die Stelle?"), [Needed(N_("Bitte wählen Sie, wie genau die Stelle zu sehen ist."))]
    )
    blur_m = IntegerField(
        N_("Ungenauigkeit in Metern"),
        [NumberRange(10, 1000, message=N_("Möglich sind 10 bis 1000 Meter."))],
    )
    threshold = IntegerField(
        N_("Erst zeigen ab … Nadeln an einer Stelle"),
        [NumberRange(0, 100, message=N_("Möglich sind 0 bis 100 Nadeln."))],
    )
    contact_name = LineField(N_("Ansprechperson"), max_length=120)
    contact_phone = LineField(
        N_("Telefon"), [Optional(), Regexp(r"[\d\s+()/.–-]{5,}$", message=_PHONE_WANTED)], max_length=40
    )
    contact_email = LineField(
        N_("E-Mail"),
        [
            Optional(),
            Regexp(r"[^@\s]+@[^@\s]+\.[^@\s]{2,}$", message=N_("Diese E-Mail-Adresse ist nicht vollständig.")),
        ],
        max_length=254,
    )

    def __init__(self, *, places: Choices, consultations: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._places = {place_id for place_id, _label in places}
        self._consultations = {consultation_id for consultation_id, _label in consultations}
        self.sozialraum_id.choices = _as_texts(places)
        self.consultation_id.choices = [("", _("Zu keinem Verfahren")), *_as_texts(consultations)]
        self.area_kind.choices = [
            (WHOLE, _("Im ganzen Sozialraum")),
            (DRAWN, _("In einer eigenen Fläche")),
        ]
        for field, kind in (
            (self.comment, CommentRule),
            (self.moderation, ModerationRule),
            (self.position_rule, PositionRule),
        ):
            field.choices = [(one.value, _(one.label)) for one in kind]

    def validate_sozialraum_id(self, field: SelectField) -> None:
        _ensure_place(field, self._places)

    def validate_consultation_id(self, field: SelectField) -> None:
        _ensure_consultation(field, self._consultations)

    def validate_closes_on(self, field: DateField) -> None:
        if field.data and self.opens_on.data and field.data < self.opens_on.data:
            raise ValidationError(_("Der letzte Tag liegt vor dem ersten. Bitte prüfen Sie beide Tage."))

    def validate_categories(self, field: RowsField) -> None:
        looks = ({one.value for one in Colour}, {one.value for one in Shape})
        if any(row.colour not in looks[0] or row.shape not in looks[1] for row in field.data):
            raise ValidationError(_("Bitte wählen Sie für jede Kategorie eine Farbe und eine Form."))
        if any(not row.label for row in field.data):
            raise ValidationError(_("Jede Kategorie braucht einen Namen. Leere Zeilen können Sie entfernen."))

    def validate_groups(self, field: RowsField) -> None:
        if any(not row.label for row in field.data):
            raise ValidationError(_("Jede Gruppe braucht einen Namen. Leere Zeilen können Sie entfernen."))
        if field.data and not self.group_question.data:
            raise ValidationError(
                _("Bitte schreiben Sie auch die Frage nach der Gruppe, zum Beispiel „Wie alt sind Sie?“.")
            )

    @property
    def wants_own_area(self) -> bool:
        """Whether pins may stand only in an area of the map's own."""
        return bool(self.area_kind.data == DRAWN)

    def typed_area(self) -> str:
        """The area as GeoJSON: from the file that was sent along, else from the text. "" when there is neither."""
        sent = request.files.get(self.area_file.name)
        if sent is not None and sent.filename:
            return sent.stream.read(LONGEST_AREA + 1).decode("utf-8-sig", errors="replace")
        return str(self.area.data or "")


class EndForm(Form):
    """A new end for a map that is opened again."""

    closes_on = DateField(N_("Neuer letzter Tag"), [Needed(N_("Bitte wählen Sie einen Tag."))])


def _ensure_place(field: SelectField, known: set[UUID]) -> None:
    if field.data not in known:
        field.data = None
        raise ValidationError(_("Bitte wählen Sie einen Sozialraum, für den Sie zuständig sind."))


def _ensure_consultation(field: SelectField, known: set[UUID]) -> None:
    if field.data is not None and field.data not in known:
        field.data = None
        raise ValidationError(_("Dieses Verfahren gibt es nicht oder nicht mehr. Bitte wählen Sie noch einmal."))


def _as_texts(choices: Choices) -> list[tuple[str, str]]:
    return [(str(one), label) for one, label in choices]
