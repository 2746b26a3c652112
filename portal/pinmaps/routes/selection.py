"""`/arbeit/karten/<id>/auswahl`: pins chosen on the map, on their way to a Bedarf. What becomes of them others contribute."""

from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from portal.kernel.errors import InvalidInput
from portal.kernel.text import N_
from portal.pinmaps.policy import PinMapPermission
from portal.pinmaps.queries import reading
from portal.pinmaps.queries.reading import Reading
from portal.pinmaps.routes.reading import kept, read_reading, show
from portal.pinmaps.routes.tabs import map_in_url
from portal.pinmaps.terms.telling import suggested_title, telling_words
from portal.places import queries as places
from portal.web.access import requires
from portal.web.errors import status_of
from portal.web.forms import Form, as_uuid
from portal.web.pages import page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portal.pinmaps.models import PinMap
    from portal.pinmaps.queries.reading import PinEntry

bp = Blueprint("pin_selection", __name__, url_prefix="/arbeit/karten")

#: Pins that go to a Bedarf at once.
MOST = 500
#: So many of them are shown with their words.
SHOWN = 50
#: Where so large a part of them stands, they are said to stand.
_MOSTLY = 0.6

_NOTHING = N_("Bitte wählen Sie zuerst Nadeln aus, oder nehmen Sie alle in diesem Ausschnitt.")
_TOO_MANY = N_(
    "Das sind mehr als %(most)s Nadeln. Zeigen Sie die Karte größer, oder wählen Sie eine Kategorie oder einen Monat."
)


@bp.post("/<uuid:map_id>/auswahl")
@requires(PinMapPermission.READ, of=map_in_url)
def choose(pin_map: "PinMap") -> Response:
    """Shows what was chosen; nothing is changed by it."""
    try:
        wanted = read_reading(request.form)
        if not Form().validate_on_submit():
            return show(pin_map, wanted, status=422)
        ids = _chosen(pin_map, wanted)
    except InvalidInput as error:
        return show(pin_map, _or_everything(), error=error, status=status_of(error))
    entries = reading.entries(reading.rows_among(pin_map, ids))
    remarks = [one.words for one in entries if one.words]
    place_id, place_name = _where(pin_map, entries)
    categories = Counter(one.category.label for one in entries)
    label = next(iter(categories)) if len(categories) == 1 else ""
    back = f"{url_for('pin_reading.index', map_id=pin_map.id)}?{urlencode(kept(request.form))}"
    return page(
        "pinmaps/work/selection.html",
        pin_map=pin_map,
        entries=entries,
        shown=[one for one in entries if one.words][:SHOWN],
        remarks=remarks,
        categories=categories.most_common(),
        words=telling_words(remarks),
        title=suggested_title(label, remarks, place_name),
        place_id=place_id,
        place_name=place_name,
        back=back,
    )


def _chosen(pin_map: "PinMap", wanted: Reading) -> list[UUID]:
    """The ticked ones, or everything that is read just now. Raises `InvalidInput` for none and for too many."""
    if request.form.get("umfang") == "alle":
        ids = reading.ids_of(pin_map, wanted, most=MOST + 1)
    else:
        ticked = {known for raw in request.form.getlist("nadel")[: MOST + 1] if (known := as_uuid(raw))}
        ids = reading.ids_among(pin_map, ticked) if ticked else []
    if not ids:
        raise InvalidInput("selection.nothing", _NOTHING)
    if len(ids) > MOST:
        raise InvalidInput("selection.too-many", _TOO_MANY, most=MOST)
    return ids


def _or_everything() -> Reading:
    try:
        return read_reading(request.form)
    except InvalidInput:
        return Reading()


def _where(pin_map: "PinMap", entries: "Sequence[PinEntry]") -> tuple[UUID, str]:
    """The Gemeinde in which most of the pins stand, else the Sozialraum of the map."""
    tree = places.tree()
    found: Counter[UUID] = Counter()
    for one in entries:
        node = tree.get(one.contribution.sozialraum_id)
        gemeinde = tree.gemeinde_of(node) if node else None
        if gemeinde is not None:
            found[gemeinde.id] += 1
    if found:
        place_id, number = found.most_common(1)[0]
        if number >= _MOSTLY * len(entries):
            return place_id, places.names([place_id])[place_id]
    return pin_map.sozialraum_id, places.names([pin_map.sozialraum_id]).get(pin_map.sozialraum_id, "")
