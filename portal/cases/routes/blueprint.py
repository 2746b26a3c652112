"""`/arbeit/faelle`: its views, and what they all need."""

from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint, Response, url_for

from portal.cases import queries
from portal.cases.policy import BreakGlassPermission, CasePermission
from portal.county import queries as county
from portal.kernel.policy import Role, allows
from portal.kernel.sealing import KeyMissing, SealBroken
from portal.kernel.text import N_
from portal.places import queries as places
from portal.web.access import actor
from portal.web.choosing import Choices
from portal.web.i18n import _
from portal.web.nav import nav_entry
from portal.web.pages import page

if TYPE_CHECKING:
    from portal.cases.models import BreakGlass, Case, CaseDeputy

bp = Blueprint("cases", __name__, url_prefix="/arbeit/faelle")

nav_entry("work", label=N_("Fälle"), endpoint="cases.index", order=66, permission=CasePermission.LIST, icon="lock")
nav_entry(
    "admin", label=N_("Fälle: Anzahl"), endpoint="cases.counts", order=84, permission=CasePermission.COUNT, icon="lock"
)
nav_entry(
    "admin",
    label=N_("Notöffnung"),
    endpoint="cases.break_glasses",
    order=85,
    permission=BreakGlassPermission.ASK,
    icon="lock",
)

_VIEWS = (
    (N_("Meine Fälle"), "cases.index", CasePermission.LIST),
    (N_("Zahlen für den Bericht"), "cases.figures", CasePermission.STATISTICS),
    (N_("Stellvertretung"), "cases.deputies", CasePermission.LIST),
    (N_("Übergabe"), "cases.hand_over", CasePermission.LIST),
)


def views() -> list[tuple[str, str]]:
    """The views of the Fälle that the reader may open, as (label, address)."""
    return [(_(label), url_for(endpoint)) for label, endpoint, asked in _VIEWS if allows(asked, actor())]


def case_in_url(case_id: UUID) -> "Case":
    return queries.case(case_id)


def deputy_in_url(deputy_id: UUID) -> "CaseDeputy":
    return queries.deputy(deputy_id)


def break_glass_in_url(break_glass_id: UUID) -> "BreakGlass":
    return queries.break_glass(break_glass_id)


def place_choices(*, besides: UUID | None = None) -> Choices:
    """The Sozialräume in which this person is Kümmerer, and the one that was chosen before."""
    return places.choices_within(actor().scope_of(Role.KUEMMERER), besides=besides)


def group_choices(*, keep: UUID | None = None) -> Choices:
    """The Zielgruppen in their order; also a retired one that is in use."""
    return [
        (group.id, group.name) for group in county.target_groups(active=None) if group.is_active or group.id == keep
    ]


def field_choices() -> Choices:
    """The Handlungsfelder in the order of their tree, parts with a dash."""
    return [(field.id, f"– {field.name}" if field.parent_id else field.name) for field in county.action_fields()]


@bp.errorhandler(KeyMissing)
def no_key(_error: KeyMissing) -> Response:
    """Without the key the room stays shut, and says so."""
    return page("cases/locked.html", is_broken=False, status=503)


@bp.errorhandler(SealBroken)
def wrong_key(_error: SealBroken) -> Response:
    """What was sealed with a key that is gone stays shut."""
    return page("cases/locked.html", is_broken=True, status=503)
