"""Entering programmes, and new versions of their rules. A version is never changed: running applications keep theirs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from portal.funding.actions.checks import ensure_day
from portal.funding.models import FundingProgramme, FundingRule, ProgrammeVersion
from portal.funding.policy import FundingPermission
from portal.funding.terms import LineKind, MonthDay, RuleKind, written_dates
from portal.kernel import audit
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_

ENTERED = audit.kind(
    "funding.version-entered", N_("Förderprogramm: neue Fassung der Regeln"), keys=("programme_id", "number")
)


@dataclass(frozen=True, kw_only=True)
class RuleDraft:
    """One rule of a version."""

    kind: RuleKind
    sentence: str
    value: Decimal | None = None
    of_kind: LineKind | None = None
    is_hard: bool = True
    is_paraphrase: bool = True


@dataclass(frozen=True, kw_only=True)
class VersionDraft:
    """How a programme pays from a day on."""

    valid_from: date
    source: str
    rules: Sequence[RuleDraft]
    dates: Sequence[MonthDay] = ()
    valid_until: date | None = None
    interim_months: int | None = None
    final_months: int = 6
    notes: str = ""


def add_programme(*, name: str, short_name: str, funder: str, version: VersionDraft, by: Actor) -> FundingProgramme:
    """Enter a programme with its first version."""
    ensure(FundingPermission.EDIT_PROGRAMMES, by)
    if not name:
        raise InvalidInput("funding.no-name", N_("Bitte geben Sie dem Programm einen Namen."), field="name")
    programme = FundingProgramme(name=name, short_name=short_name or name[:40], funder=funder, versions=[])
    session().add(programme)
    session().flush()
    _add(programme, version, number=1, by=by)
    return programme


def add_version(programme: FundingProgramme, draft: VersionDraft, *, seen: int, by: Actor) -> ProgrammeVersion:
    """Enter how it pays from another day on. The version before ends the day before, when it had no end.

    `seen` is the number of the newest version the author knew; raises `Conflict` when there is a newer one.
    """
    ensure(FundingPermission.EDIT_PROGRAMMES, by)
    newest = programme.versions[-1]
    if newest.number != seen:
        raise Conflict
    if draft.valid_from <= newest.valid_from:
        raise InvalidInput(
            "funding.version-early", N_("Eine neue Fassung gilt später als die bisherige."), field="valid_from"
        )
    if newest.valid_until is None or newest.valid_until >= draft.valid_from:
        newest.valid_until = draft.valid_from - timedelta(days=1)
    return _add(programme, draft, number=newest.number + 1, by=by)


def _add(programme: FundingProgramme, draft: VersionDraft, *, number: int, by: Actor) -> ProgrammeVersion:
    _check(draft)
    version = ProgrammeVersion(
        programme_id=programme.id,
        number=number,
        valid_from=draft.valid_from,
        valid_until=draft.valid_until,
        source=draft.source,
        dates=written_dates(draft.dates),
        interim_months=draft.interim_months,
        final_months=draft.final_months,
        notes=draft.notes,
        created_by=by.id,
        rules=[
            FundingRule(
                position=position,
                kind=rule.kind,
                value=rule.value,
                of_kind=rule.of_kind if rule.kind is RuleKind.MOST_SHARE else None,
                is_hard=rule.is_hard,
                sentence=rule.sentence,
                is_paraphrase=rule.is_paraphrase,
            )
            for position, rule in enumerate(draft.rules, start=1)
        ],
    )
    programme.versions.append(version)
    session().flush()
    audit.log(ENTERED, by=by, programme_id=programme.id, number=number)
    return version


def _check(draft: VersionDraft) -> None:
    ensure_day(draft.valid_from, "valid_from")
    if draft.valid_until is not None:
        ensure_day(draft.valid_until, "valid_until")
        if draft.valid_until < draft.valid_from:
            raise InvalidInput("funding.ends-before", N_("Das Ende liegt vor dem Beginn."), field="valid_until")
    for rule in draft.rules:
        if rule.kind.has_value and rule.value is None:
            raise InvalidInput("funding.no-value", N_("Zu dieser Regel gehört eine Zahl."), field=f"value_{rule.kind}")
        if not rule.sentence:
            raise InvalidInput(
                "funding.no-sentence",
                N_("Bitte schreiben Sie den Satz auf, der angezeigt wird, wenn die Regel verletzt ist."),
                field=f"sentence_{rule.kind}",
            )
