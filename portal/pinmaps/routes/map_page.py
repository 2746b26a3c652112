"""The page of a Nadelkarte with the form in which pins are set; what it shows when the form comes back."""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Response, request, url_for

from portal.contributions import queries as said
from portal.kernel import clock, codes
from portal.kernel.runtime import settings
from portal.pinmaps import queries
from portal.pinmaps.forms.placing import PlacingForm
from portal.pinmaps.geometry import mercator
from portal.pinmaps.queries.siblings import side_by_side
from portal.pinmaps.routes import visits
from portal.pinmaps.routes.ground import map_props
from portal.pinmaps.routes.windows import legend_of, pin_props, reading_props
from portal.pinmaps.terms import CommentRule
from portal.places import queries as places
from portal.places.terms import CHOSEN_BY_PEOPLE
from portal.web import assets, uploads
from portal.web.i18n import _, language
from portal.web.pages import page
from portal.web.uploads import KeptPhoto

if TYPE_CHECKING:
    from portal.contributions.models import Contribution
    from portal.pinmaps.models import Pin, PinMap


@dataclass(frozen=True, slots=True)
class OwnPin:
    """A pin of the sitting with what was said with it."""

    pin: "Pin"
    said: "Contribution"
    place: str

    @property
    def words(self) -> str:
        return self.said.text if self.pin.has_words else ""

    @property
    def at(self) -> tuple[float, float] | None:
        """Latitude and longitude; None for a place that was described in words."""
        return mercator.degrees(self.pin.x, self.pin.y) if self.pin.x is not None and self.pin.y is not None else None


@dataclass(frozen=True, slots=True)
class OwnPins:
    """The pins of a sitting, and the code while the portal shows it."""

    key: UUID
    pins: tuple[OwnPin, ...]
    code: str
    #: Where the code is typed in, with the code.
    address: str


def placing_form(pin_map: "PinMap", **given: Any) -> PlacingForm:
    """The form with what this map asks; filled with what was sent."""
    form = PlacingForm(**given)
    form.category.choices = [(one.number, one.label) for one in pin_map.categories]
    form.group.choices = [(one.number, one.label) for one in pin_map.groups]
    form.group.label.text = pin_map.group_question
    form.sozialraum_id.known, form.sozialraum_id.choices = _offer(
        places.tree().version, pin_map.sozialraum_id, language()
    )
    return form


def shown(
    pin_map: "PinMap",
    form: PlacingForm,
    photo: KeptPhoto | None = None,
    *,
    status: int = 200,
    own: OwnPins | None = None,
    was_changed: bool = False,
) -> Response:
    """The page with everything that was chosen and typed, and the photo carried along."""
    form.photo_note.data = uploads.seal_photo(photo) if photo else ""
    form.work.data = ""
    return page(
        "pinmaps/public/map.html",
        status=status,
        pin_map=pin_map,
        form=form,
        photo=photo,
        siblings=side_by_side(pin_map.consultation_id),
        own=own,
        was_changed=was_changed,
        timing=pin_map.timing,
        rule=queries.rule_of(pin_map),
        accepted_types=uploads.ACCEPTED_TYPES,
        paper=url_for("pin_map_sheets.pdf", slug=pin_map.slug),
        props=lambda: placing_props(pin_map),
        reading_props=lambda: reading_props(pin_map),
        version=places.tree().version,
        day=clock.today(),
        is_filtered=not request.args.keys().isdisjoint({"k", "g", "m"}),
        is_fresh=photo is None and not _has_words(form),
        look=tuple((one.number, one.label, one.colour, one.shape) for one in pin_map.categories),
        groups=tuple((one.number, one.label) for one in pin_map.groups),
        is_asked_why=pin_map.comment is not CommentRule.NONE,
        needs_why=pin_map.comment is CommentRule.REQUIRED,
    )


def _has_words(form: PlacingForm) -> bool:
    """Whether something was typed or complained about, so that the form looks different from that of others."""
    return bool(form.errors or form.sozialraum_id.data or form.place_text.data or form.comment.data)


def own_pins(key: UUID | None) -> OwnPins | None:
    """The pins of a sitting that were not taken back; None when none was ever set in it."""
    code = codes.receipt_code(key) if key else ""
    sitting = queries.sitting_by_code(code) if code else None
    if key is None or sitting is None:
        return None
    pins = queries.pins_of_sitting(sitting.id)
    rows = said.get_many([pin.contribution_id for pin in pins])
    told = [(pin, rows[pin.contribution_id]) for pin in pins]
    names = places.names({row.sozialraum_id for _pin, row in told if row.sozialraum_id})
    own = tuple(OwnPin(pin, row, place_of(row, names)) for pin, row in told)
    shows_code = any(clock.now() - row.received_at <= visits.CODE_SHOWN for _pin, row in told)
    address = settings().base_url.rstrip("/") + url_for("receipt.ask", code=code)
    return OwnPins(key, own, code if shows_code else "", address)


def placing_props(pin_map: "PinMap") -> dict[str, Any]:
    """What `islands/pin-placing.js` needs; the same for everybody."""
    return {
        "ground": map_props(pin_map),
        "pins": pin_props(pin_map) if pin_map.shows_pins else None,
        "legend": legend_of(pin_map),
        "spot": url_for("pin_placing.spot", slug=pin_map.slug),
        "undo": url_for("pin_sittings.take_back", slug=pin_map.slug),
        "own": url_for("pin_sittings.show", slug=pin_map.slug),
        "worker": assets.asset_url("vendor/altcha/workers/sha.js"),
        "why": pin_map.comment.value,
        "texts": _texts(),
    }


def place_of(row: "Contribution", names: dict[UUID, str]) -> str:
    """Where a pin of the own sitting stands, in words: its place by name, and what the person wrote."""
    parts = (names.get(row.sozialraum_id) if row.sozialraum_id else None, row.place_text)
    return ", ".join(part for part in parts if part)


@lru_cache(maxsize=64)
def _offer(_version: object, around: UUID, _language: str) -> tuple[frozenset[UUID], list[tuple[str, str]]]:
    """The places of this version of the tree in which a pin of the map can stand."""
    within = [
        (place_id, label)
        for place_id, label in places.choices(kinds=CHOSEN_BY_PEOPLE)
        if (node := places.tree().get(place_id)) is not None and around in node.lineage
    ]
    lines = [("", _("Bitte wählen")), *((str(place_id), label) for place_id, label in within)]
    return frozenset(place_id for place_id, _label in within), lines


def _texts() -> dict[str, str]:
    """The words of the script, in the reader's language."""
    return {
        "chooseFirst": _("Bitte wählen Sie zuerst, wofür Ihre Nadel steht."),
        "tapNow": _("{label}: Tippen Sie jetzt auf die Stelle in der Karte."),
        "tapNext": _("Jeder Tipp auf die Karte setzt jetzt noch eine Nadel „{label}“."),
        "tapNextWithWhy": _("Tippen Sie auf die nächste Stelle in der Karte."),
        "readNow": _(
            "Tippen Sie auf eine Nadel, um sie anzusehen. Zum Setzen wählen Sie wieder, wofür Ihre Nadel steht."
        ),
        "there": _("Ihre Nadel steht hier. Sie können sie noch verschieben."),
        "in": _("{label} in {place}"),
        "inside": _("{label} auf der Karte"),
        "outside": _(
            "Diese Stelle liegt außerhalb des Gebiets, um das es hier geht. Bitte tippen Sie in die umrandete Fläche."
        ),
        "nearOne": _("In der Nähe steht schon eine Nadel „{label}“. Ihre zählt trotzdem."),
        "nearMany": _("In der Nähe stehen schon {n} Nadeln „{label}“. Ihre zählt trotzdem."),
        "sending": _("Wird gespeichert …"),
        "saved": _("Gespeichert: {said}."),
        "savedHeld": _("Gespeichert: {said}. Andere sehen die Nadel, sobald ein Mensch sie gelesen hat."),
        "savedNext": _("Gespeichert. Noch eine Nadel? Tippen Sie einfach auf die Karte."),
        "savedShort": _("Gespeichert."),
        "tooManyWords": _("Bitte prüfen Sie Ihre Angaben."),
        "notSent": _(
            "Das Speichern hat nicht geklappt. Ihre Nadel ist noch da: Bitte drücken Sie noch einmal auf „Nadel setzen“, "
            "oder rufen Sie uns an."
        ),
        "working": _(
            "Von hier aus wurden gerade sehr viele Nadeln gesetzt. Ihr Gerät rechnet kurz, dann geht es weiter."
        ),
        "takenBack": _("Die Nadel ist zurückgenommen."),
        "takingBack": _("Wird zurückgenommen …"),
        "notTakenBack": _("Das Zurücknehmen hat nicht geklappt. Bitte versuchen Sie es noch einmal."),
        "own": _("Ihre Nadel: {label}"),
        "draft": _("Neue Nadel: {label}"),
        "set": _("Nadel setzen"),
        "saveWhy": _("Warum? speichern"),
        "whyFor": _("Warum? {said}"),
        "findsYou": _("Ihr Standort wird gesucht …"),
        "hereYouAre": _("Hier sind Sie ungefähr."),
        "refused": _(
            "Ihr Telefon darf uns Ihren Standort nicht sagen. Das ist in Ordnung: Tippen Sie einfach auf die Karte. "
            "Erlauben können Sie es in den Einstellungen Ihres Browsers."
        ),
        "notFound": _("Ihr Standort ließ sich nicht finden. Tippen Sie bitte selbst auf die Karte."),
        "cross": _("Fadenkreuz"),
        "movedTo": _("Fadenkreuz: {place}"),
    }
