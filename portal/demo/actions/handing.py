"""The Übergabe of the story: prepared and given into the hands of the successor."""

from collections.abc import Iterator
from datetime import datetime

from portal.demo import queries
from portal.demo.actions.scenes import Scene
from portal.demo.story.handover import GIVER, POINTS, PROJECT, SUCCESSOR, WORDS
from portal.demo.story.shape import on
from portal.kuemmerer import queries as projects
from portal.kuemmerer.actions import handovers
from portal.kuemmerer.actions.handovers import HandoverDraft
from portal.kuemmerer.terms.handovers import HandoverPoint

_WHEN = on(1, "Fr", "11:10")


def scenes(loaded_at: datetime) -> Iterator[Scene]:
    """One morning at the end of the story."""
    yield Scene(_WHEN.resolve(loaded_at), "kuemmerer", hand_on)


def hand_on() -> None:
    """The Kümmerin prepares the Übergabe and hands over."""
    by, successor = queries.person(GIVER), queries.person(SUCCESSOR)
    assert successor.id is not None, "people of the story have accounts"
    project = projects.project_begun_with(queries.submission_key(f"kuemmerer-{PROJECT}"))
    draft = HandoverDraft(to_id=successor.id, words=WORDS, points=[HandoverPoint(one) for one in POINTS])
    made = handovers.begin_handover(project, draft, submission_key=queries.submission_key("handover"), by=by)
    handovers.hand_over(made, by=by)
