"""The file of a Bedarf as planners use it, without JavaScript."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from portal.accounts.models import Account
from portal.county import queries as county
from portal.kernel.clock import today
from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM, Role
from portal.needs import actions, queries
from portal.needs.models import Need
from portal.needs.terms import EvidenceKind, NeedStatus
from tests.factories.accounts import make_account
from tests.factories.county import make_county
from tests.factories.needs import add_voice, behind, draft, make_answered, make_need
from tests.factories.places import make_place, make_places
from tests.support.html import FilledForm, Page
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries
from tests.support.time import StoppedClock


@pytest.fixture
def planner(session: Session, login: Login) -> Account:
    make_county(with_terms=True)
    return login(Role.PLANNER)


def form_on(page: Page, action: str) -> FilledForm:
    found = [node for node in page.all("main form") if action in (node.attributes.get("action") or "")]
    assert len(found) == 1, f"{len(found)} forms to {action}"
    return FilledForm.from_node(found[0], page.url)


def at(need: Need, step: str = "") -> str:
    return f"/arbeit/bedarfe/{need.id}{step}"


def test_a_need_without_a_contribution(planner: Account, client: PickyClient, session: Session) -> None:
    place = make_place("Legau")
    page = client.page("/arbeit/bedarfe/neu")

    page = client.follow(client.submit(page.form(), title="Hebamme für Legau", sozialraum_id=str(place.id)))

    assert page.heading == "Hebamme für Legau"
    assert "Noch keine Belege" in page.text("main")


def test_the_file_shows_who_and_how_many(planner: Account, client: PickyClient) -> None:
    place = make_place("Legau")
    need = make_need("Bus am Abend", place, description="Nach acht fährt nichts.", voices=2)
    with unit_of_work():
        actions.add_evidence(need, kind=EvidenceKind.INDICATOR, quote="12 % ohne Auto", source="Zensus", by=SYSTEM)

    page = client.page(at(need))

    assert page.texts(".figure__value") == ["2", "2", "1"]
    assert "Nach acht fährt nichts." in page.text("main")
    assert ["Online", "2", "2"] in page.rows(".needs__channels tbody tr")
    assert len(page.all(".needs__beleg")) == 3
    assert "Quelle: Zensus" in page.text("main")


def test_the_number_of_queries_does_not_grow_with_the_evidence(planner: Account, client: PickyClient) -> None:
    small, large = make_need("Klein", voices=1), make_need("Groß", voices=18)

    def asked(need: Need) -> int:
        client.get(at(need))
        with count_queries() as seen:
            client.get(at(need))
        return len(seen)

    assert asked(small) == asked(large)


def test_answering_in_two_screens(planner: Account, client: PickyClient, session: Session) -> None:
    need = make_need("Bus am Abend", voices=3)
    page = client.page(at(need, "/antwort"))
    page = Page(client.submit(form_on(page, "/antwort"), status="in_review", button="vorschau"))
    assert page.all(".answer__module")
    page = client.page(page.all(".answer__module")[0].attributes["href"] or "")
    form = form_on(page, "/antwort")
    assert form.values["sentence"][0].startswith("Wir haben Ihren Hinweis gelesen")

    preview = Page(client.submit(form, button="vorschau"))
    assert "3 Wortmeldungen" in preview.text(".answer__audience")
    assert session.get_one(Need, need.id).status is NeedStatus.NEW
    done = client.follow(client.submit(form_on(preview, "/antwort"), button="senden"))

    assert "Wir haben Ihren Hinweis gelesen" in done.text("main")
    row = session.get_one(Need, need.id)
    assert (row.status, row.public_title) == (NeedStatus.IN_REVIEW, "Bus am Abend")


@pytest.mark.parametrize(
    ("status", "sentence", "field"),
    [
        ("in_review", "", "sentence"),
        ("forwarded", "Zuständig ist [Name der Stelle].", "sentence"),
        ("in_review", "x" * 1001, "sentence"),
    ],
)
def test_bad_sentences_come_back(
    planner: Account, client: PickyClient, session: Session, status: str, sentence: str, field: str
) -> None:
    need = make_need()
    page = client.page(at(need, f"/antwort?neu={status}"))

    response = client.submit(form_on(page, "/antwort"), sentence=sentence, button="vorschau")

    assert response.status_code == 422
    assert field in Page(response).errors()
    assert Page(response).text("#sentence") == sentence
    assert session.get_one(Need, need.id).status is NeedStatus.NEW


@pytest.mark.parametrize("status", ["", "done", "merged", "quatsch", "new"])
def test_a_status_that_cannot_follow_is_refused(
    planner: Account, client: PickyClient, session: Session, status: str
) -> None:
    need = make_need()

    response = client.post(
        at(need, "/antwort"),
        data={"status": status, "sentence": "Gut.", "version": str(need.version), "schritt": "senden"},
        headers={"Sec-Fetch-Site": "same-origin"},
    )

    assert response.status_code in (409, 422) or status == "new"
    if status != "new":
        assert queries.answers(session.get_one(Need, need.id)) == []


def test_two_planners_answering_get_both_sentences(planner: Account, client: PickyClient, session: Session) -> None:
    need = make_need()
    page = client.page(at(need, "/antwort?neu=in_review"))
    form = form_on(page, "/antwort")
    make_answered(session.get_one(Need, need.id), NeedStatus.CONFIRMED, "Wir sehen den Bedarf.")

    preview = Page(client.submit(form, sentence="Wir prüfen das.", button="vorschau"))
    response = client.submit(form_on(preview, "/antwort"), button="senden")

    assert response.status_code == 409
    page = Page(response)
    assert "Wir sehen den Bedarf." in page.text(".conflict")
    assert page.text("#sentence") == "Wir prüfen das."
    assert len(queries.answers(session.get_one(Need, need.id))) == 1


def test_two_planners_editing_get_both_texts_and_lose_nothing(
    planner: Account, client: PickyClient, session: Session
) -> None:
    need = make_need("Bus am Abend", description="Alt")
    form = form_on(client.page(at(need, "/bearbeiten")), "/bearbeiten")
    need = session.get_one(Need, need.id)
    with unit_of_work():
        actions.edit_need(
            need, draft=draft("Bus in der Nacht", need.place, description="Von ihr"), version=need.version, by=SYSTEM
        )

    response = client.submit(form, title="Bus am Wochenende", description="Von mir")

    assert response.status_code == 409
    page = Page(response)
    assert page.texts(".conflict__side:not(.conflict__side--mine) .conflict__text") == ["Bus in der Nacht", "Von ihr"]
    assert page.texts(".conflict__side--mine .conflict__text") == ["Bus am Wochenende", "Von mir"]
    again = form_on(page, "/bearbeiten")
    assert (again.values["title"], again.values["description"]) == (["Bus am Wochenende"], ["Von mir"])
    client.follow(client.submit(again))
    assert session.get_one(Need, need.id).title == "Bus am Wochenende"


def test_new_evidence_is_no_reason_to_refuse_an_edit(planner: Account, client: PickyClient, session: Session) -> None:
    need = make_need("Bus am Abend")
    form = form_on(client.page(at(need, "/bearbeiten")), "/bearbeiten")
    add_voice(session.get_one(Need, need.id), "Ich auch!", make_place("Legau"))

    client.follow(client.submit(form, title="Bus in der Nacht"))

    row = session.get_one(Need, need.id)
    assert (row.title, row.contribution_count) == ("Bus in der Nacht", 1)


@pytest.mark.parametrize(
    "bad",
    [
        {"title": ""},
        {"title": "x" * 161},
        {"description": "x" * 10_001},
        {"sozialraum_id": str(uuid4())},
        {"sozialraum_id": "' OR 1=1"},
        {"action_field_id": str(uuid4())},
        {"target_group_ids": ["x", str(uuid4())]},
        {"basic_function_ids": [str(uuid4())]},
    ],
)
def test_bad_edits_come_back(planner: Account, client: PickyClient, session: Session, bad: dict[str, str]) -> None:
    need = make_need("Bus am Abend")
    form = form_on(client.page(at(need, "/bearbeiten")), "/bearbeiten")

    response = client.submit(form, **bad)

    assert response.status_code == 422
    assert session.get_one(Need, need.id).title == "Bus am Abend"


@pytest.mark.parametrize("version", ["", "x", "-5", "9" * 400, "🚌"])
def test_a_made_up_version_is_a_conflict(planner: Account, client: PickyClient, version: str) -> None:
    need = make_need("Bus am Abend")
    form = form_on(client.page(at(need, "/bearbeiten")), "/bearbeiten")

    assert client.submit(form, version=version).status_code == 409


def test_minding_a_need(planner: Account, client: PickyClient, session: Session) -> None:
    need = make_need()
    day = today() + timedelta(days=10)
    page = client.page(at(need))

    page = client.follow(
        client.submit(form_on(page, "/zustaendig"), responsible_id=str(planner.id), due_on=day.isoformat())
    )

    row = session.get_one(Need, need.id)
    assert (row.responsible_id, row.due_on) == (planner.id, day)
    assert "Zuständigkeit geändert" in page.text(".needs__history")


@pytest.mark.parametrize(
    ("field", "value"), [("due_on", "31.31.2026"), ("due_on", "0001-01-01"), ("responsible_id", "quatsch")]
)
def test_bad_dates_and_people_come_back(planner: Account, client: PickyClient, field: str, value: str) -> None:
    need = make_need()

    fields: dict[str, Any] = {field: value}
    response = client.submit(form_on(client.page(at(need)), "/zustaendig"), **fields)

    assert response.status_code == 422


def test_only_planners_of_the_place_can_be_responsible(planner: Account, client: PickyClient) -> None:
    stranger = make_account(Role.KUEMMERER)
    need = make_need()

    sent = {"responsible_id": str(stranger.id)}
    response = client.post(at(need, "/zustaendig"), data=sent, headers={"Sec-Fetch-Site": "same-origin"})

    assert response.status_code == 422


def test_notes_and_evidence_by_hand(planner: Account, client: PickyClient, session: Session) -> None:
    need = make_need()
    page = client.page(at(need))
    page = client.follow(
        client.submit(form_on(page, "/notizen"), text="Mit dem Bürgermeister gesprochen.\nRuft zurück.")
    )
    assert "Mit dem Bürgermeister gesprochen." in page.text(".needs__notes")

    page = client.follow(
        client.submit(form_on(page, "/belege"), kind="document", quote="Linie 12 endet um 19 Uhr", source="Fahrplan")
    )
    assert "Linie 12 endet um 19 Uhr" in page.text(".needs__evidence")
    page = client.follow(client.submit(form_on(page, "/belege/entfernen"), button="beleg"))
    assert not page.has(".needs__beleg")
    assert "Linie 12 endet um 19 Uhr" in page.text(".needs__history")


@pytest.mark.parametrize(
    "form",
    [("/notizen", {"text": ""}), ("/notizen", {"text": "x" * 4001}), ("/belege", {"quote": "", "kind": "document"})],
)
def test_empty_and_endless_texts_come_back(
    planner: Account, client: PickyClient, form: tuple[str, dict[str, str]]
) -> None:
    need = make_need()

    assert client.submit(form_on(client.page(at(need)), form[0]), **form[1]).status_code == 422


def test_evidence_kinds_cannot_be_made_up(planner: Account, client: PickyClient) -> None:
    need = make_need()
    for kind in ("contribution", "quatsch", ""):
        response = client.post(
            at(need, "/belege"),
            data={"kind": kind, "quote": "Hm", "stance": "for"},
            headers={"Sec-Fetch-Site": "same-origin"},
        )
        assert response.status_code == 422


def test_merging_with_a_found_need_and_back(planner: Account, client: PickyClient, session: Session) -> None:
    gone, stays = make_need("Bus am Abend", voices=2), make_need("Nahverkehr ausbauen", voices=1)
    page = client.page(at(gone, "/zusammenfuehren"))
    page = Page(client.submit(FilledForm.from_node(page.one("form.search"), page.url), suche="verkehr"))
    page = client.page(page.link("Nahverkehr ausbauen"))
    assert "1 Wortmeldung" in page.text("main")

    page = client.follow(client.submit(form_on(page, "/zusammenfuehren")))
    assert page.heading == "Nahverkehr ausbauen"
    assert "Hierher zusammengeführt" in page.text("aside")
    assert len(behind(session.get_one(Need, stays.id))) == 3

    page = client.page(at(gone))
    assert "Dieser Bedarf ist zusammengeführt" in page.text("main")
    page = client.follow(client.submit(form_on(page, "/zurueck")))
    assert len(behind(session.get_one(Need, gone.id))) == 2


def test_merging_with_nothing_or_itself_comes_back(planner: Account, client: PickyClient) -> None:
    need = make_need()
    send = {"Sec-Fetch-Site": "same-origin"}

    assert client.post(at(need, "/zusammenfuehren"), data={"sentence": "Hm."}, headers=send).status_code == 422
    own = client.post(at(need, "/zusammenfuehren"), data={"into": str(need.id), "sentence": "Hm."}, headers=send)
    assert own.status_code == 422
    unknown = client.post(at(need, "/zusammenfuehren"), data={"into": str(uuid4()), "sentence": "Hm."}, headers=send)
    assert unknown.status_code == 404


def test_splitting_and_back(planner: Account, client: PickyClient, session: Session) -> None:
    need = make_need("Bus und Arzt", voices=3)
    page = client.page(at(need, "/aufteilen"))
    form = form_on(page, "/aufteilen")
    chosen = [node.attributes["value"] for node in page.all("input[name=evidence_ids]")][:2]

    assert client.submit(form, title="Arzt").status_code == 422
    page = client.follow(client.submit(form, title="Arzt fehlt", evidence_ids=chosen))
    assert page.heading == "Arzt fehlt"
    assert page.texts(".figure__value")[1] == "2"

    client.follow(client.submit(form_on(client.page(at(need)), "/zurueck")))
    assert len(behind(session.get_one(Need, need.id))) == 3


def test_deleting_and_bringing_back(planner: Account, client: PickyClient, session: Session) -> None:
    need = make_need(voices=1)
    page = client.page(at(need, "/loeschen"))
    assert client.submit(form_on(page, "/loeschen"), reason="").status_code == 422

    page = client.follow(client.submit(form_on(page, "/loeschen"), reason="War ein Versuch."))
    assert "Dieser Bedarf ist gelöscht" in page.text("main")
    page = client.follow(client.submit(form_on(page, "/wiederherstellen")))

    row = session.get_one(Need, need.id)
    assert (row.is_deleted, row.public_sentence, queries.answers(row)) == (False, "", [])


def test_after_thirty_days_it_is_gone(
    planner: Account, client: PickyClient, session: Session, frozen_clock: StoppedClock
) -> None:
    need = make_need()
    with unit_of_work():
        actions.delete_need(need, reason="War ein Versuch.", by=SYSTEM)
    frozen_clock.forward(days=31)
    login = Login(client)
    login(Role.PLANNER)

    assert not client.page(at(need)).has("form[action$=wiederherstellen]")
    response = client.post(at(need, "/wiederherstellen"), headers={"Sec-Fetch-Site": "same-origin"})
    assert response.status_code == 409


def test_foreign_steps_cannot_be_undone(planner: Account, client: PickyClient) -> None:
    need, other = make_need("A", voices=1), make_need("B", voices=1)
    with unit_of_work():
        entry = actions.merge_needs(need, into=other, sentence="Zusammen.", by=SYSTEM)
    created = queries.history(other, after=None).rows[-1]
    send = {"Sec-Fetch-Site": "same-origin"}

    assert client.post(at(other, f"/verlauf/{entry.id}/zurueck"), headers=send).status_code == 404
    assert client.post(at(other, f"/verlauf/{created.id}/zurueck"), headers=send).status_code == 404
    assert client.post(at(other, f"/verlauf/{'9' * 40}/zurueck"), headers=send).status_code == 404


def test_what_others_see_of_a_file(session: Session, client: PickyClient, login: Login) -> None:
    here, there = make_places("Legau", "Babenhausen")
    need = make_need("Bus am Abend", here, voices=1)
    with unit_of_work():
        actions.note(need, text="Streng intern", by=SYSTEM)

    login(Role.KUEMMERER, here)
    page = client.page(at(need))
    assert "Streng intern" in page.text("main")
    assert "Stimme" in page.text(".needs__evidence")
    assert not page.has("a[href$=bearbeiten]")
    assert page.has("form[action$=belege]")

    login(Role.SECTOR_PLANNER, here)
    page = client.page(at(need))
    assert "Streng intern" not in page.text("main")
    assert "Stimme" not in page.text(".needs__evidence")
    assert not page.has("form[action$=belege]")

    for role, place in ((Role.KUEMMERER, there), (Role.ADMIN, None), (Role.MODERATOR, None), (Role.OBSERVER, None)):
        login(role, place)
        assert client.get(at(need)).status_code == 404


def test_a_file_names_no_need_that_its_reader_may_not_open(session: Session, client: PickyClient, login: Login) -> None:
    here, there = make_places("Legau", "Babenhausen")
    mine = make_need("Bus am Abend", here, voices=2)
    into, swallowed = make_need("Linie dort", there, voices=1), make_need("Haltestelle dort", there, voices=1)
    evidence = [row.id for row in queries.evidence_page(mine, after=None).rows[:1]]
    with unit_of_work():
        part, _entry = actions.split_need(mine, evidence_ids=evidence, draft=draft("Teil mit Namen", here), by=SYSTEM)
    with unit_of_work():
        actions.delete_need(part, reason="Enthielt einen Namen.", by=SYSTEM)
    with unit_of_work():
        actions.merge_needs(swallowed, into=mine, sentence="Zusammen.", by=SYSTEM)
    with unit_of_work():
        actions.merge_needs(mine, into=into, sentence="Zusammen.", by=SYSTEM)
    others = {"Linie dort", "Haltestelle dort", "Teil mit Namen"}

    def named() -> set[str]:
        text = client.page(at(mine)).text("body")
        return {title for title in others if title in text}

    login(Role.KUEMMERER, here)
    assert named() == set()
    login(Role.PLANNER)
    assert named() == others


@pytest.mark.parametrize(
    "step",
    [
        "/bearbeiten",
        "/antwort",
        "/zusammenfuehren",
        "/aufteilen",
        "/loeschen",
        "/wiederherstellen",
        "/zustaendig",
        "/belege/entfernen",
    ],
)
def test_kuemmerer_change_nothing(session: Session, client: PickyClient, login: Login, step: str) -> None:
    here = make_place("Legau")
    need = make_need(place=here)
    login(Role.KUEMMERER, here)

    assert client.post(at(need, step), data={}, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 404


def test_strangers_are_led_to_the_sign_in_page(session: Session, client: PickyClient) -> None:
    response = client.get(at(make_need()))

    assert response.status_code == 303
    assert response.location.startswith("/anmelden")


def test_own_sentences_replace_the_ready_ones(planner: Account, client: PickyClient) -> None:
    need = make_need()
    page = client.page("/arbeit/bedarfe/textbausteine?status=confirmed")

    page = client.follow(client.submit(form_on(page, "/textbausteine"), status="confirmed", text="Da haben Sie recht."))
    assert "Da haben Sie recht." in page.text("main")
    assert client.page(at(need, "/antwort?neu=confirmed")).texts(".answer__module") == ["Da haben Sie recht."]

    form = next(f for f in page.all("main form") if "entfernen" in (f.attributes.get("action") or ""))
    client.follow(client.submit(FilledForm.from_node(form, page.url)))
    assert len(client.page(at(need, "/antwort?neu=confirmed")).texts(".answer__module")) == 2


def test_planner_of_one_place_reads_the_ready_sentences_and_changes_none(
    session: Session, client: PickyClient, login: Login
) -> None:
    with unit_of_work():
        own = actions.add_text_module(NeedStatus.CONFIRMED, text="Da haben Sie recht.", by=SYSTEM)
    login(Role.PLANNER, make_place("Legau"))

    page = client.page("/arbeit/bedarfe/textbausteine")
    assert "Da haben Sie recht." in page.text("main")
    assert page.all("main form") == []
    same_origin = {"Sec-Fetch-Site": "same-origin"}
    sent = {"status": "confirmed", "text": "Das gilt überall."}
    assert client.post("/arbeit/bedarfe/textbausteine", data=sent, headers=same_origin).status_code == 404
    removal = f"/arbeit/bedarfe/textbausteine/{own.id}/entfernen"
    assert client.post(removal, headers=same_origin).status_code == 404
    assert [module.text for module in queries.own_text_modules(NeedStatus.CONFIRMED)] == ["Da haben Sie recht."]


def test_the_list_with_filters_and_bulk_changes(planner: Account, client: PickyClient, session: Session) -> None:
    needs = [make_need(f"Bus {n}") for n in range(3)]
    make_need("Arzt")
    page = client.page("/arbeit/bedarfe?q=bus")
    assert len(page.all("tbody tr")) == 3
    assert "3 Bedarfe" in page.text(".needs__count")

    chosen = Page(client.submit(form_on(page, "/auswahl"), bedarf=[str(need.id) for need in needs[:2]]))
    assert chosen.heading == "2 Bedarfe auf einmal ändern"
    page = client.follow(client.submit(form_on(chosen, "/auswahl/zustaendig"), responsible_id=str(planner.id)))
    assert "Betroffene Bedarfe: 2." in page.text("#tells")
    assert page.response.request.args["q"] == "bus"

    group = county.target_groups()[0]
    client.follow(client.submit(form_on(chosen, "/auswahl/frist"), due_on=today().isoformat()))
    client.follow(client.submit(form_on(chosen, "/auswahl/zielgruppe"), target_group_id=str(group.id)))
    client.follow(
        client.submit(form_on(chosen, "/auswahl/status"), status="forwarded", sentence="Liegt jetzt beim Rathaus.")
    )
    row = session.get_one(Need, needs[0].id)
    assert (row.responsible_id, row.due_on, row.status) == (planner.id, today(), NeedStatus.FORWARDED)
    assert queries.target_group_ids(row) == [group.id]


def test_bulk_steps_that_are_not_possible(planner: Account, client: PickyClient, session: Session) -> None:
    fresh, done = make_need("Neu"), make_need("Fertig")
    make_answered(done, NeedStatus.CONFIRMED)
    make_answered(done, NeedStatus.DONE)
    page = client.page("/arbeit/bedarfe")
    chosen = Page(client.submit(form_on(page, "/auswahl"), bedarf=[str(fresh.id), str(done.id)]))

    page = client.follow(client.submit(form_on(chosen, "/auswahl/status"), status="deferred", sentence="Muss warten."))
    assert "Betroffene Bedarfe: 1. Bei den anderen" in page.text("#tells")
    response = client.submit(form_on(chosen, "/auswahl/status"), status="planned", sentence="Es gibt einen Plan.")
    assert response.status_code in (303, 409)
    assert client.submit(form_on(chosen, "/auswahl/status"), status="", sentence="Hm").status_code == 422
    assert client.submit(form_on(chosen, "/auswahl/zielgruppe")).status_code == 422
    assert session.get_one(Need, done.id).status is NeedStatus.DONE


def test_nobody_is_responsible_only_when_chosen(planner: Account, client: PickyClient, session: Session) -> None:
    need = make_need("Bus")
    page = client.page("/arbeit/bedarfe")
    chosen = Page(client.submit(form_on(page, "/auswahl"), bedarf=[str(need.id)]))
    client.follow(client.submit(form_on(chosen, "/auswahl/zustaendig"), responsible_id=str(planner.id)))

    refused = client.submit(form_on(chosen, "/auswahl/zustaendig"), responsible_id="")
    assert refused.status_code == 422
    assert "wer zuständig ist" in Page(refused).text("main")
    assert session.get_one(Need, need.id).responsible_id == planner.id

    client.follow(client.submit(form_on(chosen, "/auswahl/zustaendig"), responsible_id=str(queries.NOBODY)))
    session.expire_all()
    assert session.get_one(Need, need.id).responsible_id is None


def test_no_deadline_is_lost_by_an_empty_field(planner: Account, client: PickyClient, session: Session) -> None:
    need = make_need("Bus am Abend")
    chosen = Page(client.submit(form_on(client.page("/arbeit/bedarfe"), "/auswahl"), bedarf=[str(need.id)]))
    client.follow(client.submit(form_on(chosen, "/auswahl/frist"), due_on=today().isoformat()))

    refused = client.submit(form_on(chosen, "/auswahl/frist"), due_on="")
    session.expire_all()
    assert refused.status_code == 422
    assert session.get_one(Need, need.id).due_on == today()

    client.follow(client.submit(form_on(chosen, "/auswahl/frist"), due_on="", without_due="y"))
    session.expire_all()
    assert session.get_one(Need, need.id).due_on is None


def test_bulk_never_touches_what_one_may_not_see(session: Session, client: PickyClient, login: Login) -> None:
    here, there = make_places("Legau", "Babenhausen")
    own, foreign = make_need("Hier", here), make_need("Dort", there)
    login(Role.PLANNER, here)

    sent = {"bedarf": [str(own.id), str(foreign.id), "quatsch"], "due_on": today().isoformat()}
    client.post("/arbeit/bedarfe/auswahl/frist", data=sent, headers={"Sec-Fetch-Site": "same-origin"})

    assert session.get_one(Need, own.id).due_on == today()
    assert session.get_one(Need, foreign.id).due_on is None


def test_the_list_takes_the_same_queries_for_one_and_thirty(planner: Account, client: PickyClient) -> None:
    fields = county.action_fields()

    def asked() -> int:
        client.get("/arbeit/bedarfe")
        with count_queries() as seen:
            client.get("/arbeit/bedarfe")
        return len(seen)

    make_need("Bus 0", action_field=fields[0])
    few = asked()
    for n in range(29):
        make_need(f"Bus {n + 1}", action_field=fields[n % 5])

    assert asked() == few


@pytest.mark.parametrize(
    "query",
    [
        "ort=x",
        "status[]=1",
        "after=quatsch",
        "after=" + "9" * 3000,
        "q=" + "x" * 5000,
        "seite=1000000",
        "frist=%F0%9F%9A%8C",
    ],
)
def test_bad_addresses_are_harmless(planner: Account, client: PickyClient, query: str) -> None:
    make_need()

    assert client.get(f"/arbeit/bedarfe?{query}").status_code == (422 if query.startswith("after") else 200)


def test_an_empty_list_says_what_to_do(planner: Account, client: PickyClient) -> None:
    assert "Noch keine Bedarfe" in client.page("/arbeit/bedarfe").text("main")
    assert "Kein Bedarf passt" in client.page("/arbeit/bedarfe?q=nix").text("main")


def test_my_day_shows_what_is_new_mine_and_late(planner: Account, client: PickyClient) -> None:
    from tests.factories.needs import make_item

    make_item(place=make_place("Legau"))
    need = make_need("Bus am Abend")
    with unit_of_work():
        actions.assign([need], to=planner.id, by=SYSTEM)
        actions.set_due([need], on=today() - timedelta(days=1), by=SYSTEM)

    page = client.page("/arbeit")

    assert "Legau" in page.text("section[aria-labelledby=my-day-inbox]")
    mine = page.text("section[aria-labelledby=my-day-needs]")
    assert "1 sind überfällig" in mine
    assert "Bus am Abend" in mine


def test_my_day_of_a_kuemmerer_shows_the_own_place(session: Session, client: PickyClient, login: Login) -> None:
    here, there = make_places("Legau", "Babenhausen")
    make_need("Bus am Abend", here)
    make_need("Anderswo", there)
    login(Role.KUEMMERER, here)

    panel = client.page("/arbeit").text("section[aria-labelledby=my-day-place]")

    assert "Bus am Abend" in panel
    assert "Anderswo" not in panel


def test_steps_stand_in_the_audit_log(planner: Account, session: Session) -> None:
    from portal.kernel import audit

    one, other = make_need("A", voices=2), make_need("B")
    make_answered(one, NeedStatus.CONFIRMED)
    with unit_of_work():
        entry = actions.merge_needs(one, into=other, sentence="Zusammen.", by=planner)
    with unit_of_work():
        actions.undo_operation(entry, by=planner)
    with unit_of_work():
        actions.delete_need(other, reason="War ein Versuch.", by=planner)

    kinds = [
        row.kind
        for row in session.scalars(audit.entries().order_by(audit.AuditEntry.seq))
        if row.kind.startswith("needs.")
    ]
    assert kinds == ["needs.answered", "needs.merged", "needs.step-undone", "needs.deleted"]
    assert audit.verify().holds
