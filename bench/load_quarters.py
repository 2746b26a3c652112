"""A county in which every Gemeinde has had a Quartiersprojekt for four years.

``python -m bench.load_quarters`` fills the migrated database that DATABASE_URL names with 52 projects and their steps, diaries,
questions, history and money, and prints one JSON line with the cookies of a planner and of a Kümmerin. Steps of the shipped
Checkliste come in through the action; what piles up goes in past the actions, in bulk.
"""

import json
import random
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, select, update

from bench.german import sentence
from bench.load_needs import Place, make_county
from portal.accounts import actions as accounts
from portal.accounts.models import Account
from portal.funding import actions as funding
from portal.funding import queries as programmes
from portal.funding.models import FundingApplication, FundingDrawdown
from portal.funding.terms import ApplicationState
from portal.kernel.clock import ON_SCREEN, today
from portal.kernel.codes import new_id
from portal.kernel.db import session, unit_of_work
from portal.kernel.policy import SYSTEM, Role
from portal.kuemmerer import actions, queries
from portal.kuemmerer.models import ChecklistStep, DiaryEntry, HelpRequest, KuemmererProject, ProjectEntry
from portal.kuemmerer.terms.projects import EntryKind
from portal.places import queries as places

YEARS = 4
ENTRIES_A_YEAR, QUESTIONS_A_YEAR, OWN_STEPS, APPLICATIONS = 110, 6, 40, 3
#: Of a hundred steps of the phases that have begun so many are done.
DONE = 88


def load() -> dict[str, Any]:
    """Fill the database. Returns cookies and counts for the measurement."""
    chance = random.Random(2026)
    county = make_county()
    kuemmerer = make_kuemmerer(county.gemeinden[0])
    for number, gemeinde in enumerate(county.gemeinden):
        project(chance, number, gemeinde, kuemmerer if number == 0 else None)
    return facts(county.planners[0], kuemmerer)


def make_kuemmerer(gemeinde: Place) -> UUID:
    """The Kümmerin of the first Gemeinde."""
    with unit_of_work():
        account = accounts.create_account(
            email="kuemmerin@example.org", name="Kira Kümmerin", password="Nur zum Messen 1!", by=SYSTEM
        )
        accounts.give_role(account, role=Role.KUEMMERER, place=places.place(gemeinde.id), by=SYSTEM)
    return account.id


def project(chance: random.Random, number: int, gemeinde: Place, responsible: UUID | None) -> None:
    """One project with four years behind it."""
    begun = today() - timedelta(days=365 * YEARS + chance.randrange(200))
    with unit_of_work():
        draft = actions.ProjectDraft(name=f"Daheim in {gemeinde.name}", places=[places.place(gemeinde.id)])
        made = actions.begin(draft, begun_on=begun, responsible_ids=[responsible] if responsible else [], by=SYSTEM)
        for gate, day in enumerate((200, 620)[: chance.choice((1, 2, 2, 2))], start=1):
            actions.pass_gate(
                made,
                on=begun + timedelta(days=day),
                reference=f"Gemeinderat, TOP {gate}",
                version=queries.project(made.id).version,
                by=SYSTEM,
            )
        pile_up(chance, made, begun)
    with unit_of_work():
        money(chance, number, made.id, gemeinde)


def pile_up(chance: random.Random, made: KuemmererProject, begun: date) -> None:
    """Own steps, most steps done, a diary, questions and a history."""
    own = [
        {
            "id": new_id(),
            "project_id": made.id,
            "phase": made.phase,
            "position": 500 + number,
            "title": sentence(chance)[:150],
            "responsible": "municipality",
            "due_on": begun + timedelta(days=chance.randrange(365 * YEARS + 120)),
        }
        for number in range(OWN_STEPS)
    ]
    session().execute(insert(ChecklistStep), own)
    steps = select(ChecklistStep.id).where(ChecklistStep.project_id == made.id).order_by(ChecklistStep.id)
    reached = steps.where(ChecklistStep.phase.in_(made.phase.up_to_here))
    for step_id in session().scalars(reached).all():
        if chance.randrange(100) < DONE:
            day = begun + timedelta(days=chance.randrange(365 * YEARS))
            done = {"done_on": day, "done_at": moment(day), "note": sentence(chance)[:200]}
            session().execute(update(ChecklistStep).where(ChecklistStep.id == step_id).values(**done))
    days = [begun + timedelta(days=chance.randrange(365 * YEARS)) for _ in range(ENTRIES_A_YEAR * YEARS)]
    session().execute(
        insert(DiaryEntry),
        [
            {
                "id": new_id(),
                "project_id": made.id,
                "on": day,
                "text": sentence(chance),
                "hours": Decimal(chance.randrange(1, 16)) / 4,
            }
            for day in days
        ],
    )
    session().execute(
        insert(HelpRequest),
        [question(chance, made.id, begun, number == 0) for number in range(QUESTIONS_A_YEAR * YEARS)],
    )
    session().execute(
        insert(ProjectEntry),
        [
            {
                "id": new_id(),
                "project_id": made.id,
                "at": moment(day),
                "kind": EntryKind.DUE_MOVED,
                "text": "verschoben",
            }
            for day in days[:200]
        ],
    )


def question(chance: random.Random, project_id: UUID, begun: date, is_open: bool) -> dict[str, Any]:
    """One question to the county's desk; most were answered and closed."""
    asked = moment(begun + timedelta(days=chance.randrange(365 * YEARS)))
    waits = is_open and chance.random() < 0.3
    return {
        "id": new_id(),
        "project_id": project_id,
        "question": sentence(chance)[:280],
        "asked_at": asked,
        "answer": "" if waits else sentence(chance),
        "answered_at": None if waits else asked,
        "closed_at": None if waits else asked,
    }


def money(chance: random.Random, number: int, project_id: UUID, gemeinde: Place) -> None:
    """Applications of which two were granted and run, with what was drawn."""
    version = programmes.programmes()[number % 2].versions[-1]
    for year in range(APPLICATIONS):
        starts = today() + timedelta(days=200 - 365 * year)
        draft = funding.ApplicationDraft(
            title=f"Förderung {year + 1}, {gemeinde.name}",
            place=places.place(gemeinde.id),
            starts_on=starts,
            ends_on=starts + timedelta(days=700),
            subject_id=project_id,
            subject_title=f"Daheim in {gemeinde.name}",
        )
        made = funding.draft(draft, version=version, by=SYSTEM)
        if year == 0:
            continue
        granted = {
            "state": ApplicationState.RUNNING,
            "submitted_on": starts - timedelta(days=90),
            "decided_on": starts - timedelta(days=20),
            "started_on": starts,
            "granted": Decimal(4000 + 100 * chance.randrange(90)),
        }
        session().execute(update(FundingApplication).where(FundingApplication.id == made.id).values(**granted))
        session().execute(
            insert(FundingDrawdown),
            [
                {
                    "id": new_id(),
                    "application_id": made.id,
                    "planned_on": starts + timedelta(days=90 * part),
                    "amount": Decimal(500),
                    "received_on": starts + timedelta(days=90 * part) if part < 3 else None,
                }
                for part in range(6)
            ],
        )


def moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 10, tzinfo=ON_SCREEN)


def facts(planner: UUID, kuemmerer: UUID) -> dict[str, Any]:
    """What was made, and what a measurement asks with."""
    from portal.accounts.routes.cookies import cookie_name

    with unit_of_work():
        tokens = [accounts.open_session(session().get_one(Account, one)) for one in (planner, kuemmerer)]
    tables = (KuemmererProject, ChecklistStep, DiaryEntry, HelpRequest, ProjectEntry, FundingApplication)
    return {
        "planner": f"{cookie_name()}={tokens[0]}",
        "kuemmerer": f"{cookie_name()}={tokens[1]}",
        "rows": {one.__tablename__: session().scalar(select(func.count()).select_from(one)) for one in tables},
        "projects": [
            str(one) for one in session().scalars(select(KuemmererProject.id).order_by(KuemmererProject.id).limit(5))
        ],
    }


def main() -> None:
    """Fill the database of this environment."""
    from portal.app import create_app

    with create_app(worker=False).app_context():
        print(json.dumps(load()))


if __name__ == "__main__":
    main()
