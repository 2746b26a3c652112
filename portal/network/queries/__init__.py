"""Reads of the network. `visible_stakeholders` is the only door for lists of Akteure, `visible_contacts` for those of contacts."""

from portal.network.queries.directory import (
    Filters,
    contact,
    contact_or_none,
    import_file,
    merge_of,
    merges_of,
    names,
    organisation_names,
    page_of,
    reviews_of,
    stakeholder,
    stakeholders_of,
    visible_contacts,
    visible_stakeholders,
)
from portal.network.queries.doubles import Pair, doubles, doubles_of
from portal.network.queries.minding import (
    MOST_SHOWN,
    assessed,
    count_unassessed,
    due_reviews,
    old_consents,
)
from portal.network.queries.reaching import (
    Reachable,
    Selection,
    letters,
    mail_addresses,
    reachable_contacts,
)

__all__ = [
    "MOST_SHOWN",
    "Filters",
    "Pair",
    "Reachable",
    "Selection",
    "assessed",
    "contact",
    "contact_or_none",
    "count_unassessed",
    "doubles",
    "doubles_of",
    "due_reviews",
    "import_file",
    "letters",
    "mail_addresses",
    "merge_of",
    "merges_of",
    "names",
    "old_consents",
    "organisation_names",
    "page_of",
    "reachable_contacts",
    "reviews_of",
    "stakeholder",
    "stakeholders_of",
    "visible_contacts",
    "visible_stakeholders",
]
