"""The Verfahren of the story: drafted, published, closed."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from sqlalchemy import select

from portal.consultations import actions as consultations
from portal.consultations.models import Consultation
from portal.demo import queries
from portal.demo.actions.scenes import Scene
from portal.demo.story.consultations import CONSULTATIONS
from portal.demo.story.shape import ConsultationStory, day_from
from portal.kernel.db import session


def scenes(loaded_at: datetime) -> Iterator[Scene]:
    """What happens to each Verfahren."""
    for told in CONSULTATIONS:
        yield Scene(told.created.resolve(loaded_at), told.key, partial(draft, told, loaded_at))
        if told.published:
            yield Scene(told.published.resolve(loaded_at), told.key, partial(publish, told))
        if told.closed:
            yield Scene(told.closed.resolve(loaded_at), told.key, partial(close, told))


def draft(told: ConsultationStory, loaded_at: datetime) -> None:
    """Write the draft."""
    written = consultations.ConsultationDraft(
        title=told.title,
        place=queries.place(told.place),
        purpose=told.purpose,
        opens_on=day_from(loaded_at, told.opens_in_days),
        closes_on=day_from(loaded_at, told.closes_in_days),
        contact_name=told.contact_name,
        contact_phone=told.contact_phone,
        contact_email=told.contact_email,
        moderate_first=told.moderate_first,
    )
    consultations.create(written, by=queries.person(told.created_by))


def publish(told: ConsultationStory) -> None:
    """Let everybody see it."""
    consultations.publish(found(told.key), by=queries.person(told.published_by))


def close(told: ConsultationStory) -> None:
    """End it and say what became of it."""
    consultations.close(found(told.key), outcome=told.outcome, by=queries.person(told.published_by))


def found(key: str) -> Consultation:
    """A Verfahren of the story by its key."""
    title = next(told.title for told in CONSULTATIONS if told.key == key)
    return session().scalars(select(Consultation).where(Consultation.title == title)).one()
