"""From the key or name in a row to one of our places. Keys are text: the leading zero belongs to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from portal.indicators.terms.importing import Left
from portal.kernel.text import fold

#: Digits of the keys of the official statistics that are no county and no Gemeinde: Länder, Regierungsbezirke, Verbände.
_OTHER_LEVELS = frozenset({2, 3, 7, 9, 10, 12})
_COLLECTIVE = "444"
#: Words behind a comma that tables add to a name: "Türkheim, M", "Mindelheim, St".
_AFTER_COMMA = ","


@dataclass(frozen=True, slots=True)
class KnownPlaces:
    """What rows may speak of: our county and its Gemeinden."""

    #: The key of the county, five digits.
    county: str
    by_key: Mapping[str, UUID]
    #: Keys of gemeindefreie Gebiete.
    uninhabited: frozenset[str]
    #: Folded names of Gemeinden and the county; None for a name that two have.
    by_name: Mapping[str, UUID | None]
    #: Keys by place, to say which one a place has here.
    keys: Mapping[UUID, str]

    def find(self, written: str, name: str = "") -> UUID | Left:
        """The place a key (or, where there is none, a name) stands for, or why there is none."""
        key = written.strip()
        if key == "DG":
            return Left.OTHER_LEVEL
        if key.isascii() and key.isdecimal():
            return self._by_key(key)
        found = self.by_name.get(plain_name(key))
        return found if found is not None else Left.UNKNOWN_PLACE

    def _by_key(self, key: str) -> UUID | Left:
        key = self._with_zero(key)
        if key in self.by_key:
            return self.by_key[key]
        if key in self.uninhabited:
            return Left.UNINHABITED
        if len(key) in _OTHER_LEVELS:
            return Left.OTHER_LEVEL
        if not key.startswith(self.county):
            return Left.OTHER_COUNTY
        return Left.COLLECTIVE if key.endswith(_COLLECTIVE) else Left.UNKNOWN_KEY

    def _with_zero(self, key: str) -> str:
        """The key with the leading zero that a spreadsheet took from it, when it is one of ours then."""
        longer = f"0{key}"
        is_ours = len(key) in (4, 7) and (longer in self.by_key or longer in self.uninhabited)
        return longer if is_ours else key

    def namesake(self, name: str) -> str:
        """The key of our place of this name; "" when there is none. A key that changed shows by it."""
        found = self.by_name.get(plain_name(name))
        return self.keys.get(found, "") if found else ""


def plain_name(name: str) -> str:
    """A name as it is compared: without what a table puts behind it, and without points and spaces."""
    bare = name.split(_AFTER_COMMA)[0]
    return "".join(character for character in fold(bare) if character.isalnum())
