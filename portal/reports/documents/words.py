"""How figures are said on paper and on the pages that show the same."""

import re
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from portal.indicators.terms import AgeGroup, Figure, ValueStatus
from portal.kernel.runtime import settings
from portal.places.queries import Contact
from portal.reports.terms.sheltered import FEWEST, sheltered
from portal.web.i18n import _, as_number
from portal.web.site import site

#: The number of a table of the official statistics inside a source.
_TABLE = re.compile(r"(?<=Tabelle )([\w-]+)")


def figure_in_words(figure: Figure | None) -> str:
    """A value as it is printed, or why there is none: never a zero for what nobody knows."""
    if figure is None:
        return _("keine Angabe")
    if figure.value is None or figure.status is ValueStatus.MISSING:
        return _(figure.status.label)
    number = as_number(figure.value, figure.decimals)
    return f"({number})" if figure.status is ValueStatus.LIMITED else number


def brackets_in_words(figures: Iterable[Figure | None]) -> str:
    """What brackets around a value say; "" when none of these figures stands in some."""
    if not any(one is not None and one.status is ValueStatus.LIMITED for one in figures):
        return ""
    return _("Werte in Klammern sind nur eingeschränkt zu vergleichen, etwa weil dazwischen neu gezählt wurde.")


def sources_in_words(told: Iterable[str]) -> str:
    """Each source once; those that differ only in the number of their table share one mention."""
    tables: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for one in dict.fromkeys(told):
        before, table, after = (*_TABLE.split(one, maxsplit=1), "", "")[:3]
        tables[before, after].append(table)
    return "; ".join(f"{before}{', '.join(found)}{after}" for (before, after), found in tables.items())


def number_in_words(value: Decimal | None, decimals: int = 0) -> str:
    return "–" if value is None else as_number(value, decimals)


def count_in_words(count: int) -> str:
    """A count on paper for everybody: rounded, and nothing under five."""
    told = sheltered(count)
    return _("unter %(n)s", n=FEWEST) if told is None else as_number(told)


def ages_in_words(ages: AgeGroup) -> str:
    if ages.end is None:
        return _("ab %(first)s", first=ages.first)
    if not ages.first:
        return _("unter %(end)s", end=ages.end)
    return (
        _("%(first)s bis %(last)s", first=ages.first, last=ages.end - 1)
        if ages.end - ages.first > 1
        else str(ages.first)
    )


def contact_in_words(contact: Contact | None) -> str:
    """Whom to ring: who is nearest to the place, else the county."""
    if contact is not None:
        name = contact.name if contact.name == contact.place else f"{contact.name} ({contact.place})"
        return f"{name}, {_('Telefon')} {contact.phone}"
    info = site()
    return ", ".join(part for part in (info.contact_name or info.county_name, info.contact_phone) if part)


def publisher() -> str:
    return site().county_name or site().name


def absolute(path: str) -> str:
    """The address for paper."""
    return f"{settings().base_url.rstrip('/')}{path}"
