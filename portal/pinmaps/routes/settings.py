"""`/arbeit/karten/…/angaben`: everything about a Nadelkarte on one page, with a legend that shows how it will look."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.text import N_
from portal.pinmaps import queries
from portal.pinmaps.actions import drafting as actions
from portal.pinmaps.actions.drafting import MapSettings
from portal.pinmaps.actions.legend import LegendCategory, LegendGroup
from portal.pinmaps.forms.drafting import DRAWN, WHOLE, Row, RowsField, SettingsForm
from portal.pinmaps.geometry import areas
from portal.pinmaps.policy import PinMapPermission
from portal.pinmaps.queries import authoring, ground
from portal.pinmaps.routes.choices import consultation_choices, place_choices
from portal.pinmaps.routes.ground import ground_props
from portal.pinmaps.routes.tabs import map_in_url, tab
from portal.pinmaps.terms import Colour, CommentRule, ModerationRule, PositionRule, Shape
from portal.places import queries as places
from portal.web.access import actor, requires
from portal.web.i18n import _
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.pinmaps.models import PinMap

bp = Blueprint("pin_map_settings", __name__, url_prefix="/arbeit/karten/<uuid:map_id>")

tab(N_("Angaben"), "pin_map_settings.edit", PinMapPermission.EDIT, order=20)
tells("pin-map-saved", N_("Gespeichert."))
tells(
    "pin-map-stricter",
    N_(
        "Gespeichert. Die strengeren Regeln gelten ab jetzt. Nadeln, die schon stehen, bleiben an der Stelle, an der andere sie "
        "sehen, und was freigegeben ist, bleibt freigegeben. Einzelne Nadeln können Sie von Hand ausblenden."
    ),
)

_PLAIN = (
    "title", "question", "purpose", "consultation_id", "sozialraum_id", "group_question", "opens_on", "closes_on",
    "with_photo", "pins_per_person", "shows_pins", "blur_m", "threshold", "contact_name", "contact_phone", "contact_email",
    "version",
)  # fmt: skip
_CHOSEN = ("comment", "moderation", "position_rule")
_COMPARED = (
    "title", "question", "purpose", "categories", "group_question", "groups", "opens_on", "closes_on", "comment",
    "pins_per_person", "moderation", "position_rule", "blur_m", "threshold", "contact_name", "contact_phone",
    "contact_email",
)  # fmt: skip


@bp.get("/angaben")
@requires(PinMapPermission.EDIT, of=map_in_url)
def edit(pin_map: "PinMap") -> Response:
    return _page(pin_map, _form(pin_map, data=_values(pin_map)))


@bp.post("/angaben")
@requires(PinMapPermission.EDIT, of=map_in_url)
def save(pin_map: "PinMap") -> Response:
    form = _form(pin_map)
    if step := request.form.get("do", ""):
        _rearrange(form, step)
        return _page(pin_map, form)
    if not form.validate_on_submit():
        return _page(pin_map, form, status=422)
    try:
        settings = _settings(form, pin_map)
        with unit_of_work():
            fresh = queries.pin_map(pin_map.id)
            place = places.place(form.sozialraum_id.data)
            stricter = actions.write_settings(fresh, settings, place=place, version=form.seen_version, by=actor())
    except Conflict:
        return _conflict(form, queries.pin_map(pin_map.id))
    except InvalidInput as error:
        form.take(error)
        return _page(queries.pin_map(pin_map.id), form, status=422)
    tell = "pin-map-stricter" if stricter else "pin-map-saved"
    return reply(url_for("pin_maps.detail", map_id=pin_map.id), tell=tell)


@bp.get("/flaeche.json")
@requires(PinMapPermission.READ, of=map_in_url)
def area(pin_map: "PinMap") -> Response:
    """The area of a map in any state, for those who work on it."""
    response = Response(ground.area(pin_map), mimetype="application/geo+json")
    response.headers["Cache-Control"] = "no-store"
    return response


def _page(pin_map: "PinMap", form: SettingsForm, *, status: int = 200, **context: Any) -> Response:
    return page(
        "pinmaps/work/settings.html",
        fragment="legend",
        status=status,
        pin_map=pin_map,
        form=form,
        colours=list(Colour),
        shapes=list(Shape),
        fixed_categories=authoring.numbers_with_pins(pin_map.id, [one.number for one in pin_map.categories]),
        fixed_groups=authoring.groups_with_pins(pin_map.id, [one.number for one in pin_map.groups]),
        has_pins=authoring.has_pins(pin_map.id),
        address=url_for("pin_map_settings.save", map_id=pin_map.id),
        legend_props={
            "fills": {one.value: one.fill for one in Colour},
            "paths": {one.value: one.path for one in Shape},
            "unnamed": _("ohne Namen"),
        },
        drawing=_drawing(pin_map),
        **context,
    )


def _conflict(form: SettingsForm, theirs: "PinMap") -> Response:
    """Somebody saved meanwhile: both versions side by side, the own one still in the form, ready to be saved again."""
    stored = _form(theirs, data=_values(theirs), formdata=None)
    pairs = [(form[name].label.text, _said(stored[name]), _said(form[name])) for name in _COMPARED]
    form.version.data = str(theirs.version)
    return _page(theirs, form, status=409, differing=[pair for pair in pairs if pair[1] != pair[2]])


def _said(field: Any) -> str:
    if isinstance(field, RowsField):
        looks = {one.value: _(one.label) for one in (*Colour, *Shape)}
        parts = [(row.label, looks.get(row.colour, ""), looks.get(row.shape, "")) for row in field.data]
        return "\n".join(", ".join(part for part in line if part) for line in parts)
    if field.type == "RadioField":
        return next((str(label) for value, label in field.choices if value == field.data), "")
    return str(field.data) if field.data is not None else ""


def _form(pin_map: "PinMap", **kwargs: Any) -> SettingsForm:
    return SettingsForm(
        places=place_choices(besides=pin_map.sozialraum_id),
        consultations=consultation_choices(besides=pin_map.consultation_id),
        **kwargs,
    )


def _values(pin_map: "PinMap") -> dict[str, Any]:
    values = {name: getattr(pin_map, name) for name in _PLAIN} | {
        name: getattr(pin_map, name).value for name in _CHOSEN
    }
    return values | {
        "categories": [
            Row(str(one.number), one.label, one.colour.value, one.shape.value) for one in pin_map.categories
        ],
        "groups": [Row(str(one.number), one.label) for one in pin_map.groups],
        "area_kind": DRAWN if pin_map.area is not None else WHOLE,
        "area": areas.written(pin_map.area) if pin_map.area is not None else "",
    }


def _settings(form: SettingsForm, pin_map: "PinMap") -> MapSettings:
    """Raises `InvalidInput` for an area that cannot be read."""
    names = set(_PLAIN) - {"version", "sozialraum_id"}
    given = {name: form[name].data for name in names}
    return MapSettings(
        **given,
        comment=CommentRule(form.comment.data),
        moderation=ModerationRule(form.moderation.data),
        position_rule=PositionRule(form.position_rule.data),
        area=_area(form, pin_map),
        categories=tuple(
            LegendCategory(row.label, Colour(row.colour), Shape(row.shape), row.known_number)
            for row in form.categories.data
        ),
        groups=tuple(LegendGroup(row.label, row.known_number) for row in form.groups.data),
    )


def _area(form: SettingsForm, pin_map: "PinMap") -> bytes | None:
    if not form.wants_own_area:
        return None
    typed = form.typed_area()
    if pin_map.area is not None and typed == areas.written(pin_map.area):
        return pin_map.area
    if not typed:
        raise InvalidInput(
            "pin-map.no-area",
            N_("Bitte zeichnen Sie die Fläche auf der Karte, oder fügen Sie sie als GeoJSON ein."),
            field="area",
        )
    return areas.read_area(typed)


def _drawing(pin_map: "PinMap") -> dict[str, Any]:
    """What the island for drawing needs: the ground, the boundary of the Sozialraum is part of it."""
    frame = ground.frame_of(pin_map.sozialraum_id) or (pin_map.west, pin_map.south, pin_map.east, pin_map.north)
    words = {
        "start": _("Klicken Sie die Ecken der Fläche der Reihe nach an."),
        "corners": _("{n} Ecken. Mindestens drei sind nötig."),
        "done": _("Die Fläche hat {n} Ecken."),
        "undo": _("Letzte Ecke zurücknehmen"),
        "clear": _("Neu zeichnen"),
        "label": _("Karte zum Zeichnen der Fläche"),
    }
    return ground_props(frame, None) | {"words": words}


def _rearrange(form: SettingsForm, step: str) -> None:
    """Add, remove or move a line of the legend; nothing is stored. Nonsense changes nothing."""
    kind, _sep, rest = step.partition("-")
    what, _sep, at = rest.partition("-")
    field = {"category": form.categories, "group": form.groups}.get(kind)
    if field is None:
        return
    rows = field.data
    index = int(at) if at.isascii() and at.isdecimal() and len(at) < 3 else -1
    if what == "add" and len(rows) < field.most:
        rows.append(_fresh_row(rows) if kind == "category" else Row())
    elif 0 <= index < len(rows):
        if what == "remove":
            del rows[index]
        elif what in ("up", "down"):
            other = index + (1 if what == "down" else -1)
            if 0 <= other < len(rows):
                rows[index], rows[other] = rows[other], rows[index]


def _fresh_row(rows: list[Row]) -> Row:
    """A further category in a colour and shape that none has yet."""
    used = {row.colour for row in rows}, {row.shape for row in rows}
    colour = next((one for one in Colour if one.value not in used[0]), Colour.BLUE)
    shape = next((one for one in Shape if one.value not in used[1]), Shape.CIRCLE)
    return Row(colour=colour.value, shape=shape.value)
