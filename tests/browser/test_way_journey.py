"""The way from the first word to the effect: walked once from end to end, asked for by a planner, read by residents."""

import pytest
from playwright.sync_api import Page, expect
from pydantic import SecretStr

from portal.demo.queries import submission_key
from portal.kernel import runtime
from portal.kernel.clock import months_later, today
from portal.kernel.codes import receipt_code
from portal.settings import Settings
from tests.browser.conftest import Visit
from tests.browser.test_measures_journey import confirm, make_need, read_by_code, say
from tests.support.browser import Watch, assert_accessible, sign_in
from tests.support.server import LiveServer

pytestmark = pytest.mark.example_county


@pytest.mark.parametrize("phone", [False, True])
def test_a_planner_follows_the_way_of_bedarfe(visit: Visit, watch: Watch, phone: bool) -> None:
    page = visit(phone=phone)
    sign_in(page, "planung@example.org")
    page.goto("/arbeit/bedarfe")
    page.get_by_role("link", name="Der Weg der Bedarfe").click()

    expect(page.get_by_role("heading", name="Wo sie am längsten warten")).to_be_visible()
    assert_accessible(page)

    if phone:
        page.locator(".filter-bar summary").click()
    page.get_by_label("Wartet in der Etappe").select_option("review")
    page.get_by_role("button", name="Filter anwenden").click()
    expect(page.get_by_role("heading", name="Wo sie in der Etappe „Geprüft“ am längsten warten")).to_be_visible()
    page.locator(".way__tolist", has_text="In Umsetzung").first.click()
    page.get_by_role("link", name="Rufbus am frühen Morgen").click()
    expect(page.get_by_role("heading", name="Der Weg dieses Bedarfs")).to_be_visible()
    assert_accessible(page)

    page.get_by_role("link", name="Den ganzen Weg ansehen").click()
    expect(page.get_by_text("Menschen haben das gesagt")).to_be_visible()
    assert_accessible(page)


def test_a_resident_reads_how_far_it_is(
    visit: Visit, watch: Watch, server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = SecretStr(server.environment["PORTAL_SECRET_KEY"])
    monkeypatch.setattr(runtime, "_current", [Settings(secret_key=secret)])
    page = visit(phone=True)
    page.goto("/rueckmeldung")
    page.fill("main input[name=code]", receipt_code(submission_key("treff-witwer")))
    page.locator("main form button[type=submit]").first.click()

    expect(page.get_by_role("heading", name="Wie weit wir sind")).to_be_visible()
    expect(page.get_by_text("Hier sind wir gerade.")).to_be_attached()
    assert_accessible(page)


WORDS = "Beim Friseur im Dorf warten wir im Regen auf den Bus. Ein Dach wäre schön."


def stands_at(page: Page, code: str, stage: str, *told: str) -> None:
    """The resident types the code anew and reads how far it is, and these words besides."""
    read_by_code(page, code)
    expect(page.locator("main [aria-current=step] .way__name")).to_have_text(stage)
    for words in told:
        expect(page.locator("main")).to_contain_text(words)
    assert_accessible(page)


def bear_out(page: Page) -> None:
    """From the page of a Bedarf: analyse it, note how well it is borne out and why, and come back."""
    page.get_by_role("link", name="Belege ansehen und analysieren").click()
    page.get_by_role("button", name="Analyse beginnen").click()
    page.locator("label[for=level-1]").click()
    page.get_by_label("Begründung").fill("Dreißig Menschen steigen hier jeden Tag ein.")
    page.get_by_role("button", name="Entscheidung festhalten").click()
    expect(page.get_by_role("heading", name="teilweise belegt").first).to_be_visible()


def recommend(page: Page) -> None:
    """From the page of a Bedarf to a Beschlussvorlage that is ready to be put before a Gremium."""
    page.get_by_role("link", name="Handlungsempfehlung beginnen").click()
    page.get_by_label("Was empfehlen Sie?").fill("Ein Wartehaus aufstellen")
    page.get_by_role("button", name="Speichern").click()
    page.get_by_role("link", name="Option hinzufügen").click()
    page.get_by_label("Name der Option").fill("Wartehaus aus Holz")
    page.get_by_role("button", name="Speichern").click()
    page.get_by_role("button", name="Bereit für das Gremium").click()
    page.get_by_role("link", name="Beschlussvorlage schreiben").click()
    page.get_by_label("Sachverhalt").fill("An der Haltestelle gibt es kein Dach.")
    page.get_by_label("Beschlussvorschlag").fill("Der Ausschuss beschließt ein Wartehaus.")
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("heading", name="Beratungsfolge")).to_be_visible()


def sits_today(page: Page, committee: str) -> None:
    """The Gremium meets today."""
    page.goto("/arbeit/planung/gremien")
    page.get_by_role("rowheader", name=committee).get_by_role("link").click()
    page.get_by_text("Sitzung eintragen").first.click()
    page.get_by_label("Tag", exact=True).fill(today().isoformat())
    page.get_by_role("button", name="Sitzung eintragen").click()
    expect(page.get_by_text("Die Sitzung ist eingetragen.")).to_be_visible()


def decide(page: Page, committee: str) -> None:
    """From the page of a Beschlussvorlage: hand it in, note what came out, and tell the people with the sentence that is ready."""
    page.locator("select[name=session_id]").evaluate(
        "(one, name) => { one.value = [...one.options].find(line => line.text.includes(name)).value }", committee
    )
    page.get_by_role("button", name="Sitzung hinzufügen").click()
    page.get_by_role("button", name=f"Einreichen: {committee}").click()
    page.get_by_role("link", name=f"Ergebnis: {committee}").click()
    page.get_by_label("Ergebnis", exact=True).select_option(label="einstimmig beschlossen")
    page.get_by_label("Wiedervorlage am").fill(months_later(today(), 12).isoformat())
    page.get_by_role("button", name="Ergebnis speichern").click()
    page.get_by_role("link", name="Den Menschen antworten").click()
    page.get_by_role("button", name="Jetzt antworten").click()
    expect(page.get_by_role("heading", name="Gesagt")).to_be_visible()


def tell_what_is_done(page: Page) -> None:
    """From the page of a Maßnahme that has begun or ended: send the sentence that lies ready."""
    page.get_by_role("link", name="Antwort ansehen und senden").click()
    page.get_by_role("button", name="Antworten", exact=True).click()
    expect(page.get_by_text("Gesagt. Beantwortete Bedarfe: 1.")).to_be_visible()


def reach(page: Page, milestone: str) -> None:
    page.get_by_role("button", name=f"Erreicht: {milestone}").click()
    expect(page.get_by_role("button", name=f"Doch nicht erreicht: {milestone}")).to_be_visible()


def plan(page: Page, *milestones: str) -> None:
    """From the page of a Bedarf to a Maßnahme that begins today, with these Meilensteine, shown to everybody."""
    page.get_by_role("link", name="Maßnahme planen").click()
    page.get_by_label("Titel", exact=True).fill("Wartehaus am Friseur")
    page.get_by_label("Überprüfen am").fill(months_later(today(), 6).isoformat())
    page.get_by_role("button", name="Speichern").click()
    for number, title in enumerate(milestones, 1):
        if number > 1:
            page.locator("summary", has_text="Meilenstein setzen").click()
        page.get_by_label("Was soll erreicht sein?").fill(title)
        page.get_by_label("Bis wann?").fill(today().isoformat())
        page.get_by_role("button", name="Meilenstein setzen").click()
        expect(page.get_by_role("button", name=f"Erreicht: {title}")).to_be_visible()
    page.get_by_role("link", name="Öffentlich zeigen").click()
    page.get_by_label("Was alle lesen sollen").fill("Beim Friseur kommt ein Wartehaus hin.")
    page.get_by_role("button", name="Öffentlich zeigen").click()
    expect(page.get_by_text("Ja. So lesen es die Menschen:")).to_be_visible()


def review(page: Page) -> None:
    page.get_by_role("link", name="Überprüfen").click()
    page.locator("label", has_text="erreicht").first.click()
    page.get_by_label("Warum urteilen Sie so?").fill("Alle warten im Trockenen.")
    page.locator("label", has_text="weiterführen").click()
    page.get_by_role("button", name="Überprüfung speichern").click()
    expect(page.locator("main")).to_contain_text("Folge: weiterführen")


def test_one_bedarf_from_the_first_word_to_its_effect(visit: Visit, watch: Watch) -> None:
    resident, page = visit(phone=True), visit()
    code = say(resident, WORDS)
    read_by_code(resident, code)
    expect(resident.locator("main")).to_contain_text("Als Nächstes liest ein Mensch Ihr Anliegen")
    expect(resident.locator("main [aria-current=step]")).to_have_count(0)

    sign_in(page, "planung@example.org")
    make_need(page, WORDS)
    need = page.url.partition("?")[0]
    stands_at(resident, code, "Gesagt", "Wir haben gehört, was gebraucht wird.")

    bear_out(page)
    stands_at(resident, code, "Gesagt")
    page.goto(need)
    confirm(page, "Wir haben nachgezählt: Dreißig Menschen warten dort jeden Tag.")
    stands_at(resident, code, "Geprüft", "Dreißig Menschen warten dort jeden Tag.")

    sits_today(page, "Kreisausschuss")
    page.goto(need)
    recommend(page)
    stands_at(resident, code, "Geprüft")
    decide(page, "Kreisausschuss")
    stands_at(resident, code, "Geplant", "Kreisausschuss")

    page.goto(need)
    plan(page, "Fundament gegossen", "Dach gedeckt")
    measure = page.url.partition("?")[0]
    stands_at(resident, code, "Geplant", "Beim Friseur kommt ein Wartehaus hin.")
    reach(page, "Fundament gegossen")
    tell_what_is_done(page)
    stands_at(resident, code, "In Umsetzung", "Es geht los: „Wartehaus am Friseur“ hat begonnen.")
    reach(page, "Dach gedeckt")
    tell_what_is_done(page)
    stands_at(resident, code, "Fertig", "Geschafft: „Wartehaus am Friseur“ ist fertig.")

    review(page)
    page.goto(f"{measure}/nachfragen")
    page.get_by_role("button", name="Jetzt fragen").click()
    stands_at(resident, code, "Fertig", "Hat es geholfen?")
    resident.get_by_role("link", name="Antworten", exact=True).click()
    resident.get_by_role("button", name="Ja, es hat geholfen").click()
    expect(resident.get_by_role("heading", name="Vielen Dank!")).to_be_visible()

    page.goto(f"{need}/weg")
    expect(page.locator(".way__part--reached .way__name")).to_have_text(
        ["Gesagt", "Belegt", "Geantwortet", "Empfohlen", "Beschlossen", "Getan", "Gewirkt"]
    )
