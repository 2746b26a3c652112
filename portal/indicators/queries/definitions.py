"""Which Indikatoren there are."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from portal.indicators.models import Indicator
from portal.indicators.terms import SHIPPED, SHIPPED_BY_KEY, SHIPPED_BY_SLUG, Definition
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.text import fold


def definitions() -> list[Definition]:
    """All Indikatoren: those that come with the portal in their order, then one's own by name. One query."""
    return [*SHIPPED, *(row.definition for row in own_indicators())]


def definition(key: str) -> Definition:
    """One Indikator by its key. No query for one that comes with the portal. Raises `NotFound`."""
    if key in SHIPPED_BY_KEY:
        return SHIPPED_BY_KEY[key]
    return own_indicator(key).definition


def definition_by_slug(slug: str) -> Definition:
    """One Indikator by its part of an address. Raises `NotFound`."""
    return SHIPPED_BY_SLUG[slug] if slug in SHIPPED_BY_SLUG else own_indicator(slug).definition


def definitions_of(keys: Sequence[str]) -> dict[str, Definition]:
    """These Indikatoren by key; unknown keys are left out. One query at most."""
    known = {key: SHIPPED_BY_KEY[key] for key in keys if key in SHIPPED_BY_KEY}
    others = [key for key in keys if key not in known]
    if others:
        rows = session().scalars(select(Indicator).where(Indicator.key.in_(others)))
        known |= {row.key: row.definition for row in rows}
    return known


def own_indicators() -> Sequence[Indicator]:
    """The Indikatoren somebody here defined, by name."""
    return session().scalars(select(Indicator).where(~Indicator.is_shipped).order_by(Indicator.sort_name)).all()


def own_indicator(key: str) -> Indicator:
    """One of them. Raises `NotFound`, for those that come with the portal too."""
    found = session().scalar(select(Indicator).where(Indicator.key == key, ~Indicator.is_shipped))
    if found is None:
        raise NotFound(key=key)
    return found


def indicator_row(key: str) -> Indicator | None:
    """The row of an Indikator, for those that come with the portal None until they have a value."""
    return session().scalar(select(Indicator).where(Indicator.key == key))


def indicator_of_form(submission_key: UUID) -> Indicator | None:
    """The one that was defined with a form, when it was sent before."""
    return session().scalar(select(Indicator).where(Indicator.submission_key == submission_key))


def names_of_counted() -> dict[str, str]:
    """Folded names and slugs of what can be read from a list, with their keys; computed ones are never read."""
    known = [one for one in definitions() if not one.is_computed]
    return {fold(one.name): one.key for one in known} | {one.slug.replace("-", " "): one.key for one in known}
