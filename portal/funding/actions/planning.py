"""Writing the plan line by line, and checking it against the rules of its programme."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from portal.funding.actions.checks import ensure_amount
from portal.funding.formats import Finding, Line, Plan, check, years_of
from portal.funding.models import FundingApplication, PlanAmount, PlanLine
from portal.funding.policy import FundingPermission
from portal.funding.terms import MOST_LINES, LineKind, Side
from portal.kernel.clock import today
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_


@dataclass(frozen=True, kw_only=True)
class LineDraft:
    """One line as it is written: years without an amount are left out."""

    kind: LineKind
    label: str
    amounts: Mapping[int, Decimal]
    is_eligible: bool = True

    @property
    def told(self) -> Line:
        eligible = self.is_eligible and self.kind.side is Side.COSTS
        return Line(self.kind, {year: amount for year, amount in self.amounts.items() if amount}, eligible)


def set_line(
    application: FundingApplication,
    draft: LineDraft,
    *,
    line: PlanLine | None = None,
    version: int = 0,
    submission_key: UUID | None = None,
    by: Actor,
) -> PlanLine:
    """Add a line to a draft's plan, or replace one. Raises `Conflict` when somebody saved that line since `version`."""
    ensure(FundingPermission.EDIT, by, application)
    if submission_key is not None and line is None:
        there = session().scalar(select(PlanLine).where(PlanLine.submission_key == submission_key))
        if there is not None and there.application_id == application.id:
            return there
    if line is not None and line.version != version:
        raise Conflict
    _check(application, draft, is_new=line is None)
    if line is None:
        position = max((one.position for one in application.lines), default=0) + 1
        line = PlanLine(position=position, submission_key=submission_key, amounts=[])
        application.lines.append(line)
    line.kind, line.label, line.is_eligible = draft.kind, draft.label, draft.told.is_eligible
    _write_amounts(line, draft.told.amounts)
    _touch(application, line)
    session().flush()
    return line


def remove_line(application: FundingApplication, line: PlanLine, *, by: Actor) -> None:
    """Take a line out of a draft's plan."""
    ensure(FundingPermission.EDIT, by, application)
    application.lines.remove(line)
    _touch(application)
    session().flush()


def with_line(application: FundingApplication, draft: LineDraft, line_id: UUID | None) -> Plan:
    """The plan as it would be with this line, in place of one that is there. Nothing is written."""
    others = [one.told for one in application.lines if one.id != line_id]
    return Plan([*others, draft.told])


def findings_of(application: FundingApplication, plan: Plan | None = None) -> list[Finding]:
    """What of the rules of its programme this application breaks today; of another plan when one is given."""
    version = application.programme_version
    return check(
        plan or application.plan,
        version.told_rules,
        starts_on=application.starts_on,
        ends_on=application.ends_on,
        dates=version.days,
        today=today(),
    )


def _touch(application: FundingApplication, line: PlanLine | None = None) -> None:
    """Amounts are rows of their own: whoever saw the plan before, or the line, is told that it has changed."""
    flag_modified(application, "title")
    if line is not None and line in session() and line not in session().new:
        flag_modified(line, "label")


def _write_amounts(line: PlanLine, amounts: Mapping[int, Decimal]) -> None:
    there = {one.year: one for one in line.amounts}
    for year, amount in amounts.items():
        if year in there:
            there[year].amount = amount
        else:
            line.amounts.append(PlanAmount(year=year, amount=amount))
    for year, one in there.items():
        if year not in amounts:
            line.amounts.remove(one)


def _check(application: FundingApplication, draft: LineDraft, *, is_new: bool) -> None:
    if not draft.label:
        raise InvalidInput("funding.no-label", N_("Bitte sagen Sie, wofür dieser Betrag ist."), field="label")
    if not draft.told.amounts:
        raise InvalidInput(
            "funding.no-amount", N_("Bitte geben Sie für mindestens ein Jahr einen Betrag an."), field="amounts"
        )
    for year, amount in draft.told.amounts.items():
        ensure_amount(amount, f"amount_{year}")
    if not set(draft.told.amounts) <= set(years_of(application.starts_on, application.ends_on)):
        raise InvalidInput(
            "funding.outside", N_("Für eines dieser Jahre ist der Antrag nicht gestellt."), field="amounts"
        )
    if is_new and len(application.lines) >= MOST_LINES:
        raise InvalidInput(
            "funding.too-many-lines",
            N_("Ein Plan hat höchstens %(n)s Zeilen. Fassen Sie kleine Posten bitte zusammen."),
            n=MOST_LINES,
        )
