"""Settings of the county: details, colours and arms, legal texts."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from flask import Response, url_for
from werkzeug.datastructures import FileStorage

from portal.county import actions, documents, queries
from portal.county.forms import ArmsForm, ColoursForm, DetailsForm, TextsForm
from portal.county.policy import CountyPermission
from portal.county.routes.blueprint import bp
from portal.county.routes.face import arms_url
from portal.county.terms import colour_for_dark, contrast
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.text import N_
from portal.web.access import actor, requires
from portal.web.forms import VersionedForm, form_data
from portal.web.i18n import _
from portal.web.nav import nav_entry
from portal.web.pages import page, reply, tells
from portal.web.site import forget_site

if TYPE_CHECKING:
    from portal.county.models import County

nav_entry(
    "admin", label=N_("Landkreis"), endpoint="county.details", order=20, permission=CountyPermission.EDIT, icon="home"
)
tells("county-saved", N_("Gespeichert. Alle Seiten zeigen es ab sofort."))
tells("county-preview", N_("Das ist eine Vorschau. Gespeichert ist noch nichts."), tone="info")


@bp.get("/arbeit/verwaltung/kreis")
@requires(CountyPermission.EDIT)
def details() -> Response:
    return _details_page(DetailsForm(obj=queries.county()))


@bp.post("/arbeit/verwaltung/kreis")
@requires(CountyPermission.EDIT)
def save_details() -> Response:
    form = DetailsForm()
    return _saved(
        form,
        lambda county: actions.edit_details(
            county,
            seen_version=form.seen_version,
            portal_name=form.portal_name.data or "",
            name=form.name.data or "",
            short_name=form.short_name.data or "",
            contact_name=form.contact_name.data or "",
            contact_phone=form.contact_phone.data or "",
            contact_email=form.contact_email.data or "",
            contact_hours=form.contact_hours.data or "",
            address=form.address.data or "",
            by=actor(),
        ),
        to=url_for("county.details"),
        again=_details_page,
    )


@bp.get("/arbeit/verwaltung/kreis/aussehen")
@requires(CountyPermission.EDIT)
def look() -> Response:
    return _look_page(ColoursForm(obj=queries.county()))


@bp.post("/arbeit/verwaltung/kreis/aussehen")
@requires(CountyPermission.EDIT)
def save_colours() -> Response:
    form = ColoursForm()
    return _saved(
        form,
        lambda county: actions.edit_colours(
            county,
            seen_version=form.seen_version,
            accent=form.accent.data or "",
            stripe=form.stripe.data or "",
            by=actor(),
        ),
        to=url_for("county.look"),
        again=_look_page,
    )


@bp.post("/arbeit/verwaltung/kreis/wappen")
@requires(CountyPermission.EDIT)
def save_arms() -> Response:
    form = ArmsForm()
    colours = ColoursForm(form_data({}), obj=queries.county())
    if not form.validate_on_submit():
        return _look_page(colours, arms_form=form, status=422)
    try:
        if not isinstance(form.arms.data, FileStorage):
            raise InvalidInput("county.no-arms", N_("Bitte wählen Sie zuerst eine Datei."), field="arms")
        png = documents.rewritten_arms(form.arms.data.stream, field="arms")
        with unit_of_work():
            actions.replace_arms(queries.county(), png=png, by=actor())
    except InvalidInput as error:
        form.take(error)
        return _look_page(colours, arms_form=form, status=422)
    forget_site()
    return reply(url_for("county.look"), tell="county-saved")


@bp.post("/arbeit/verwaltung/kreis/wappen/entfernen")
@requires(CountyPermission.EDIT)
def remove_arms() -> Response:
    with unit_of_work():
        actions.remove_arms(queries.county(), by=actor())
    forget_site()
    return reply(url_for("county.look"), tell="county-saved")


@bp.get("/arbeit/verwaltung/kreis/texte")
@requires(CountyPermission.EDIT)
def texts() -> Response:
    return _texts_page(TextsForm(obj=queries.county()))


@bp.post("/arbeit/verwaltung/kreis/texte/vorschau")
@requires(CountyPermission.EDIT)
def preview_texts() -> Response:
    form = TextsForm()
    good = form.validate_on_submit()
    return _texts_page(form, preview=good, status=200 if good else 422)


@bp.post("/arbeit/verwaltung/kreis/texte")
@requires(CountyPermission.EDIT)
def save_texts() -> Response:
    form = TextsForm()
    return _saved(
        form,
        lambda county: actions.edit_texts(
            county,
            seen_version=form.seen_version,
            imprint=form.imprint.data or "",
            privacy=form.privacy.data or "",
            accessibility=form.accessibility.data or "",
            by=actor(),
        ),
        to=url_for("county.texts"),
        again=_texts_page,
    )


def _saved(
    form: VersionedForm, save: Callable[["County"], None], *, to: str, again: Callable[..., Response]
) -> Response:
    """Save and go on, or show the form again with what is wrong; somebody else's change is shown beside one's own."""
    if not form.validate_on_submit():
        return again(form, status=422)
    try:
        with unit_of_work():
            save(queries.county())
    except Conflict:
        theirs = form.differences(queries.county())
        form.version.data = str(queries.county().version)
        return again(form, conflicts=theirs, status=409)
    except InvalidInput as error:
        form.take(error)
        return again(form, status=422)
    forget_site()
    return reply(to, tell="county-saved")


def _details_page(form: VersionedForm, *, conflicts: object = (), status: int = 200) -> Response:
    return page("county/details.html", form=form, conflicts=conflicts, tabs=_tabs(), status=status)


def _look_page(
    form: VersionedForm, *, arms_form: ArmsForm | None = None, conflicts: object = (), status: int = 200
) -> Response:
    county = queries.county()
    return page(
        "county/look.html",
        form=form,
        arms_form=arms_form or ArmsForm(form_data({})),
        arms_url=arms_url(),
        county=county,
        dark=colour_for_dark(county.accent),
        ratio=contrast(county.accent, "#ffffff"),
        conflicts=conflicts,
        tabs=_tabs(),
        status=status,
    )


def _texts_page(form: VersionedForm, *, preview: bool = False, conflicts: object = (), status: int = 200) -> Response:
    shown = [field for field in form if field.name != "version"] if preview else []
    previews = [(field.label.text, documents.as_html(field.data or "")) for field in shown]
    open_places = [field.label.text for field in form if field.name != "version" and _has_gaps(field.data or "")]
    return page(
        "county/texts.html",
        form=form,
        previews=previews,
        gaps=open_places,
        conflicts=conflicts,
        tabs=_tabs(),
        status=status,
    )


def _has_gaps(markdown: str) -> bool:
    """Whether a draft still has brackets to be filled in (links have an address behind theirs)."""
    return any(part and not part.startswith("(") for part in _behind_brackets(markdown))


def _behind_brackets(markdown: str) -> list[str]:
    return [(piece.partition("]")[2] or " ") for piece in markdown.split("[")[1:]]


def _tabs() -> list[tuple[str, str]]:
    return [
        (_("Name und Kontakt"), url_for("county.details")),
        (_("Farben und Wappen"), url_for("county.look")),
        (_("Pflichttexte"), url_for("county.texts")),
    ]
