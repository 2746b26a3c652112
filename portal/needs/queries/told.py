"""What the person behind one Wortmeldung was told of the answers, on which way, when, and by whom."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from portal.kernel.db import session
from portal.needs.models import Need, PublicAnswer, Telling

#: So many answers to one person are shown.
MOST_TOLD = 50


@dataclass(frozen=True)
class Told:
    """One answer on its way to one person."""

    telling: Telling
    answer: PublicAnswer
    need: Need


def told_about(contribution_id: UUID) -> list[Told]:
    """What was written, printed or rung about this Wortmeldung, the latest first. One query.

    Somebody who said several things is told once: it stands with the first of them that has the contact. What people read with
    their Rückmelde-Code nobody notes.
    """
    rows = session().execute(
        select(Telling, PublicAnswer, Need)
        .join(PublicAnswer, PublicAnswer.id == Telling.answer_id)
        .join(Need, Need.id == PublicAnswer.need_id)
        .where(Telling.contribution_id == contribution_id)
        .order_by(Telling.at.desc(), Telling.id.desc())
        .limit(MOST_TOLD)
    )
    return [Told(*row) for row in rows]
