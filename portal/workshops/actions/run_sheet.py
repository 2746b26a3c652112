"""The run-sheet: pieces from a template, and what the moderator makes of them."""

from dataclasses import dataclass
from itertools import groupby

from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.workshops.models import FutureWorkshop, RunSheetItem
from portal.workshops.policy import WorkshopPermission
from portal.workshops.queries import workshops as queries
from portal.workshops.terms.limits import MOST_ITEMS, MOST_MINUTES
from portal.workshops.terms.steps import WorkshopStep
from portal.workshops.terms.templates import PIECES


@dataclass(frozen=True, kw_only=True)
class ItemDraft:
    """What is written about one piece."""

    title: str
    step: WorkshopStep
    minutes: int = 0
    material: str = ""
    spoken: str = ""


def write_template(workshop: FutureWorkshop) -> None:
    """Give a new workshop the pieces of its template."""
    for step, pieces in groupby(PIECES[workshop.template], key=lambda piece: piece.step):
        for position, piece in enumerate(pieces, start=1):
            session().add(
                RunSheetItem(
                    workshop_id=workshop.id,
                    step=step,
                    position=position,
                    title=piece.title,
                    minutes=piece.minutes,
                    material=piece.material,
                    spoken=piece.spoken,
                )
            )
    session().flush()


def add_item(workshop: FutureWorkshop, draft: ItemDraft, *, by: Actor) -> RunSheetItem:
    """A further piece at the end of its step."""
    ensure(WorkshopPermission.EDIT, by, workshop)
    _check(draft)
    if queries.number_of_items(workshop.id) >= MOST_ITEMS:
        raise InvalidInput(
            "run-sheet.too-many", N_("Mehr Punkte passen nicht in einen Ablauf. Fassen Sie einige zusammen.")
        )
    item = RunSheetItem(workshop_id=workshop.id, position=queries.last_position(workshop.id, draft.step) + 1)
    _write(item, draft)
    session().add(item)
    session().flush()
    return item


def write_item(item: RunSheetItem, draft: ItemDraft, *, version: int, by: Actor) -> None:
    """Replace what is written about a piece. Raises `Conflict` when somebody saved since `version`."""
    ensure(WorkshopPermission.EDIT, by, item)
    if item.version != version:
        raise Conflict
    _check(draft)
    if item.step is not draft.step:
        item.position = queries.last_position(item.workshop_id, draft.step) + 1
    _write(item, draft)
    session().flush()


def move_item(item: RunSheetItem, *, up: bool, by: Actor) -> None:
    """Change places with the neighbour within the step; nothing happens at its edge."""
    ensure(WorkshopPermission.EDIT, by, item)
    row = [one for one in queries.run_sheet(item.workshop_id) if one.step is item.step]
    place = row.index(item)
    other = place - 1 if up else place + 1
    if 0 <= other < len(row):
        row[place], row[other] = row[other], row[place]
    for position, one in enumerate(row, start=1):
        one.position = position
    session().flush()


def remove_item(item: RunSheetItem, *, by: Actor) -> None:
    """Leave a piece out."""
    ensure(WorkshopPermission.EDIT, by, item)
    session().delete(item)
    session().flush()


def _check(draft: ItemDraft) -> None:
    if not draft.title:
        raise InvalidInput("run-sheet.no-title", N_("Bitte schreiben Sie, was geschieht."), field="title")
    if not 0 <= draft.minutes <= MOST_MINUTES:
        raise InvalidInput(
            "run-sheet.odd-minutes",
            N_("Bitte geben Sie 0 bis %(most)s Minuten an."),
            field="minutes",
            most=MOST_MINUTES,
        )


def _write(item: RunSheetItem, draft: ItemDraft) -> None:
    item.title, item.step, item.minutes = draft.title, draft.step, draft.minutes
    item.material, item.spoken = draft.material, draft.spoken
