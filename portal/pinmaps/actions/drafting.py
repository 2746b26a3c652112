"""Beginning a Nadelkarte, what its authors say about it, and throwing a draft away."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from portal.kernel import audit, clock
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_, fold
from portal.pinmaps import queries
from portal.pinmaps.actions import registering
from portal.pinmaps.actions.legend import LegendCategory, LegendGroup, check_legend, write_legend
from portal.pinmaps.geometry import areas
from portal.pinmaps.models import PinMap
from portal.pinmaps.policy import PinMapPermission
from portal.pinmaps.queries import authoring
from portal.pinmaps.terms import CommentRule, MapState, ModerationRule, PositionRule, Requirement
from portal.pinmaps.terms.states import LARGEST_BLUR, LONGEST_TITLE, MOST_PINS_OF_A_SITTING, SMALLEST_BLUR
from portal.places import queries as places
from portal.places.models import Sozialraum
from portal.places.terms import slug_of

DISCARDED = audit.kind("pinmaps.discarded", N_("Entwurf einer Nadelkarte verworfen"), keys=("map_id",))
#: What a map that everybody may see can never lose again.
ALWAYS_NEEDED = frozenset(Requirement) - {Requirement.PERIOD}
_STAYS_HIDDEN = N_(
    "Es stehen schon Nadeln. Wer sie gesetzt hat, durfte sich darauf verlassen, dass andere sie nicht sehen. Das bleibt."
)


@dataclass(frozen=True, kw_only=True)
class MapSettings:
    """Everything an author says about a map."""

    title: str
    question: str
    purpose: str = ""
    consultation_id: UUID | None = None
    #: A drawn area as WKB; None for the boundary of the Sozialraum.
    area: bytes | None = None
    opens_on: date | None = None
    closes_on: date | None = None
    comment: CommentRule = CommentRule.OPTIONAL
    with_photo: bool = False
    moderation: ModerationRule = ModerationRule.AFTER
    shows_pins: bool = True
    position_rule: PositionRule = PositionRule.JITTER
    blur_m: int = 50
    threshold: int = 0
    pins_per_person: int | None = None
    group_question: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    contact_email: str = ""
    #: In the order of the legend.
    categories: tuple[LegendCategory, ...] = ()
    groups: tuple[LegendGroup, ...] = ()


def create(settings: MapSettings, *, place: Sozialraum, by: Actor) -> PinMap:
    """Draft a map. Nobody outside sees it before it is published."""
    ensure(PinMapPermission.DRAFT_HERE, by, place)
    _check(settings, place.id)
    pin_map = PinMap(
        slug=queries.free_slug(_slug(settings.title)),
        sozialraum_id=place.id,
        created_by=by.id,
        state=MapState.DRAFT,
        categories=[],
        groups=[],
    )
    _write(pin_map, settings)
    session().add(pin_map)
    session().flush()
    registering.register(pin_map, by=by)
    return pin_map


def write_settings(pin_map: PinMap, settings: MapSettings, *, place: Sozialraum, version: int, by: Actor) -> bool:
    """Replace what the authors said about it; true when a rule became stricter while pins stand already.

    `version` is the one they had before them; raises `Conflict` when somebody saved meanwhile. A published map keeps its
    address and place and must stay complete; once pins stand, nothing may show more of them than was promised when they were
    set. Pins that stand keep the position at which others see them.
    """
    ensure(PinMapPermission.EDIT, by, pin_map)
    if pin_map.version != version:
        raise Conflict
    if place.id != pin_map.sozialraum_id:
        _move_to(pin_map, place, by)
    _check(settings, place.id)
    has_pins = authoring.has_pins(pin_map.id)
    _ensure_promises(pin_map, settings, has_pins=has_pins)
    stricter = has_pins and _is_stricter(pin_map, settings)
    if pin_map.state is MapState.DRAFT and pin_map.title != settings.title:
        pin_map.slug = queries.free_slug(_slug(settings.title), besides=pin_map.id)
    _write(pin_map, settings)
    pin_map.updated_at = clock.now()  # also who changed only the legend must not be overwritten unseen
    session().flush()
    if pin_map.is_public and ALWAYS_NEEDED.intersection(queries.missing_for_publication(pin_map)):
        raise InvalidInput(
            "pin-map.incomplete",
            N_(
                "Die Karte ist veröffentlicht. Titel, Frage, Kategorien, Gebiet und Ansprechperson müssen deshalb bleiben."
            ),
        )
    registering.register(pin_map, by=by)
    return stricter


def discard(pin_map: PinMap, *, by: Actor) -> None:
    """Delete a draft that nobody outside has seen."""
    ensure(PinMapPermission.DISCARD, by, pin_map)
    audit.log(DISCARDED, by=by, map_id=pin_map.id)
    registering.withdraw(pin_map)
    session().delete(pin_map)


def _move_to(pin_map: PinMap, place: Sozialraum, by: Actor) -> None:
    ensure(PinMapPermission.DRAFT_HERE, by, place)
    if pin_map.is_public:
        raise InvalidInput(
            "pin-map.place-fixed",
            N_("Die Karte ist veröffentlicht. Der Sozialraum, zu dem sie gehört, bleibt deshalb."),
            field="sozialraum_id",
        )
    pin_map.sozialraum_id = place.id


def _check(settings: MapSettings, place_id: UUID) -> None:
    if not settings.title:
        raise InvalidInput("pin-map.no-title", N_("Bitte geben Sie der Karte einen Titel."), field="title")
    if settings.opens_on and settings.closes_on and settings.closes_on < settings.opens_on:
        raise InvalidInput(
            "pin-map.ends-before-it-begins",
            N_("Der letzte Tag liegt vor dem ersten. Bitte prüfen Sie beide Tage."),
            field="closes_on",
        )
    if not SMALLEST_BLUR <= settings.blur_m <= LARGEST_BLUR:
        raise InvalidInput("pin-map.blur", N_("Möglich sind 10 bis 1000 Meter."), field="blur_m")
    if not 0 <= settings.threshold <= 100:
        raise InvalidInput("pin-map.threshold", N_("Möglich sind 0 bis 100 Nadeln."), field="threshold")
    if settings.pins_per_person is not None and not 1 <= settings.pins_per_person <= MOST_PINS_OF_A_SITTING:
        raise InvalidInput("pin-map.pins", N_("Möglich sind 1 bis 100 Nadeln."), field="pins_per_person")
    _check_area(settings.area, place_id)
    check_legend(settings.categories, settings.groups)


def _check_area(area: bytes | None, place_id: UUID) -> None:
    boundary = places.boundaries([place_id]).get(place_id)
    if area is None or boundary is None:
        return
    from portal.places.geometry.shapes import from_bytes

    if not from_bytes(area).intersects(from_bytes(boundary)):
        raise InvalidInput(
            "pin-map.area-elsewhere",
            N_("Die gezeichnete Fläche liegt nicht im gewählten Sozialraum. Bitte prüfen Sie beides."),
            field="area",
        )


def _ensure_promises(pin_map: PinMap, settings: MapSettings, *, has_pins: bool) -> None:
    if pin_map.is_public and settings.moderation is ModerationRule.AFTER is not pin_map.moderation:
        raise InvalidInput(
            "pin-map.moderation-fixed",
            N_("Die Karte ist veröffentlicht. Die Freigabe kann nur strenger werden, nicht lockerer."),
            field="moderation",
        )
    if not has_pins:
        return
    if settings.blur_m < pin_map.blur_m:
        raise InvalidInput(
            "pin-map.blur-fixed",
            N_("Es stehen schon Nadeln. Die Ungenauigkeit von %(metres)s Metern darf nicht kleiner werden."),
            field="blur_m",
            metres=pin_map.blur_m,
        )
    if settings.threshold < pin_map.threshold:
        raise InvalidInput(
            "pin-map.threshold-fixed",
            N_("Es stehen schon Nadeln. Die Schwelle von %(threshold)s Nadeln darf nicht kleiner werden."),
            field="threshold",
            threshold=pin_map.threshold,
        )
    if settings.shows_pins and not pin_map.shows_pins:
        raise InvalidInput("pin-map.stays-hidden", _STAYS_HIDDEN, field="shows_pins")


def _is_stricter(pin_map: PinMap, settings: MapSettings) -> bool:
    return (
        settings.blur_m > pin_map.blur_m
        or settings.threshold > pin_map.threshold
        or settings.moderation is not pin_map.moderation
        or (pin_map.shows_pins and not settings.shows_pins)
    )


_PLAIN = (
    "title", "question", "purpose", "consultation_id", "opens_on", "closes_on", "comment", "with_photo", "moderation",
    "shows_pins", "position_rule", "blur_m", "threshold", "pins_per_person", "contact_name", "contact_phone",
    "contact_email",
)  # fmt: skip


def _write(pin_map: PinMap, settings: MapSettings) -> None:
    for name in _PLAIN:
        setattr(pin_map, name, getattr(settings, name))
    pin_map.group_question = settings.group_question if settings.groups else ""
    pin_map.area = settings.area
    pin_map.west, pin_map.south, pin_map.east, pin_map.north = _frame(settings.area, pin_map.sozialraum_id)
    write_legend(pin_map, settings.categories, settings.groups)


def _frame(area: bytes | None, place_id: UUID) -> tuple[float, float, float, float]:
    """The rectangle around the area, else around the smallest place above it whose boundary is known."""
    if area is not None:
        return areas.frame(area)
    node = places.tree().get(place_id)
    around = [place_id, *reversed(node.lineage)] if node else [place_id]
    known = places.boundaries(around)
    return next((areas.frame(known[one]) for one in around if one in known), areas.BAVARIA)


def _slug(title: str) -> str:
    folded = fold(title)
    if not any(sign.isascii() and sign.isalnum() for sign in folded):
        return "karte"
    return slug_of(folded)[: LONGEST_TITLE - 8].strip("-")
