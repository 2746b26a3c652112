"""Reads of the county and its lists of terms. All of it is public."""

from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select

from portal.county.models import ActionField, BasicFunction, County, CountyArms, TargetGroup, Term
from portal.county.terms import Taxonomy
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.text import N_

AnyTerm = TypeVar("AnyTerm", ActionField, TargetGroup, BasicFunction)

MODELS: dict[Taxonomy, type[ActionField] | type[TargetGroup] | type[BasicFunction]] = {
    Taxonomy.ACTION_FIELD: ActionField,
    Taxonomy.TARGET_GROUP: TargetGroup,
    Taxonomy.BASIC_FUNCTION: BasicFunction,
}


def find_county() -> County | None:
    """The county of this installation, or None before it is set up."""
    return session().scalars(select(County)).one_or_none()


def county() -> County:
    """The county of this installation. Raises `NotFound` before it is set up."""
    found = find_county()
    if found is None:
        raise NotFound("county.not-set-up", N_("Dieses Portal ist noch nicht eingerichtet."))
    return found


def arms() -> CountyArms | None:
    """The picture of the county's arms, if it has one."""
    return session().scalars(select(CountyArms)).one_or_none()


def arms_digest() -> str | None:
    """What makes the address of the arms change when the picture does."""
    return session().scalars(select(CountyArms.digest)).one_or_none()


def action_fields(*, active: bool | None = True) -> Sequence[ActionField]:
    """The Handlungsfelder as a list in the order of the tree: each followed by its parts. `active=None` gives all."""
    found = _terms(ActionField, active)
    parts: dict[UUID | None, list[ActionField]] = {}
    for field in found:
        parts.setdefault(field.parent_id, []).append(field)
    return [field for top in parts.get(None, []) for field in (top, *parts.get(top.id, []))]


def target_groups(*, active: bool | None = True) -> Sequence[TargetGroup]:
    """The Zielgruppen in their order. `active=None` gives all."""
    return _terms(TargetGroup, active)


def basic_functions(*, active: bool | None = True) -> Sequence[BasicFunction]:
    """The Grunddaseinsfunktionen in their order. `active=None` gives all."""
    return _terms(BasicFunction, active)


def terms_of(taxonomy: Taxonomy, *, active: bool | None = True) -> Sequence[Term]:
    """The terms of a list in their order."""
    match taxonomy:
        case Taxonomy.ACTION_FIELD:
            return action_fields(active=active)
        case Taxonomy.TARGET_GROUP:
            return target_groups(active=active)
        case Taxonomy.BASIC_FUNCTION:
            return basic_functions(active=active)


def term(taxonomy: Taxonomy, term_id: UUID) -> Term:
    """One term. Raises `NotFound`."""
    found = next((one for one in terms_of(taxonomy, active=None) if one.id == term_id), None)
    if found is None:
        raise NotFound(term_id=str(term_id))
    return found


def neighbours(of: Term) -> Sequence[Term]:
    """The terms among which this one has its position, itself included, in their order."""
    if isinstance(of, ActionField):
        return [field for field in _terms(ActionField, None) if field.parent_id == of.parent_id]
    return target_groups(active=None) if isinstance(of, TargetGroup) else basic_functions(active=None)


def _terms(model: type[AnyTerm], active: bool | None) -> Sequence[AnyTerm]:
    query = select(model).order_by(model.position, model.key)
    if active is not None:
        query = query.where(model.is_active.is_(active))
    return session().scalars(query).all()
