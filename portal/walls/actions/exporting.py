"""What leaves the house is noted; first names need a reason."""

from portal.kernel import audit
from portal.kernel.errors import InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.walls.models import Wall
from portal.walls.policy import WallPermission
from portal.walls.terms.exporting import REASON_LONGEST, REASON_SHORTEST, WallFormat
from portal.walls.terms.states import Naming

EXPORTED = audit.kind("walls.exported", N_("Moderationswand ausgegeben"), keys=("wall_id", "format"))
EXPORTED_NAMES = audit.kind(
    "walls.exported-names",
    N_("Moderationswand mit Vornamen ausgegeben"),
    keys=("wall_id", "format", "reason"),
)


def note_export(wall: Wall, format: WallFormat, *, names: bool = False, reason: str = "", by: Actor) -> None:
    """Note in the log that somebody takes the wall away.

    Raises `InvalidInput` when first names are wanted without a reason (field "reason"), or of a wall on which nobody gave one
    (field "names").
    """
    ensure(WallPermission.EXPORT, by, wall)
    if not names:
        audit.log(EXPORTED, by=by, wall_id=wall.id, format=format.value)
        return
    if wall.naming is Naming.ANONYMOUS:
        raise InvalidInput("wall.no-names", N_("An dieser Wand hat niemand einen Namen angegeben."), field="names")
    if len(reason.strip()) < REASON_SHORTEST:
        raise InvalidInput(
            "wall.export-reason",
            N_("Bitte schreiben Sie in einem kurzen Satz, wofür Sie die Vornamen brauchen."),
            field="reason",
        )
    said = reason.strip()[:REASON_LONGEST]
    audit.log(EXPORTED_NAMES, by=by, wall_id=wall.id, format=format.value, reason=said)
