"""Whatever planners do, the people behind Bedarfe stay, and what is counted beside agrees with a full count."""

import random
from collections import Counter
from collections.abc import Callable
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.county import queries as county
from portal.kernel.db import unit_of_work
from portal.kernel.errors import DomainError
from portal.kernel.policy import SYSTEM
from portal.needs import actions, queries
from portal.needs.models import Evidence, Need, NeedEntry, TriageItem
from portal.needs.queries.counting import behind, full_tally, kept_tally
from portal.needs.terms import TRANSITIONS, EntryKind, TriageState
from portal.needs.terms.passages import Passage
from portal.places.models import Sozialraum
from tests.factories.county import make_county
from tests.factories.needs import draft, make_item
from tests.factories.places import make_places

STEPS = (
    "new", "add", "decline", "undo", "split_item", "merge", "split", "undo_step", "answer", "edit", "delete", "restore",
)  # fmt: skip


class Planner:
    """Somebody who does one thing after the other, chosen by chance."""

    def __init__(self, seed: int, places: list[Sozialraum]) -> None:
        self.chance = random.Random(seed)
        self.places = places
        self.batches: list[UUID] = []

    def do(self, step: str) -> None:
        """One step; what the domain refuses changes nothing."""
        doing: Callable[[], None] = getattr(self, step)
        try:
            with unit_of_work():
                doing()
        except DomainError:
            pass

    def new(self) -> None:
        items = self._open()[: self.chance.randint(1, 3)]
        self.batches.append(actions.create_need_from(items, draft=self._draft(), by=SYSTEM).batch_id)

    def add(self) -> None:
        if needs := self._needs():
            decided = actions.add_to_need(self._open()[:1], need=self.chance.choice(needs), by=SYSTEM)
            self.batches.append(decided.batch_id)

    def decline(self) -> None:
        self.batches.append(actions.decline(self._open()[:1], reason="Gibt es schon.", by=SYSTEM).batch_id)

    def split_item(self) -> None:
        for item in self._open()[:1]:
            words = actions.words_of(item)
            middle = words.index(" ") if " " in words else len(words)
            parts = [Passage(0, middle), Passage(middle + 1, len(words))]
            self.batches.append(actions.split_item(item, passages=parts, by=SYSTEM).batch_id)

    def undo(self) -> None:
        if self.batches:
            actions.undo_decision(self.chance.choice(self.batches), by=SYSTEM)

    def merge(self) -> None:
        needs = self._needs()
        if len(needs) > 1:
            one, other = self.chance.sample(needs, 2)
            actions.merge_needs(one, into=other, sentence="Gehört zusammen.", by=SYSTEM)

    def split(self) -> None:
        if needs := self._needs():
            need = self.chance.choice(needs)
            rows = queries.evidence_page(need, after=None).rows
            chosen = self.chance.sample([row.id for row in rows], k=len(rows) // 2)
            actions.split_need(need, evidence_ids=chosen, draft=self._draft(), by=SYSTEM)

    def undo_step(self) -> None:
        found = Session.scalars(
            _session(), select(NeedEntry).where(NeedEntry.kind.in_([EntryKind.MERGED, EntryKind.SPLIT]))
        )
        entries = sorted(found, key=lambda entry: entry.id)
        if entries:
            actions.undo_operation(self.chance.choice(entries), by=SYSTEM)

    def answer(self) -> None:
        if needs := self._needs():
            need = self.chance.choice(needs)
            nexts = sorted(TRANSITIONS.next(need.status))
            if nexts:
                actions.answer(need, status=self.chance.choice(nexts), sentence="Es geht weiter.", by=SYSTEM)

    def edit(self) -> None:
        if needs := self._needs():
            need = self.chance.choice(needs)
            actions.edit_need(need, draft=self._draft(), version=need.version, by=SYSTEM)

    def delete(self) -> None:
        if needs := self._needs():
            actions.delete_need(self.chance.choice(needs), reason="War ein Versuch.", by=SYSTEM)

    def restore(self) -> None:
        gone = [need for need in _all(Need) if need.is_deleted]
        if gone:
            actions.restore_need(self.chance.choice(gone), by=SYSTEM)

    def _draft(self) -> actions.NeedDraft:
        fields = [None, *county.action_fields()[:2]]
        return draft(
            f"Bedarf {self.chance.random()}", self.chance.choice(self.places), action_field=self.chance.choice(fields)
        )

    def _open(self) -> list[TriageItem]:
        found = list(_session().scalars(queries.open_items(SYSTEM).order_by(TriageItem.id)))
        self.chance.shuffle(found)
        return found

    def _needs(self) -> list[Need]:
        return [need for need in _all(Need) if not need.is_deleted and not need.is_merged]


def _session() -> Session:
    from portal.kernel.db import session

    return session()


def _all(kind: type[Need]) -> list[Need]:
    return sorted(_session().scalars(select(kind)), key=lambda row: row.seq)


def everywhere() -> Counter[UUID]:
    """Each Wortmeldung as often as it waits, is done with or stands behind a Bedarf; a split one counts through its parts."""
    items = _session().scalars(select(TriageItem).where(TriageItem.state.in_([TriageState.OPEN, TriageState.DECIDED])))
    return Counter(item.contribution_id for item in items)


def check(everybody: set[UUID]) -> None:
    assert set(everywhere()) == everybody
    decided = _session().scalars(select(TriageItem.id).where(TriageItem.need_id.is_not(None)))
    behind_needs = _session().scalars(select(Evidence.triage_item_id))
    assert set(decided) == set(behind_needs)
    assert full_tally() == kept_tally()
    needs = _all(Need)
    counted = behind([need.id for need in needs])
    assert {need.id: (need.contribution_count, need.people_count) for need in needs} == {
        need_id: (found.contributions, found.people) for need_id, found in counted.items()
    }
    assert all(not need.is_merged or counted[need.id].contributions == 0 for need in needs)
    numbers = [need.change_number for need in needs]
    assert len(numbers) == len(set(numbers))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6), steps=st.lists(st.sampled_from(STEPS), min_size=8, max_size=40))
def test_no_sequence_of_steps_loses_anybody(session: Session, seed: int, steps: list[str]) -> None:
    places = queries_places()
    everybody = {make_item(f"Stimme {n} fehlt", places[n % 2]).contribution_id for n in range(6)} | everybody_so_far()
    planner = Planner(seed, places)

    for step in steps:
        planner.do(step)

    _session().expire_all()
    check(everybody)


def everybody_so_far() -> set[UUID]:
    return set(_session().scalars(select(TriageItem.contribution_id)))


def queries_places() -> list[Sozialraum]:
    """The two places of this test; one database serves all its examples."""
    from portal.places import queries as places

    if places.root() is None:
        make_county(with_terms=True)
        return make_places("Legau", "Babenhausen")
    return list(places.municipalities())
