"""The legend of a Nadelkarte: its categories and groups, and what of them stays once pins name them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from portal.kernel.errors import InvalidInput
from portal.kernel.text import N_
from portal.pinmaps.models import PinCategory, PinGroup, PinMap
from portal.pinmaps.queries import authoring
from portal.pinmaps.terms import Colour, Shape
from portal.pinmaps.terms.states import LONGEST_LABEL, MOST_CATEGORIES, MOST_GROUPS


@dataclass(frozen=True, slots=True)
class LegendCategory:
    """One line of the legend; `number` is None for a new one."""

    label: str
    colour: Colour
    shape: Shape
    number: int | None = None


@dataclass(frozen=True, slots=True)
class LegendGroup:
    """One group of people; `number` is None for a new one."""

    label: str
    number: int | None = None


def check_legend(categories: Sequence[LegendCategory], groups: Sequence[LegendGroup]) -> None:
    """Raises `InvalidInput` (field `categories` or `groups`) for what cannot be told apart, or for too much of it."""
    _check_labels([one.label for one in categories], "categories", MOST_CATEGORIES)
    _check_labels([one.label for one in groups], "groups", MOST_GROUPS)
    if len({one.colour for one in categories}) < len(categories):
        raise InvalidInput(
            "pin-map.colour-twice",
            N_("Jede Farbe gibt es nur einmal. Bitte geben Sie jeder Kategorie eine eigene."),
            field="categories",
        )
    if len({one.shape for one in categories}) < len(categories):
        raise InvalidInput(
            "pin-map.shape-twice",
            N_("Jede Form gibt es nur einmal, damit man Nadeln auch ohne Farbe unterscheiden kann."),
            field="categories",
        )


def write_legend(pin_map: PinMap, categories: Sequence[LegendCategory], groups: Sequence[LegendGroup]) -> None:
    """Put categories and groups in this order. What pins name keeps its number and cannot go."""
    _write_categories(pin_map, categories)
    _write_groups(pin_map, groups)


def _write_categories(pin_map: PinMap, wanted: Sequence[LegendCategory]) -> None:
    known = {one.number: one for one in pin_map.categories}
    gone = known.keys() - {one.number for one in wanted}
    if gone and authoring.numbers_with_pins(pin_map.id, gone):
        raise InvalidInput(
            "pin-map.category-in-use",
            N_("Zu dieser Kategorie gibt es schon Nadeln. Sie können sie umbenennen, aber nicht entfernen."),
            field="categories",
        )
    numbers = _numbers([one.number for one in wanted], known, MOST_CATEGORIES)
    kept = []
    for place, (number, one) in enumerate(zip(numbers, wanted, strict=True), 1):
        row = known.get(number) or PinCategory(number=number)
        row.position, row.label, row.colour, row.shape = place, one.label, one.colour, one.shape
        kept.append(row)
    pin_map.categories = kept


def _write_groups(pin_map: PinMap, wanted: Sequence[LegendGroup]) -> None:
    known = {one.number: one for one in pin_map.groups}
    gone = known.keys() - {one.number for one in wanted}
    if gone and authoring.groups_with_pins(pin_map.id, gone):
        raise InvalidInput(
            "pin-map.group-in-use",
            N_("Zu dieser Gruppe gibt es schon Nadeln. Sie können sie umbenennen, aber nicht entfernen."),
            field="groups",
        )
    numbers = _numbers([one.number for one in wanted], known, MOST_GROUPS)
    kept = []
    for place, (number, one) in enumerate(zip(numbers, wanted, strict=True), 1):
        row = known.get(number) or PinGroup(number=number)
        row.position, row.label = place, one.label
        kept.append(row)
    pin_map.groups = kept


def _numbers(given: Sequence[int | None], known: Collection[int], most: int) -> list[int]:
    """Each one's number: its own, or a free one. A new one comes after all others as long as it can, because somebody may still
    have a page open that names one just removed."""
    own = [number if number in known else None for number in given]
    after = [number for number in range(1, most + 1) if number > max(known, default=0)]
    before = [number for number in range(1, most + 1) if number not in known and number not in after]
    free = iter([*after, *before, *(number for number in known if number not in own)])
    return [number if number is not None else next(free) for number in own]


def _check_labels(labels: Sequence[str], field: str, most: int) -> None:
    if any(not label or len(label) > LONGEST_LABEL for label in labels):
        raise InvalidInput(
            "pin-map.label",
            N_("Jede Zeile der Legende braucht einen Namen mit höchstens %(most)s Zeichen."),
            field=field,
            most=LONGEST_LABEL,
        )
    if len({label.casefold() for label in labels}) < len(labels):
        raise InvalidInput("pin-map.label-twice", N_("Zwei Zeilen der Legende heißen gleich."), field=field)
    if len(labels) > most:
        raise InvalidInput(
            "pin-map.too-many-rows", N_("Möglich sind höchstens %(most)s Zeilen."), field=field, most=most
        )
