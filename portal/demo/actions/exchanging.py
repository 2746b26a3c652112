"""The Austauschtreffen of the story, planned by the county's desk."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from portal.demo import queries
from portal.demo.actions.scenes import Scene
from portal.demo.story.exchange import EXCHANGES
from portal.demo.story.shape import day_from, on
from portal.kuemmerer import queries as projects
from portal.kuemmerer.actions import exchange as actions

_PLANNED = on(1, "Fr", "10:40")


def scenes(loaded_at: datetime) -> Iterator[Scene]:
    """The day on which the county's desk entered both."""
    yield Scene(_PLANNED.resolve(loaded_at), "kuemmerer", partial(plan, loaded_at))


def plan(loaded_at: datetime) -> None:
    """Enter the meetings and who shows what."""
    by = queries.person("planung")
    for told in EXCHANGES:
        draft = actions.ExchangeDraft(
            held_on=day_from(loaded_at, told.days), place=told.place, topics="\n".join(told.topics)
        )
        meeting = actions.plan_exchange(draft, submission_key=queries.submission_key(f"exchange-{told.key}"), by=by)
        for key, text in told.shows:
            project = projects.project_begun_with(queries.submission_key(f"kuemmerer-{key}"))
            actions.set_share(meeting, project, text, by=by)
