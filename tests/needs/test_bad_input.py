"""Whatever is sent to the inbox and to Bedarfe: a clear answer or harmless text, never an error of ours, nothing lost."""

from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.accounts.models import Account
from portal.kernel.policy import Role
from portal.needs.models import Evidence, Need, TriageItem
from portal.needs.queries.counting import full_tally, kept_tally
from portal.needs.terms import TriageState
from tests.factories.county import make_county
from tests.factories.needs import make_item, make_need
from tests.support.login import Login
from tests.support.picky import PickyClient

NASTY: dict[str, Any] = {
    "nothing": "",
    "null": "a\x00b",
    "markup": "<script>alert(1)</script>{{ 7*7 }}${7*7}%s%%",
    "sql": "' OR 1=1; DROP TABLE need; --",
    "emoji": "🚌" * 2_000,
    "endless": "x" * 200_000,
    "lines": "\n" * 50_000,
    "direction": "\u202ekcab\u2066\ufeff",
    "number": "9" * 400,
    "minus": "-1",
    "float": "1e309",
    "id": str(uuid4()),
    "array": ["a", "b", str(uuid4())],
    "json": '{"a": [1, 2]}',
}
FIELDS = {
    "/arbeit/eingang/bedarf": "title description sozialraum_id action_field_id target_group_ids basic_function_ids",
    "/arbeit/eingang/dazu": "bedarf q",
    "/arbeit/eingang/kein-bedarf": "reason own_words",
    "/arbeit/eingang/aufteilen": "passages rest-0-5",
    "/arbeit/bedarfe/neu": "title description sozialraum_id action_field_id target_group_ids basic_function_ids",
    "/arbeit/bedarfe/{need}/bearbeiten": "title description sozialraum_id version public_title target_group_ids",
    "/arbeit/bedarfe/{need}/antwort": "status sentence version schritt",
    "/arbeit/bedarfe/{need}/zustaendig": "responsible_id due_on",
    "/arbeit/bedarfe/{need}/notizen": "text",
    "/arbeit/bedarfe/{need}/belege": "kind quote source stance",
    "/arbeit/bedarfe/{need}/belege/entfernen": "beleg",
    "/arbeit/bedarfe/{need}/zusammenfuehren": "into sentence",
    "/arbeit/bedarfe/{need}/aufteilen": "evidence_ids title sozialraum_id",
    "/arbeit/bedarfe/{need}/loeschen": "reason",
    "/arbeit/bedarfe/auswahl/status": "bedarf status sentence",
    "/arbeit/bedarfe/auswahl/frist": "bedarf due_on",
    "/arbeit/bedarfe/auswahl/zustaendig": "bedarf responsible_id",
    "/arbeit/bedarfe/auswahl/zielgruppe": "bedarf target_group_id",
    "/arbeit/bedarfe/textbausteine": "status text",
}
ANSWERS = {200, 303, 404, 409, 413, 422}


@pytest.fixture
def planner(session: Session, login: Login) -> Account:
    make_county(with_terms=True)
    return login(Role.PLANNER)


@pytest.mark.parametrize("address", FIELDS)
def test_no_form_answers_with_an_error_of_ours(
    planner: Account, client: PickyClient, session: Session, address: str
) -> None:
    need, item = make_need("Bus am Abend", voices=2), make_item()
    behind_before = session.scalar(select(func.count()).select_from(Evidence))
    target = address.format(need=need.id)
    for name, value in NASTY.items():
        sent: dict[str, Any] = dict.fromkeys(FIELDS[address].split(), value) | {"eintrag": str(item.id)}
        response = client.post(target, data=sent, headers={"Sec-Fetch-Site": "same-origin"})
        assert response.status_code in ANSWERS, f"{name}: {response.status_code}"
        with_htmx = client.post(target, data=sent, headers={"Sec-Fetch-Site": "same-origin", "HX-Request": "true"})
        assert with_htmx.status_code in ANSWERS | {204}, f"{name}: {with_htmx.status_code}"

    assert full_tally() == kept_tally()
    waiting = session.scalar(select(func.count()).where(TriageItem.state == TriageState.OPEN))
    behind_now = session.scalar(select(func.count()).select_from(Evidence))
    declined = session.scalar(select(func.count()).where(TriageItem.reason_public != ""))
    assert (behind_now or 0) + (waiting or 0) + (declined or 0) >= (behind_before or 0) + 1


@pytest.mark.parametrize(
    "address", ["/arbeit/eingang", "/arbeit/eingang/sammeln", "/arbeit/eingang/verlauf", "/arbeit/bedarfe"]
)
def test_no_address_answers_with_an_error_of_ours(planner: Account, client: PickyClient, address: str) -> None:
    make_need("Bus am Abend", voices=1)
    make_item()
    names = "q ort status feld gruppe funktion zustaendig frist reihenfolge after eintrag aktion suche entschieden kanal art alter"
    for value in NASTY.values():
        for name in names.split():
            short = value[:3000] if isinstance(value, str) else value
            assert client.get(address, query_string={name: short}).status_code in ANSWERS


@pytest.mark.parametrize("query", [b"q=%ff%fe", b"q=%ED%A0%80", b"ort=%c3%28", b"after=%00", b"q=a&q=b&q[]=c"])
def test_broken_encodings_are_harmless(planner: Account, client: PickyClient, query: bytes) -> None:
    make_need("Bus am Abend")

    assert client.get(f"/arbeit/bedarfe?{query.decode()}").status_code in ANSWERS


def test_what_people_write_is_shown_as_text(planner: Account, client: PickyClient, session: Session) -> None:
    nasty = NASTY["markup"]
    make_item(nasty)
    need = make_need(nasty[:150], description=nasty)

    for address in (
        "/arbeit/eingang",
        "/arbeit/eingang?aktion=bedarf",
        "/arbeit/bedarfe",
        f"/arbeit/bedarfe/{need.id}",
    ):
        body = client.get(address).get_data(as_text=True)
        assert "<script>alert" not in body
        assert "&lt;script&gt;alert" in body
    assert session.scalar(select(func.count()).select_from(Need)) == 1
