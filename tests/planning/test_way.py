"""What planning adds to the path of a Bedarf: levels, Handlungsempfehlungen, Beschlüsse, Maßnahmen, reviews."""

from sqlalchemy.orm import Session

from portal.county import actions as county
from portal.kernel.clock import today
from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM, Role
from portal.needs.models import Need
from portal.planning.actions.evaluations import ReviewDraft, evaluate
from portal.planning.actions.evidence_level import decide_level
from portal.planning.queries import analysis as analyses
from portal.planning.queries import measures
from portal.planning.terms.decisions import Result
from portal.planning.terms.evaluations import Attainment, Consequence
from portal.planning.terms.evidence_level import EvidenceLevel
from portal.planning.terms.recommendations import RecommendationState
from tests.factories.council import make_paper, make_recommendation, make_station, note, result
from tests.factories.measures import make_measure
from tests.factories.needs import make_need
from tests.factories.planning import make_analysis
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries


def planned(need: Need) -> None:
    """Everything planning can do for a Bedarf, once."""
    analysis = make_analysis(need)
    with unit_of_work():
        fresh = analyses.analysis(need.id, analysis.number)
        decide_level(fresh, level=EvidenceLevel.FELT, reason="Nur zwei Stimmen.", version=fresh.version, by=SYSTEM)
    recommend(need)
    measure = make_measure("Rufbus fährt", need.place, needs=(need,), due=(5,), done=1)
    with unit_of_work():
        draft = ReviewDraft(
            held_on=today(), result=Attainment.PARTLY, reason="Abends fährt er schon.", consequence=Consequence.END
        )
        evaluate(measures.measure(measure.id), draft, by=SYSTEM)


def recommend(need: Need, state: RecommendationState = RecommendationState.READY) -> None:
    paper = make_paper(make_recommendation("Rufbus einrichten", needs=[need], place=need.place, state=state))
    note(paper, make_station(paper), result())


def test_every_part_of_planning_is_a_station(session: Session, client: PickyClient, login: Login) -> None:
    with unit_of_work():
        county.seed_taxonomies(by=SYSTEM)
    need = make_need("Bus am Abend", voices=1)
    planned(need)
    login(Role.PLANNER)

    page = client.page(f"/arbeit/bedarfe/{need.id}/weg").text()

    for told in (
        "Bedarfsanalyse: gefühlt",
        "Nur zwei Stimmen.",
        "Handlungsempfehlung: Rufbus einrichten",
        "mehrheitlich beschlossen",
        "Maßnahme: Rufbus fährt",
        "Meilenstein erreicht: Schritt 1",
        "Überprüft: teilweise erreicht",
        "Abends fährt er schon.",
    ):
        assert told in page
    assert "noch nichts" in page, "nobody has answered in public"


def test_a_draft_is_no_station_for_those_who_do_not_write_it(
    session: Session, client: PickyClient, login: Login
) -> None:
    with unit_of_work():
        county.seed_taxonomies(by=SYSTEM)
    need = make_need("Bus am Abend")
    make_recommendation("Noch geheim", needs=[need], place=need.place)
    login(Role.KUEMMERER, need.place)

    assert "Noch geheim" not in client.page(f"/arbeit/bedarfe/{need.id}/weg").text()


def test_the_number_of_queries_does_not_grow(session: Session, client: PickyClient, login: Login) -> None:
    with unit_of_work():
        county.seed_taxonomies(by=SYSTEM)
    need = make_need("Bus am Abend")
    planned(need)
    login(Role.PLANNER)
    address = f"/arbeit/bedarfe/{need.id}/weg"
    client.page(address)
    with count_queries() as few:
        client.page(address)
    for _ in range(3):
        recommend(need)
    with count_queries() as many:
        client.page(address)

    assert len(many) == len(few), f"{few}\n\n{many}"


def test_what_was_put_off_is_not_decided_and_what_is_felt_is_not_borne_out(
    session: Session, client: PickyClient, login: Login
) -> None:
    with unit_of_work():
        county.seed_taxonomies(by=SYSTEM)
    need = make_need("Bus am Abend", voices=1)
    analysis = make_analysis(need)
    with unit_of_work():
        decide_level(
            analysis, level=EvidenceLevel.FELT, reason="Nur zwei Stimmen.", version=analysis.version, by=SYSTEM
        )
    paper = make_paper(make_recommendation(needs=[need], place=need.place, state=RecommendationState.READY))
    note(paper, make_station(paper), result(Result.ADJOURNED))
    login(Role.PLANNER)

    page = client.page(f"/arbeit/bedarfe/{need.id}/weg")

    assert "vertagt" in page.text()
    reached = page.texts(".way__part--reached .way__name")
    assert reached == ["Gesagt", "Empfohlen"]
