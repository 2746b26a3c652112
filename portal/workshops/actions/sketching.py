"""Project sketches: writing them down, and telling what became of them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from portal.kernel import audit
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.events import record
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.workshops.events import SketchToldOf
from portal.workshops.models import FutureWorkshop, ProjectSketch, SketchEntry
from portal.workshops.policy import SketchPermission, WorkshopPermission
from portal.workshops.queries import sketches as queries
from portal.workshops.queries.chain import chain
from portal.workshops.terms.limits import MOST_SKETCHES
from portal.workshops.terms.sketches import SKETCH, SketchState

DISCARDED = audit.kind("workshops.sketch-discarded", N_("Projektskizze gelöscht"), keys=("workshop_id",))


@dataclass(frozen=True, kw_only=True)
class SketchDraft:
    """What a group writes on its sheet."""

    title: str
    what: str = ""
    who: str = ""
    when_done: str = ""
    with_whom: str = ""
    first_step: str = ""
    first_step_on: date | None = None
    godparent: str = ""
    godparent_may_be_named: bool = False


def sketch(
    workshop: FutureWorkshop, draft: SketchDraft, *, idea: str = "", submission_key: UUID, by: Actor
) -> ProjectSketch:
    """Write down a new sketch, of a wish when `idea` is the key of its `Thought`. Sent again it is the same sketch.

    Raises `Conflict` for a key that was sent in another workshop.
    """
    ensure(WorkshopPermission.SKETCH, by, workshop)
    if (first := queries.by_submission_key(submission_key)) is not None:
        if first.workshop_id != workshop.id:
            raise Conflict
        return first
    _check(draft)
    if queries.number_of_sketches(workshop.id) >= MOST_SKETCHES:
        raise InvalidInput("sketch.too-many", N_("Mehr Projektskizzen nimmt eine Werkstatt nicht auf."))
    row = ProjectSketch(workshop_id=workshop.id, submission_key=submission_key, created_by=by.id)
    if idea:
        found = chain(workshop, for_staff=True).idea(idea)
        if found is None:
            raise InvalidInput(
                "sketch.no-wish", N_("Dieser Wunsch hängt nicht mehr so an der Wand. Laden Sie die Seite neu.")
            )
        row.cluster_id, row.card_id = found.thought.cluster_id, found.thought.card_id
    _write(row, draft)
    session().add(row)
    session().flush()
    return row


def write_sketch(row: ProjectSketch, draft: SketchDraft, *, version: int, by: Actor) -> None:
    """Replace what stands on the sheet. Raises `Conflict` when somebody saved since `version`.

    What was handed on before keeps the words it had then.
    """
    ensure(SketchPermission.EDIT, by, row)
    if row.version != version:
        raise Conflict
    _check(draft)
    _write(row, draft)
    session().flush()


def discard_sketch(row: ProjectSketch, *, by: Actor) -> None:
    """Delete a sketch that was not handed on."""
    ensure(SketchPermission.DISCARD, by, row)
    audit.log(DISCARDED, by=by, workshop_id=row.workshop_id)
    session().delete(row)
    session().flush()


def tell_what_became(
    row: ProjectSketch, *, state: SketchState, sentence: str, submission_key: UUID, by: Actor
) -> SketchEntry:
    """Note in a sentence what became of a sketch; everybody may read it. Sent again it is the same entry.

    Raises `Conflict` for a key that told of another sketch.
    """
    ensure(SketchPermission.FOLLOW, by, row)
    if (first := queries.entry_or_none(submission_key)) is not None:
        if first.sketch_id != row.id:
            raise Conflict
        return first
    if not sentence:
        raise InvalidInput(
            "sketch.no-sentence", N_("Bitte schreiben Sie in einem Satz, wie es steht."), field="sentence"
        )
    SKETCH.check(row.state, state)
    row.state = state
    entry = SketchEntry(id=submission_key, sketch_id=row.id, state=state, sentence=sentence, by=by.id)
    session().add(entry)
    record(SketchToldOf(sketch_id=row.id, state=state.value, by=by.id))
    session().flush()
    return entry


def _check(draft: SketchDraft) -> None:
    if not draft.title:
        raise InvalidInput("sketch.no-title", N_("Bitte geben Sie dem Projekt einen Namen."), field="title")
    if draft.first_step_on is not None and not 1990 <= draft.first_step_on.year <= 2200:
        raise InvalidInput("sketch.odd-day", N_("Bitte prüfen Sie das Datum."), field="first_step_on")


def _write(row: ProjectSketch, draft: SketchDraft) -> None:
    row.title, row.what, row.who, row.when_done = draft.title, draft.what, draft.who, draft.when_done
    row.with_whom, row.first_step, row.first_step_on = draft.with_whom, draft.first_step, draft.first_step_on
    row.godparent, row.godparent_may_be_named = draft.godparent, draft.godparent_may_be_named
