"""How methods begin in the portal: by whom, and with what already filled in."""

from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from flask import Flask

from portal.accounts.models import Account, RoleGrant
from portal.consultations.terms.methods import METHOD_STARTS, METHODS, Method, MethodStart
from portal.kernel.policy import ANONYMOUS, Actor, Role
from portal.places.models import Sozialraum
from portal.web.panels import collect
from tests.factories.county import make_county
from tests.factories.places import make_place
from tests.support.html import FilledForm
from tests.support.login import Login
from tests.support.picky import PickyClient

EDITORS = {Role.PLANNER, Role.KUEMMERER, Role.MODERATOR, Role.MUNICIPALITY}
CONSULTATION = "/arbeit/beteiligung/neu"
#: Where each method begins, the most fitting first.
BEGINNINGS = {
    "zukunftswerkstatt": ["/arbeit/werkstaetten/neu", CONSULTATION],
    "nadelmethode": ["/arbeit/karten/neu", CONSULTATION],
    "ortsbegehung": ["/arbeit/begehungen/neu", "/arbeit/karten/neu", CONSULTATION],
    "runder-tisch": ["/arbeit/runde-tische/neu", "/arbeit/waende/neu", CONSULTATION],
    "aktivierende-befragung": ["/arbeit/umfragen/neu", CONSULTATION],
    "seniorenbefragung": ["/arbeit/umfragen/neu", CONSULTATION],
    "kinder-und-jugendbeteiligung": ["/arbeit/umfragen/neu", "/arbeit/karten/neu", CONSULTATION],
    "erzaehlcafe": [CONSULTATION],
    "dorfgespraech": ["/arbeit/waende/neu", CONSULTATION],
    "world-cafe": ["/arbeit/waende/neu", CONSULTATION],
    "open-space": ["/arbeit/waende/neu", CONSULTATION],
    "buergerrat-light": ["/arbeit/waende/neu", CONSULTATION],
    "stakeholderanalyse": ["/arbeit/netzwerk/analyse"],
    "swot-analyse": ["/arbeit/waende/neu", CONSULTATION],
}


@pytest.fixture(autouse=True)
def place(app: Flask) -> Sozialraum:
    make_county()
    return make_place("Pfaffenhausen")


def somebody(role: Role | None, place: Sozialraum | None) -> Account:
    grants = [RoleGrant(role=role, sozialraum_id=place.id if place else None)] if role else []
    return Account(id=uuid4(), is_active=True, grants=grants)


def starts(app: Flask, method: str, who: Actor) -> list[MethodStart]:
    with app.test_request_context():
        return collect(METHOD_STARTS, method=method, who=who)


def paths(found: list[MethodStart]) -> list[str]:
    return [urlsplit(one.address).path for one in found]


def test_every_method_begins_somewhere() -> None:
    assert set(BEGINNINGS) == {one.slug for one in METHODS}


@pytest.mark.parametrize("method", BEGINNINGS)
def test_roles_and_beginnings(app: Flask, place: Sozialraum, method: str) -> None:
    for role in Role:
        for here in (None, place):
            found = starts(app, method, somebody(role, here))
            assert paths(found) == (BEGINNINGS[method] if role in EDITORS else []), role
    assert starts(app, method, ANONYMOUS) == []
    assert starts(app, method, somebody(None, None)) == []


def test_an_unknown_method_begins_nowhere_but_in_a_consultation_that_stays_empty(
    client: PickyClient, login: Login, place: Sozialraum
) -> None:
    login(Role.KUEMMERER, place)

    for path in sorted({path for found in BEGINNINGS.values() for path in found if path.endswith("/neu")}):
        plain = values(client.page(path).form("main form[method=post]"))
        for nonsense in ("gibt-es-nicht", "", "%00", "stakeholderanalyse"):
            assert values(client.page(f"{path}?methode={nonsense}").form("main form[method=post]")) == plain


def values(form: FilledForm) -> dict[str, list[object]]:
    """What stands in a form, without the keys that differ each time."""
    return {
        name: [one for one in held if one]
        for name, held in form.values.items()
        if name not in {"form_token", "submission_key", "version"} and any(held)
    }


@pytest.mark.parametrize(
    ("method", "path", "filled"),
    [
        (
            "zukunftswerkstatt",
            "/arbeit/werkstaetten/neu",
            {"title": "Wie wollen wir hier in zehn Jahren leben?", "template": "evening"},
        ),
        ("nadelmethode", "/arbeit/karten/neu", {"template": "hier-fehlt-etwas"}),
        ("ortsbegehung", "/arbeit/begehungen/neu", {"title": "Gemeinsam durch den Ort"}),
        ("ortsbegehung", "/arbeit/karten/neu", {"template": "barriere"}),
        ("runder-tisch", "/arbeit/runde-tische/neu", {"title": "Runder Tisch", "rhythm": "quarterly"}),
        ("runder-tisch", "/arbeit/waende/neu", {"template": "beduerfnisse", "title": "Was brauchen wir im Alter?"}),
        ("aktivierende-befragung", "/arbeit/umfragen/neu", {"template": "aktivierend"}),
        ("seniorenbefragung", "/arbeit/umfragen/neu", {"template": "senioren"}),
        ("kinder-und-jugendbeteiligung", "/arbeit/umfragen/neu", {"template": "jugend"}),
        ("kinder-und-jugendbeteiligung", "/arbeit/karten/neu", {"template": "lieblingsort"}),
        ("dorfgespraech", "/arbeit/waende/neu", {"template": "eine-frage", "title": "Was uns im Dorf wichtig ist"}),
        ("world-cafe", "/arbeit/waende/neu", {"template": "eine-frage", "title": "Ernte aus dem World-Café"}),
        ("open-space", "/arbeit/waende/neu", {"template": "eine-frage", "title": "Anliegenwand"}),
        ("buergerrat-light", "/arbeit/waende/neu", {"template": "eine-frage", "title": "Beratung des Bürgerrats"}),
        ("swot-analyse", "/arbeit/waende/neu", {"template": "swot", "title": "Wo steht unser Ort?"}),
        ("erzaehlcafe", CONSULTATION, {"title": "Erzählcafé"}),
    ],
)
def test_the_form_is_filled_for_the_method(
    client: PickyClient, login: Login, place: Sozialraum, method: str, path: str, filled: dict[str, str]
) -> None:
    login(Role.KUEMMERER, place)
    links = [link.attributes["href"] or "" for link in client.page(f"/methoden/{method}").all("#method-starts ~ ul a")]
    address = next(link for link in links if urlsplit(link).path == path)

    form = client.page(address).form("main form[method=post]")

    assert parse_qs(urlsplit(address).query) == {"methode": [method]}
    assert {name: form.values[name] for name in filled} == {name: [value] for name, value in filled.items()}


@pytest.mark.parametrize("one", METHODS, ids=lambda one: one.slug)
def test_each_start_says_what_stands_there_already(app: Flask, place: Sozialraum, one: Method) -> None:
    found = starts(app, one.slug, somebody(Role.KUEMMERER, place))

    assert [start.hint for start in found if not start.hint.endswith(".")] == []
    assert len({start.label for start in found}) == len(found)


def test_what_was_begun_can_be_sent_as_it_stands(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.KUEMMERER, place)
    for method, found in BEGINNINGS.items():
        for path in found:
            if path.endswith("/neu"):
                form = client.page(f"{path}?methode={method}").form("main form[method=post]")
                response = client.submit(form, sozialraum_id=str(place.id))
                assert response.status_code == 303, (method, path)


def test_the_purpose_of_the_consultation_says_what_the_method_is_and_what_comes_out(
    client: PickyClient, login: Login, place: Sozialraum
) -> None:
    login(Role.PLANNER)
    form = client.page(f"{CONSULTATION}?methode=swot-analyse").form("main form[method=post]")

    assert form.values["purpose"] == [
        "Stärken, Schwächen, Chancen und Risiken eines Ortes nebeneinander, und was daraus folgt.\n\n"
        "Was dabei herauskommt: Ein Bild mit vier gewichteten Feldern und drei bis fünf Folgerungen für ein Konzept."
    ]
