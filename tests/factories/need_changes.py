"""Everything that can happen to Bedarfe, by chance and in any order, while weeks go by."""

import random
from collections import Counter
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from portal.county.models import ActionField
from portal.kernel import clock
from portal.kernel.db import session, unit_of_work
from portal.kernel.errors import Conflict, DomainError
from portal.kernel.policy import SYSTEM
from portal.needs import actions
from portal.needs.models import Evidence, Need, NeedEntry
from portal.needs.terms import TRANSITIONS, EntryKind, EvidenceKind
from portal.places.models import Sozialraum
from portal.places.terms import PlaceKind

BEGAN = datetime(2023, 3, 6, 8, tzinfo=UTC)
#: So many changes are committed together.
AT_ONCE = 20


class Chance:
    """Changes Bedarfe through the actions of the portal. What an action refuses counts as refused and must leave no trace."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._now = BEGAN
        self._places = list(
            session().scalars(
                select(Sozialraum.id).where(Sozialraum.kind == PlaceKind.MUNICIPALITY).order_by(Sozialraum.id)
            )
        )
        self._fields = [None, *session().scalars(select(ActionField.id).order_by(ActionField.position, ActionField.id))]
        self._last = session().scalar(select(func.max(Need.seq))) or 0
        self.done: Counter[str] = Counter()
        self._ways = (
            (self._create, 18),
            (self._answer, 34),
            (self._edit, 14),
            (self._merge, 7),
            (self._split, 5),
            (self._undo, 8),
            (self._delete, 6),
            (self._restore, 5),
            (self._support, 3),
        )

    def change(self, number: int) -> None:
        """Let so many things happen, `AT_ONCE` of them in one unit of work each."""
        left = number
        while left > 0:
            some = min(AT_ONCE, left)
            with unit_of_work():
                for _ in range(some):
                    self._one()
            session().expunge_all()
            left -= some

    def _one(self) -> None:
        self._now += timedelta(seconds=self._chance.expovariate(1 / 7_200))
        ways, weights = zip(*self._ways, strict=True)
        way = self._chance.choices(ways, weights)[0] if self._last > 5 else self._create
        with clock.frozen(self._now):
            try:
                with session().begin_nested():
                    way()
            except DomainError:
                self.done["refused"] += 1
            else:
                self.done[way.__name__.lstrip("_")] += 1

    def _some(self) -> Need:
        """One that is neither deleted nor merged: nobody may change the others, only the portal itself could."""
        seq = self._chance.randint(1, self._last)
        need = session().scalars(select(Need).where(Need.seq == seq)).one()
        if need.is_deleted or need.is_merged:
            raise Conflict
        return need

    def _draft(self) -> actions.NeedDraft:
        return actions.NeedDraft(
            title=f"Bedarf {self._chance.random():.6f}",
            sozialraum_id=self._chance.choice(self._places),
            action_field_id=self._chance.choice(self._fields),
        )

    def _create(self) -> None:
        need = actions.create_need(self._draft(), by=SYSTEM)
        for number in range(2):
            actions.add_evidence(need, kind=EvidenceKind.DOCUMENT, quote=f"Seite {number}", by=SYSTEM)
        self._last = need.seq

    def _answer(self) -> None:
        need = self._some()
        possible = sorted(TRANSITIONS.next(need.status))
        actions.answer(need, status=self._chance.choice(possible), sentence="Ein Satz.", by=SYSTEM)

    def _edit(self) -> None:
        need = self._some()
        actions.edit_need(need, draft=self._draft(), version=need.version, by=SYSTEM)

    def _merge(self) -> None:
        actions.merge_needs(self._some(), into=self._some(), sentence="Zusammen.", by=SYSTEM)

    def _split(self) -> None:
        need = self._some()
        ids = session().scalars(select(Evidence.id).where(Evidence.need_id == need.id).order_by(Evidence.id)).all()
        actions.split_need(need, evidence_ids=ids[:1], draft=self._draft(), by=SYSTEM)
        self._last = session().scalar(select(func.max(Need.seq))) or 0

    def _undo(self) -> None:
        steps = select(NeedEntry).where(
            NeedEntry.kind.in_([EntryKind.MERGED, EntryKind.SPLIT]), NeedEntry.undone_at.is_(None)
        )
        latest = session().scalars(steps.order_by(NeedEntry.id.desc()).limit(5)).all()
        if latest:
            actions.undo_operation(self._chance.choice(latest), by=SYSTEM)

    def _delete(self) -> None:
        actions.delete_need(self._some(), reason="Doppelt.", by=SYSTEM)

    def _restore(self) -> None:
        gone = select(Need).where(Need.deleted_at.is_not(None)).order_by(Need.deleted_at.desc(), Need.seq).limit(5)
        found = session().scalars(gone).all()
        if found:
            actions.restore_need(self._chance.choice(found), by=SYSTEM)

    def _support(self) -> None:
        actions.add_evidence(self._some(), kind=EvidenceKind.EXPERT, quote="Stimmt.", by=SYSTEM)
