"""A county's work of many years in a few minutes: 100,000 Bedarfe and 300,000 Wortmeldungen, with index and tallies.

``python -m bench.load_needs [needs] [contributions]`` fills the migrated database that DATABASE_URL names and prints one JSON
line with what a measurement needs: the cookie of a planner, and ids to ask for. Rows go in past the actions, in bulk, and
agree with what the actions would have written; ``portal needs recount`` finds nothing wrong afterwards.
"""

import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from sqlalchemy import func, insert, select, text

from bench.german import sentence, title
from portal.accounts import actions as accounts
from portal.accounts.models import Account
from portal.contributions.models import Contribution, IssuedReceipt
from portal.contributions.terms import Channel, ContributionKind, ModerationState
from portal.county import actions as county
from portal.county.models import ActionField, TargetGroup
from portal.kernel.db import NumberSeries, session, unit_of_work
from portal.kernel.policy import SYSTEM, Role
from portal.needs import actions
from portal.needs.models import Evidence, Need, NeedEntry, PublicAnswer, TriageDecision, TriageItem, need_target_group
from portal.needs.queries.filters import NOBODY
from portal.needs.queries.index import NEED_INDEX, facets_of, text_of
from portal.needs.terms import EntryKind, EvidenceKind, NeedStatus, Stance, TriageOutcome, TriageState
from portal.places.models import Sozialraum
from portal.places.queries import forget_tree
from portal.places.terms import PlaceKind

PORTION = 2_000
PLANNERS = 12
GEMEINDEN = 52
ASSOCIATIONS = 20
#: Of a hundred Wortmeldungen so many still wait, and so many were no Bedarf.
WAITING, DECLINED = 6, 4
BEGAN = datetime(2023, 1, 2, 8, tzinfo=UTC)
ENDED = datetime(2026, 11, 20, 16, tzinfo=UTC)
STATUSES = (
    (NeedStatus.NEW, 18),
    (NeedStatus.IN_REVIEW, 14),
    (NeedStatus.CONFIRMED, 14),
    (NeedStatus.FORWARDED, 10),
    (NeedStatus.PLANNED, 8),
    (NeedStatus.IN_PROGRESS, 8),
    (NeedStatus.DONE, 15),
    (NeedStatus.DECLINED, 8),
    (NeedStatus.DEFERRED, 5),
)
CHANNELS = (
    (Channel.ONLINE, 55),
    (Channel.PHONE, 15),
    (Channel.PAPER, 15),
    (Channel.IN_PERSON, 10),
    (Channel.EMAIL, 5),
)


class Place(NamedTuple):
    """A Gemeinde without its row, which would be read anew after each portion."""

    id: UUID
    name: str
    parent_id: UUID | None
    lineage: tuple[UUID, ...]


@dataclass
class County:
    """Where it happens and who works there."""

    gemeinden: list[Place]
    fields: list[UUID]
    groups: list[UUID]
    planners: list[UUID]


@dataclass
class Rows:
    """Rows of one portion, by table."""

    needs: list[dict[str, Any]] = field(default_factory=list)
    links: list[dict[str, Any]] = field(default_factory=list)
    contributions: list[dict[str, Any]] = field(default_factory=list)
    receipts: list[dict[str, Any]] = field(default_factory=list)
    items: list[dict[str, Any]] = field(default_factory=list)
    decisions: list[dict[str, Any]] = field(default_factory=list)
    evidence: list[dict[str, Any]] = field(default_factory=list)
    entries: list[dict[str, Any]] = field(default_factory=list)
    answers: list[dict[str, Any]] = field(default_factory=list)
    documents: list[tuple[int, str, set[str]]] = field(default_factory=list)


def load(needs: int, contributions: int) -> dict[str, Any]:
    """Fill an empty, migrated database. Returns ids and the cookie of a planner for measurements."""
    chance = random.Random(2026)
    where = make_county()
    maker = Maker(chance, where, contributions / max(needs, 1))
    for first in range(0, needs, PORTION):
        rows = Rows()
        for seq in range(first + 1, min(first + PORTION, needs) + 1):
            maker.need(rows, seq)
        write(rows)
    for portion in maker.waiting(contributions):
        write(portion)
    with unit_of_work():
        session().add_all(
            [
                NumberSeries(name="need", last=needs),
                NumberSeries(name="need-2026", last=needs),
                NumberSeries(name="need-change", last=needs),
            ]
        )
        session().flush()
        actions.rebuild_tallies()
    learn()
    return facts(where)


def make_county() -> County:
    """A county with 20 Verwaltungsgemeinschaften and 52 Gemeinden, its lists of terms, and planners."""
    with unit_of_work():
        county.set_up(
            name="Landkreis Musterkreis", short_name="Musterkreis", ags="09999", contact_phone="08261 995-0", by=SYSTEM
        )
        county.seed_taxonomies(by=SYSTEM)
        root = place("Landkreis Musterkreis", PlaceKind.COUNTY, None, "09999")
        associations = [
            place(f"Verwaltungsgemeinschaft {n:02}", PlaceKind.MUNICIPAL_ASSOCIATION, root, None)
            for n in range(ASSOCIATIONS)
        ]
        gemeinden = [
            place(f"Gemeinde {n:02}", PlaceKind.MUNICIPALITY, associations[n % ASSOCIATIONS], f"09999{n + 101}")
            for n in range(GEMEINDEN)
        ]
    planners = [planner(n) for n in range(PLANNERS)]
    forget_tree()
    return County(
        [Place(row.id, row.name, row.parent_id, row.lineage) for row in gemeinden],
        list(session().scalars(select(ActionField.id))),
        list(session().scalars(select(TargetGroup.id))),
        planners,
    )


def place(name: str, kind: PlaceKind, above: Sozialraum | None, ags: str | None) -> Sozialraum:
    own = uuid4()
    row = Sozialraum(
        id=own,
        kind=kind,
        name=name,
        slug=name.lower().replace(" ", "-"),
        ags=ags,
        parent_id=above.id if above else None,
        path=f"{above.path if above else '/'}{own}/",
    )
    session().add(row)
    session().flush()
    return row


def planner(number: int) -> UUID:
    with unit_of_work():
        account = accounts.create_account(
            email=f"planung-{number}@example.org",
            name=f"Planerin {number}",
            password=f"Nur zum Messen {number}!",
            by=SYSTEM,
        )
        accounts.give_role(account, role=Role.PLANNER, place=None, by=SYSTEM)
    return account.id


class Maker:
    """Makes rows by chance, always the same ones."""

    def __init__(self, chance: random.Random, where: County, each: float) -> None:
        self.chance = chance
        self.where = where
        self.share = each * (100 - WAITING - DECLINED) / 100
        self.said = 0

    def need(self, rows: Rows, seq: int) -> None:
        """One Bedarf with everything behind it."""
        chance = self.chance
        gemeinde = chance.choice(self.where.gemeinden)
        subject = chance.choice(self.where.fields) if chance.random() < 0.9 else None
        status = weighted(chance, STATUSES)
        row = {
            "id": uuid4(),
            "seq": seq,
            "number": f"2026-{seq:05}",
            "title": title(chance)[:160],
            "description": " ".join(sentence(chance) for _ in range(chance.randint(0, 3))),
            "sozialraum_id": gemeinde.id,
            "action_field_id": subject,
            "status": status,
            "responsible_id": chance.choice(self.where.planners) if chance.random() < 0.6 else None,
            "due_on": date(2026, 1, 1) + timedelta(days=chance.randint(0, 700)) if chance.random() < 0.3 else None,
            "change_number": seq,
            "created_at": moment(chance),
            "updated_at": ENDED,
            "version": 1,
            "public_title": "",
            "public_sentence": "",
            "deleted_reason": "",
        }
        voices = max(1, min(60, round(chance.expovariate(1 / self.share))))
        group = chance.choice(self.where.groups)
        rows.needs.append(row | {"contribution_count": voices, "people_count": voices})
        rows.links.append({"need_id": row["id"], "target_group_id": group})
        rows.entries.append({"need_id": row["id"], "kind": EntryKind.CREATED, "at": row["created_at"], "payload": {}})
        rows.documents.append((seq, *self._document(rows.needs[-1], gemeinde, subject, group)))
        for n in range(voices):
            self._voice(rows, row, gemeinde, TriageOutcome.ADDED if n else TriageOutcome.NEW_NEED)
        if status is not NeedStatus.NEW:
            answer = {"status": status, "sentence": sentence(chance), "at": moment(chance), "is_farewell": False}
            rows.answers.append({"need_id": row["id"], **answer})
            told = {"public_title": row["title"], "public_sentence": answer["sentence"], "answered_at": answer["at"]}
            rows.needs[-1] |= told

    def _document(
        self, row: dict[str, Any], gemeinde: Place, subject: UUID | None, group: UUID
    ) -> tuple[str, set[str]]:
        need = Need(**{name: row[name] for name in ("title", "description", "number", "status", "responsible_id")})
        facets = facets_of(
            need, lineage=gemeinde.lineage, fields=[subject] if subject else [], groups=[group], functions=[]
        )
        return text_of(need, gemeinde.name), facets

    def _voice(self, rows: Rows, need: dict[str, Any] | None, gemeinde: Place, outcome: TriageOutcome | None) -> None:
        self.said += 1
        chance = self.chance
        said, item, channel, at = uuid4(), uuid4(), weighted(chance, CHANNELS), moment(chance)
        rows.contributions.append(contribution(chance, said, gemeinde, channel, at, need))
        rows.receipts.append({"receipt_hash": rows.contributions[-1]["receipt_hash"], "issued_on": at.date()})
        decided = outcome is not None
        rows.items.append(
            {
                "id": item,
                "contribution_id": said,
                "state": TriageState.DECIDED if decided else TriageState.OPEN,
                "outcome": outcome,
                "need_id": need["id"] if need else None,
                "reason_public": "Ein solches Angebot gibt es bereits." if outcome is TriageOutcome.NO_NEED else "",
                "decided_at": at + timedelta(days=2) if decided else None,
                "sozialraum_id": gemeinde.id,
                "received_at": at,
                "kind": ContributionKind.CONCERN.value,
                "channel": channel.value,
            }
        )
        if decided:
            rows.decisions.append(
                {
                    "item_id": item,
                    "contribution_id": said,
                    "batch_id": uuid4(),
                    "outcome": outcome,
                    "need_id": need["id"] if need else None,
                    "reason_public": "",
                    "at": at + timedelta(days=2),
                }
            )
        if need is not None:
            rows.evidence.append(
                {
                    "id": uuid4(),
                    "need_id": need["id"],
                    "origin_need_id": need["id"],
                    "kind": EvidenceKind.CONTRIBUTION,
                    "stance": Stance.FOR,
                    "contribution_id": said,
                    "triage_item_id": item,
                    "channel": channel.value,
                    "quote": "",
                    "source": "",
                    "added_at": at + timedelta(days=2),
                }
            )

    def waiting(self, contributions: int) -> Iterator[Rows]:
        """What is no Bedarf or still waits, until there are as many Wortmeldungen as wanted."""
        while self.said < contributions:
            rows = Rows()
            for _ in range(min(PORTION, contributions - self.said)):
                declined = self.chance.randint(1, WAITING + DECLINED) <= DECLINED
                outcome = TriageOutcome.NO_NEED if declined else None
                self._voice(rows, None, self.chance.choice(self.where.gemeinden), outcome)
            yield rows


def contribution(
    chance: random.Random, said: UUID, gemeinde: Place, channel: Channel, at: datetime, need: dict[str, Any] | None
) -> dict[str, Any]:
    about = [need["title"] + "."] if need else []
    return {
        "id": said,
        "kind": ContributionKind.CONCERN,
        "channel": channel,
        "sozialraum_id": gemeinde.id,
        "place_text": "",
        "text": " ".join([*about, *(sentence(chance) for _ in range(chance.randint(1, 3)))]),
        "language": "de",
        "submission_key": uuid4(),
        "content_digest": chance.randbytes(32),
        "receipt_hash": chance.randbytes(32),
        "received_at": at,
        "moderation": ModerationState.RELEASED,
        "moderation_reason": "",
    }


def write(rows: Rows) -> None:
    """One portion, in the order of its references."""
    with unit_of_work():
        for table, values in (
            (Need, rows.needs),
            (need_target_group, rows.links),
            (Contribution, rows.contributions),
            (IssuedReceipt, rows.receipts),
            (TriageItem, rows.items),
            (TriageDecision, rows.decisions),
            (Evidence, rows.evidence),
            (NeedEntry, rows.entries),
            (PublicAnswer, rows.answers),
        ):
            if values:
                session().execute(insert(getattr(table, "__table__", table)), uniform(values))
        NEED_INDEX.put_new(rows.documents)
    session().expunge_all()


def uniform(values: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows that all name the same columns, as a bulk insert wants them."""
    names = {name for row in values for name in row}
    empty = dict.fromkeys(names)
    return [empty | row for row in values]


def weighted(chance: random.Random, table: Sequence[tuple[Any, int]]) -> Any:
    return chance.choices([value for value, _ in table], [weight for _, weight in table])[0]


def moment(chance: random.Random) -> datetime:
    return BEGAN + (ENDED - BEGAN) * chance.random()


def learn() -> None:
    """Let the database learn what it holds, as it does by itself in production."""
    bind = session().get_bind()
    with bind.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE" if bind.dialect.name == "postgresql" else "PRAGMA optimize"))


def facts(where: County) -> dict[str, Any]:
    """What was made, and what a measurement asks for."""
    from portal.accounts.routes.cookies import cookie_name

    with unit_of_work():
        token = accounts.open_session(session().get_one(Account, where.planners[0]))
    count = {
        table.__tablename__: session().scalar(select(func.count()).select_from(table)) for table in (Need, Contribution)
    }
    return {
        "cookie": f"{cookie_name()}={token}",
        "place": str(where.gemeinden[7].id),
        "association": str(where.gemeinden[7].parent_id),
        "field": str(where.fields[0]),
        "group": str(where.groups[0]),
        "planner": str(where.planners[0]),
        "nobody": str(NOBODY),
        "rows": count,
    }


def main() -> None:
    """Fill the database of this environment."""
    from portal.app import create_app

    needs, contributions = (int(value) for value in (sys.argv[1:3] or ("100000", "300000")))
    with create_app(worker=False).app_context():
        print(json.dumps(load(needs, contributions)))


if __name__ == "__main__":
    main()
