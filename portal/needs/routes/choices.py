"""What can be chosen in the forms of Bedarfe."""

from collections.abc import Iterable
from uuid import UUID

from portal.accounts import queries as accounts
from portal.county import queries as county
from portal.kernel.policy import Actor, Role
from portal.needs.forms import Choices, NeedForm
from portal.places import queries as places
from portal.web.access import actor
from portal.web.forms import as_uuid


def places_for(viewer: Actor, *roles: Role) -> Choices:
    """The Sozialräume in which one of `roles` is held, the county first, then by name."""
    return places.choices_within(viewer.scope_of(*roles), county_first=True)


def action_fields(*, keep: UUID | None = None) -> Choices:
    """The Handlungsfelder in the order of their tree, parts with a dash; also a retired one that is in use."""
    found = county.action_fields(active=None)
    return [
        (field.id, f"– {field.name}" if field.parent_id else field.name)
        for field in found
        if field.is_active or field.id == keep
    ]


def target_groups(*, keep: Iterable[UUID] = ()) -> Choices:
    kept = set(keep)
    return [(g.id, g.name) for g in county.target_groups(active=None) if g.is_active or g.id in kept]


def basic_functions(*, keep: Iterable[UUID] = ()) -> Choices:
    kept = set(keep)
    return [(f.id, f.name) for f in county.basic_functions(active=None) if f.is_active or f.id in kept]


def planners(lineage: tuple[UUID, ...] | None = None, *, keep: UUID | None = None) -> Choices:
    """The planners of a place, or all; also whoever is responsible now and no planner any more."""
    found = [(account.id, account.name) for account in accounts.holders(Role.PLANNER, within=lineage)]
    gone = {} if keep is None or keep in dict(found) else accounts.names([keep])
    return [*found, *gone.items()]


def need_form(
    kind: type[NeedForm] = NeedForm,
    *,
    field: UUID | None = None,
    groups: Iterable[UUID] = (),
    functions: Iterable[UUID] = (),
    **kwargs: object,
) -> NeedForm:
    """A form for a Bedarf with everything the reader may choose; what is in use already stays choosable."""
    return kind(
        places=places_for(actor(), Role.PLANNER),
        action_fields=action_fields(keep=field),
        target_groups=target_groups(keep=groups),
        basic_functions=basic_functions(keep=functions),
        **kwargs,
    )


def in_words(form: NeedForm, name: str) -> str:
    """What a field of the form says, as people read it."""
    field = form[name]
    chosen = set(field.data) if isinstance(field.data, (list, tuple)) else {field.data}
    if not hasattr(field, "choices"):
        return str(field.data or "")
    return "\n".join(label for value, label in field.choices if as_uuid(value) in chosen)
