"""What a Moderationswand says outside the portal: the same for every kind of file, in the order in which one reads it.

Names of people are in it only when somebody asked for them and may have them; every file is made of this, so none says more.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from portal.kernel.clock import today
from portal.kernel.errors import NotFound
from portal.places import queries as places
from portal.walls import queries
from portal.walls.queries import photos
from portal.web.i18n import _, as_date, ngettext
from portal.web.uploads import photo_path

if TYPE_CHECKING:
    from portal.walls.models import Wall
    from portal.walls.queries import CardContent, ClusterContent, ColumnContent

#: So many of what got most dots are listed at the beginning.
MOST_RANKED = 10
#: The sign on a card that the moderator typed for somebody in the room.
TYPED = "M"


@dataclass(frozen=True, slots=True)
class ToldCard:
    """A card: its words, and what the wall shows beside them."""

    text: str
    dots: int
    #: How many of them the moderation placed for the room.
    room_dots: int
    #: The first name; "" without one, and when names were not asked for.
    name: str
    #: Whether the moderator typed it for somebody.
    is_typed: bool

    @property
    def signs(self) -> str:
        """What stands small below the words, as short as on the wall."""
        return " · ".join(
            part for part in (for_the_room(self.room_dots), self.name, TYPED if self.is_typed else "") if part
        )

    @property
    def marks(self) -> str:
        """The same in words, with the dots: for reading aloud."""
        return " · ".join(part for part in (in_dots(self.dots), self.signs) if part)


@dataclass(frozen=True, slots=True)
class ToldGroup:
    """A cluster with its title, or the cards that belong to none (then the title is empty)."""

    title: str
    #: What stands above it in a document; single cards need it only below clusters, to belong to none of them.
    heading: str
    #: Dots on the cluster and on its cards.
    dots: int
    room_dots: int
    cards: tuple[ToldCard, ...]

    @property
    def marks(self) -> str:
        """Its dots in words; "" for single cards, which say it themselves."""
        return " · ".join(part for part in (in_dots(self.dots), for_the_room(self.room_dots)) if part and self.title)


@dataclass(frozen=True, slots=True)
class ToldColumn:
    """A column from the top to the bottom: clusters, then single cards."""

    title: str
    hint: str
    groups: tuple[ToldGroup, ...]


@dataclass(frozen=True, slots=True)
class ToldPhoto:
    """A photo of a paper wall: where its file lies, and what it shows in words."""

    path: Path
    caption: str


@dataclass(frozen=True, slots=True)
class Ranked:
    """Something that got dots."""

    title: str
    column: str
    dots: int


@dataclass(frozen=True, slots=True)
class ToldWall:
    """The whole wall."""

    title: str
    #: Where, when, how much: one short line each.
    about: tuple[str, ...]
    columns: tuple[ToldColumn, ...]
    #: Sign and meaning.
    legend: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    photos: tuple[ToldPhoto, ...] = ()

    @property
    def ranking(self) -> tuple[Ranked, ...]:
        """What got most dots, the most first; what got as many stays in the order of the wall."""
        return tuple(sorted(_ranked(self.columns), key=lambda one: -one.dots)[:MOST_RANKED])


def told(wall: "Wall", *, names: bool = False, with_photos: bool = False) -> ToldWall:
    """What the room sees of the wall now, without names unless `names`, and photos if wanted. A constant number of queries.

    What hangs covered, waits for release or was hidden stays in the house, and so do dots while they are placed in secret.
    """
    found = queries.content(wall, for_staff=True)
    columns = tuple(_column(one, names) for one in found.columns)
    groups = [group for column in columns for group in column.groups]
    cards = [card for group in groups for card in group.cards]
    return ToldWall(
        title=wall.title,
        about=_about(wall, len(cards), found.dots),
        columns=columns,
        legend=_legend(groups),
        notes=_notes(
            names, covered=found.cards - len(cards), is_secret=any(one.hides_dots and one.dots for one in found.columns)
        ),
        photos=tuple(_photos(wall)) if with_photos else (),
    )


def _photos(wall: "Wall") -> Iterator[ToldPhoto]:
    for nth, photo in enumerate(photos.photos_of(wall.id), 1):
        with suppress(NotFound):  # a file that a disk has lost keeps nobody from the others
            yield ToldPhoto(photo_path(photo.file_name), photo.caption or _("Foto %(n)s der Papierwand", n=nth))


def in_dots(number: int) -> str:
    """“1 Punkt”, “3 Punkte”; nothing for none."""
    return ngettext("%(n)s Punkt", "%(n)s Punkte", number) if number else ""


def for_the_room(number: int) -> str:
    """How many of the dots the moderation placed; nothing for none."""
    return _("davon %(n)s für den Raum", n=number) if number else ""


def _column(found: "ColumnContent", names: bool) -> ToldColumn:
    groups = [_cluster(one, names) for one in found.clusters]
    loose = _cards(found.loose, names)
    if loose:
        heading = _("Einzelne Karten") if groups else ""
        dots, room_dots = sum(one.dots for one in loose), sum(one.room_dots for one in loose)
        groups.append(ToldGroup("", heading, dots, room_dots, loose))
    return ToldColumn(found.column.title, found.column.hint, tuple(groups))


def _cluster(found: "ClusterContent", names: bool) -> ToldGroup:
    title = found.title or _("Ohne Überschrift")
    return ToldGroup(title, title, found.dots, found.counted.room, _cards(found.cards, names))


def _cards(found: Iterable["CardContent"], names: bool) -> tuple[ToldCard, ...]:
    return tuple(
        ToldCard(one.text, one.dots, one.counted.room, one.name if names else "", one.was_typed)
        for one in found
        if not one.is_covered
    )


def _about(wall: "Wall", cards: int, dots: int) -> tuple[str, ...]:
    place = places.names([wall.sozialraum_id]).get(wall.sozialraum_id, "")
    how_much = ngettext("%(n)s Karte", "%(n)s Karten", cards)
    if dots:
        how_much = f"{how_much}, {in_dots(dots)}"
    return tuple(one for one in (place, _("Stand: %(day)s", day=as_date(today())), how_much) if one)


def _legend(groups: Sequence[ToldGroup]) -> tuple[tuple[str, str], ...]:
    found = []
    if any(card.is_typed for group in groups for card in group.cards):
        found.append((TYPED, _("Karte, die die Moderation für jemanden geschrieben hat.")))
    if any(group.room_dots for group in groups):
        found.append((_("für den Raum"), _("Punkte, die die Moderation auf Zuruf geklebt hat.")))
    return tuple(found)


def _notes(names: bool, *, covered: int, is_secret: bool) -> tuple[str, ...]:
    notes = [_("Die Karten stehen im Wortlaut. Namen der Menschen stehen nicht dabei.")]
    if names:
        notes = [_("Nur für den Dienstgebrauch: Enthalten sind Vornamen. Bitte nicht weitergeben.")]
    if covered:
        notes.append(
            ngettext(
                "%(n)s Karte hängt verdeckt und steht nicht dabei.",
                "%(n)s Karten hängen verdeckt und stehen nicht dabei.",
                covered,
            )
        )
    if is_secret:
        notes.append(_("Es wird noch geklebt: Wo die Punkte stehen, ist bis dahin geheim."))
    return tuple(notes)


def _ranked(columns: Iterable[ToldColumn]) -> Iterator[Ranked]:
    """Clusters as a whole, and single cards."""
    for column in columns:
        for group in column.groups:
            if group.title:
                if group.dots:
                    yield Ranked(group.title, column.title, group.dots)
                continue
            yield from (Ranked(one.text, column.title, one.dots) for one in group.cards if one.dots)
