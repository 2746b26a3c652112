"""The page `/arbeit/bausteine`: every component in every state, for those who build and check pages."""

from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Blueprint, Response
from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    FileField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
)

from portal.kernel.errors import NotFound
from portal.kernel.paging import KeysetPage
from portal.kernel.policy import Role
from portal.kernel.text import N_
from portal.web.access import actor, signed_in
from portal.web.forms import Form, LineField, LongTextField, Needed, NotTooLong, SubmissionForm, form_data
from portal.web.i18n import _
from portal.web.pages import page

bp = Blueprint("gallery", __name__)

LONG_PLACE = "Verwaltungsgemeinschaft Pfaffenhausen-Oberrieden mit allen Ortsteilen"
PLACES = (
    ("", N_("Bitte wählen")), ("babenhausen", "Babenhausen"), ("bad-groenenbach", "Bad Grönenbach"),
    ("bad-woerishofen", "Bad Wörishofen"), ("markt-rettenbach", "Markt Rettenbach"), ("mindelheim", "Mindelheim"),
    ("ottobeuren", "Ottobeuren"), ("pfaffenhausen", LONG_PLACE), ("tuerkheim", "Türkheim"),
)  # fmt: skip
FIELDS = (("wohnen", N_("Wohnen zu Hause")), ("pflege", N_("Pflege und Betreuung")), ("mobil", N_("Mobilität")))
ANSWERS = (("ja", N_("Ja")), ("nein", N_("Nein")), ("weiss", N_("Weiß nicht, keine Angabe")))
SIGNS = (
    "add", "arrow-right", "back", "bell", "calendar", "camera", "chart", "chat", "check", "chevron-down", "chevron-right",
    "clock", "close", "copy", "danger", "document", "download", "edit", "external", "eye", "eye-off", "filter", "flag", "help",
    "home", "inbox", "info", "key", "language", "link", "list", "lock", "mail", "map", "menu", "merge", "minus", "moon",
    "move", "people", "person", "phone", "pin", "print", "refresh", "search", "send", "settings", "shield", "sign-out",
    "split", "star", "success", "sun", "tag", "trash", "undo", "upload", "warning",
)  # fmt: skip
TONES = ("neutral", "info", "success", "warning", "danger")


@dataclass(frozen=True)
class Happening:
    """An entry of the example timeline."""

    title: str
    text: str
    tone: str
    at: datetime | None = None


class SampleForm(SubmissionForm):
    """One field of each kind."""

    words = LongTextField(
        N_("Was fehlt bei Ihnen?"), [Needed(N_("Bitte schreiben Sie, was Ihnen fehlt."))], max_length=600
    )
    place = SelectField(N_("Wo ist das?"), choices=PLACES)
    topic = SelectField(N_("Handlungsfeld"), choices=FIELDS)
    email = EmailField(N_("E-Mail-Adresse"), [NotTooLong(max=200)])
    since = DateField(N_("Seit wann?"))
    persons = LineField(N_("Wie viele Menschen betrifft es?"), max_length=6)
    password = PasswordField(N_("Kennwort"))
    locked = LineField(N_("Aktenzeichen"), render_kw={"disabled": True})
    agrees = BooleanField(N_("Ich möchte wissen, was daraus wird."))
    answer = RadioField(N_("Kommen Sie ohne Auto zum Arzt?"), choices=ANSWERS)
    topics = SelectMultipleField(N_("Worum geht es?"), choices=FIELDS)
    photo = FileField(N_("Foto"))


class SampleSearch(Form):
    """Fields of the example filter."""

    q = LineField(N_("Suchwort"))
    place = SelectField(N_("Gemeinde"), choices=PLACES)
    topic = SelectField(N_("Handlungsfeld"), choices=(("", N_("Alle")), *FIELDS))


def _form(prefix: str, *, wrong: bool = False) -> SampleForm:
    """The sample form in the reader's language; with `wrong` every field complains."""
    form = SampleForm(form_data({}) if wrong else None, prefix=prefix)
    for field in form:
        if hasattr(field, "choices"):
            field.choices = [(value, _(label)) for value, label in field.choices]
        if wrong and field.short_name != "submission_key":
            field.errors = [_("Bitte füllen Sie „%(field)s“ aus. Ein Wort genügt.", field=_(field.label.text))]
    return form


def _timeline() -> list[Happening]:
    def day(month: int, number: int) -> datetime:
        return datetime(2026, month, number, 9, 14, tzinfo=UTC)

    forwarded = _("Der Bürgerbus wird im Kreisausschuss beraten.")
    return [
        Happening(_("Eingegangen"), _("Ihre Wortmeldung ist bei uns. Danke."), "success", day(3, 2)),
        Happening(_("In Prüfung"), _("Die Sozialplanung liest und ordnet zu."), "info", day(3, 9)),
        Happening(_("Weitergeleitet an den Nahverkehr"), forwarded, "warning", day(4, 20)),
        Happening(_("Nächster Schritt"), _("Sitzung des Kreisausschusses"), "neutral"),
    ]


@bp.get("/arbeit/bausteine")
@signed_in
def show() -> Response:
    """Every component in every state. Whoever does not administer the portal gets a 404."""
    if not actor().holds(Role.ADMIN):
        raise NotFound
    filtered = SampleSearch(form_data({"filter-q": "Bürgerbus"}), prefix="filter-")
    return page(
        "web/bausteine.html",
        form=_form(""),
        wrong=_form("falsch-", wrong=True),
        filtered=filtered,
        search=SampleSearch(prefix="suche-"),
        signs=SIGNS,
        tones=TONES,
        timeline=_timeline(),
        more=KeysetPage(rows=(), next_cursor="abc"),
        end=KeysetPage(rows=(), next_cursor=None),
        long_place=LONG_PLACE,
    )
