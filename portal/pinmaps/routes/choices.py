"""What people who make a Nadelkarte or an Ortsbegehung can choose from: Sozialräume and Verfahren of theirs."""

from uuid import UUID

from portal.consultations import queries as consultations
from portal.pinmaps.policy import EDITORS
from portal.places import queries as places
from portal.web.access import actor

Choices = list[tuple[UUID, str]]


def place_choices(*, besides: UUID | None = None) -> Choices:
    """The Sozialräume for which this person may draft a map or plan a walk, and the one it belongs to already."""
    scope = actor().scope_of(*EDITORS)
    mine = [node for node in places.tree() if scope is None or node.id == besides or not scope.isdisjoint(node.lineage)]
    labels = places.labels(node.id for node in mine)
    return [(node.id, labels[node.id]) for node in mine]


def consultation_choices(*, besides: UUID | None = None) -> Choices:
    """The Verfahren this person works on, and the one it belongs to already."""
    found = [(one.id, one.title) for one in consultations.titled(consultations.own_consultations(actor()))]
    if besides is not None and besides not in {known for known, _title in found}:
        found += consultations.titles([besides]).items()
    return found
