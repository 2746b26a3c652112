"""A county for tests."""

from portal.county import actions
from portal.county.models import County
from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM
from portal.web.site import forget_site


def make_county(*, with_terms: bool = False, **changes: object) -> County:
    """The county of this installation: Musterkreis, key 09999, unless told otherwise; `with_terms` also brings its lists."""
    values: dict[str, object] = {
        "name": "Landkreis Musterkreis",
        "short_name": "Musterkreis",
        "ags": "09999",
        "contact_name": "Anna Beispiel",
        "contact_phone": "08261 995-0",
        "contact_email": "mitreden@example.org",
    }
    with unit_of_work():
        county = actions.set_up(**(values | changes), by=SYSTEM)  # type: ignore[arg-type]
        if with_terms:
            actions.seed_taxonomies(by=SYSTEM)
    forget_site()
    return county
