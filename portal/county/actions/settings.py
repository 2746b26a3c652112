"""Setting up the county and changing its face, contact and texts."""

import hashlib

from sqlalchemy import delete

from portal.county import queries
from portal.county.events import CountyChanged
from portal.county.models import County, CountyArms
from portal.county.policy import CountyPermission
from portal.county.terms import (
    LEAST_CONTRAST,
    CountyKind,
    checked_email,
    checked_phone,
    darkened_until_readable,
    least_contrast_on_light,
    normalise_colour,
)
from portal.county.terms.texts import default_texts
from portal.kernel import audit
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.events import record
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_, clean_text

COUNTY_CHANGED = audit.kind("county.changed", N_("Angaben zum Landkreis geändert"), keys=("county_id", "change"))
LONGEST_TEXT = 60_000


def set_up(
    *,
    name: str,
    short_name: str,
    ags: str,
    kind: CountyKind = CountyKind.RURAL,
    state: str = "Bayern",
    portal_name: str = "Miteinander",
    is_example: bool = False,
    accent: str = "#14535f",
    contact_name: str = "",
    contact_phone: str = "",
    contact_email: str = "",
    contact_hours: str = "",
    address: str = "",
    imprint: str = "",
    privacy: str = "",
    accessibility: str = "",
    by: Actor,
) -> County:
    """Make this installation the portal of a county. Empty texts become drafts that name what has to be filled in.

    Raises `Conflict` when there is a county already: an installation belongs to one.
    """
    ensure(CountyPermission.EDIT, by)
    if queries.find_county() is not None:
        raise Conflict("county.exists", N_("Dieses Portal gehört schon zu einem Landkreis."))
    if len(ags) != 5 or not (ags.isascii() and ags.isdecimal()):
        raise InvalidInput(
            "county.ags", N_("Der Schlüssel eines Landkreises hat fünf Ziffern, zum Beispiel 09778."), field="ags"
        )
    drafts = default_texts(name)
    county = County(
        ags=ags,
        kind=kind,
        state=state,
        is_example=is_example,
        imprint=imprint or drafts.imprint,
        privacy=privacy or drafts.privacy,
        accessibility=accessibility or drafts.accessibility,
        name="",
        short_name="",
    )
    session().add(county)
    _set_details(
        county,
        portal_name=portal_name,
        name=name,
        short_name=short_name,
        contact_name=contact_name,
        contact_phone=contact_phone,
        contact_email=contact_email,
        contact_hours=contact_hours,
        address=address,
    )
    county.accent = _readable(accent)
    _changed(county, "set-up", by)
    return county


def edit_details(
    county: County,
    *,
    seen_version: int,
    portal_name: str,
    name: str,
    short_name: str,
    contact_name: str,
    contact_phone: str,
    contact_email: str,
    contact_hours: str,
    address: str,
    by: Actor,
) -> None:
    """Change the names and the contact shown on every public page. Raises `Conflict` when somebody saved in between."""
    _begin(county, seen_version, by)
    _set_details(
        county,
        portal_name=portal_name,
        name=name,
        short_name=short_name,
        contact_name=contact_name,
        contact_phone=contact_phone,
        contact_email=contact_email,
        contact_hours=contact_hours,
        address=address,
    )
    _changed(county, "details", by)


def edit_colours(county: County, *, seen_version: int, accent: str, stripe: str, by: Actor) -> None:
    """Change the county's colours. Raises `InvalidInput` for an accent that cannot be read on a light page."""
    _begin(county, seen_version, by)
    county.accent = _readable(accent)
    county.stripe = normalise_colour(stripe, field="stripe")
    _changed(county, "colours", by)


def edit_texts(county: County, *, seen_version: int, imprint: str, privacy: str, accessibility: str, by: Actor) -> None:
    """Change the legal texts (Markdown). Each must say something: the law wants all three pages."""
    _begin(county, seen_version, by)
    county.imprint = _filled_text(imprint, "imprint")
    county.privacy = _filled_text(privacy, "privacy")
    county.accessibility = _filled_text(accessibility, "accessibility")
    _changed(county, "texts", by)


def replace_arms(county: County, *, png: bytes, by: Actor) -> None:
    """Show these arms in the header. `png` was written anew from pixels, never taken as it was sent."""
    ensure(CountyPermission.EDIT, by)
    arms = queries.arms() or CountyArms(county_id=county.id)
    arms.image = png
    arms.digest = hashlib.sha256(png).hexdigest()[:16]
    session().add(arms)
    _changed(county, "arms", by)


def remove_arms(county: County, *, by: Actor) -> None:
    """Show no arms; doing it again does nothing."""
    ensure(CountyPermission.EDIT, by)
    session().execute(delete(CountyArms).where(CountyArms.county_id == county.id))
    _changed(county, "arms", by)


def _begin(county: County, seen_version: int, by: Actor) -> None:
    ensure(CountyPermission.EDIT, by)
    if county.version != seen_version:
        raise Conflict


def _changed(county: County, change: str, by: Actor) -> None:
    session().flush()
    audit.log(COUNTY_CHANGED, by=by, county_id=county.id, change=change)
    record(CountyChanged(county_id=county.id))


def _set_details(
    county: County,
    *,
    portal_name: str,
    name: str,
    short_name: str,
    contact_name: str,
    contact_phone: str,
    contact_email: str,
    contact_hours: str,
    address: str,
) -> None:
    county.portal_name = _filled_line(portal_name, "portal_name", 60)
    county.name = _filled_line(name, "name", 120)
    county.short_name = _filled_line(short_name, "short_name", 80)
    county.contact_name = clean_text(contact_name, lines=False)[:120]
    county.contact_phone = checked_phone(contact_phone, field="contact_phone")
    county.contact_email = checked_email(contact_email, field="contact_email")
    county.contact_hours = clean_text(contact_hours, lines=False)[:200]
    county.address = clean_text(address)[:1000]


def _filled_line(raw: str, field: str, longest: int) -> str:
    text = clean_text(raw, lines=False)
    if not text:
        raise InvalidInput("county.empty", N_("Diese Angabe darf nicht leer sein."), field=field)
    if len(text) > longest:
        raise InvalidInput("county.too-long", N_("Das ist länger als %(most)s Zeichen."), field=field, most=longest)
    return text


def _filled_text(raw: str, field: str) -> str:
    text = clean_text(raw)
    if not text:
        raise InvalidInput(
            "county.empty", N_("Dieser Text darf nicht leer sein: das Gesetz verlangt diese Seite."), field=field
        )
    if len(text) > LONGEST_TEXT:
        raise InvalidInput(
            "county.too-long", N_("Das ist länger als %(most)s Zeichen."), field=field, most=LONGEST_TEXT
        )
    return text


def _readable(accent: str) -> str:
    """The accent colour, refused with a better tone when people could not read it."""
    colour = normalise_colour(accent, field="accent")
    ratio = least_contrast_on_light(colour)
    if ratio < LEAST_CONTRAST:
        raise InvalidInput(
            "county.contrast",
            N_(
                "Diese Farbe ist zu hell: weiße Schrift darauf und farbige Schrift auf hellem Grund haben nur einen Kontrast "
                "von %(ratio)s zu 1, nötig sind 4,5 zu 1. Ein dunklerer Ton derselben Farbe, der gut lesbar ist: %(better)s."
            ),
            field="accent",
            ratio=f"{ratio:.1f}".replace(".", ","),
            better=darkened_until_readable(colour),
        )
    return colour
