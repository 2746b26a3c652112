"""Checking a plan against the rules of its programme. What is broken is told with the sentence of the rule."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from portal.funding.formats.amounts import share_of
from portal.funding.formats.dates import Timing, timing_of
from portal.funding.formats.periods import last_day, years_of
from portal.funding.formats.plans import Plan
from portal.funding.terms import WARN_AHEAD, LineKind, MonthDay, RuleKind, Side
from portal.kernel.text import N_


@dataclass(frozen=True)
class Rule:
    """One rule of a programme as its version states it."""

    kind: RuleKind
    #: The sentence that is quoted.
    sentence: str
    #: Euro, per cent or months; None for rules without a number.
    value: Decimal | None = None
    #: A share that is counted of costs of this kind alone.
    of_kind: LineKind | None = None
    #: A hard rule keeps an application from being submitted, a soft one warns.
    is_hard: bool = True
    #: Whether the sentence gives the sense and not the words.
    is_paraphrase: bool = True


@dataclass(frozen=True)
class Finding:
    """A rule that is broken, or nearly."""

    kind: RuleKind
    is_hard: bool
    #: What is wrong here and what helps: a German source with places for `params` (amounts, days, numbers).
    message: str
    params: Mapping[str, Decimal | date | int] = field(default_factory=dict)
    #: The sentence of the rule; "" for rules of calculation.
    sentence: str = ""
    is_paraphrase: bool = True


_TOO_MUCH = N_("Beantragt sind %(asked)s, möglich sind höchstens %(most)s. Das sind %(over)s zu viel.")
_SHARE = N_(
    "Beantragt sind %(asked)s. Bei zählenden Kosten von %(costs)s sind höchstens %(most)s möglich (%(percent)s Prozent). "
    "Das sind %(over)s zu viel."
)
_OWN = N_("Der Eigenanteil ist %(own)s. Nötig sind mindestens %(least)s (%(percent)s Prozent der Kosten).")
_MONTHS = N_("Der Zeitraum endet am %(ends)s. Gefördert werden höchstens %(months)s Monate, das ist bis %(most)s.")
_BEGUN = N_("Das Projekt beginnt am %(start)s. Der Antrag muss vorher eingereicht sein.")
_TOO_LATE = N_(
    "Zu spät: Der letzte Antragstermin vor dem Beginn am %(start)s war der %(last)s. "
    "Der nächste Termin ist der %(next)s; dann kann das Projekt frühestens am %(earliest)s beginnen."
)
_SOON = N_(
    "Noch %(days)s Tage: Bis %(last)s muss der Antrag eingereicht sein. Danach ist es für diesen Beginn zu spät."
)
_TOMORROW = N_("Nur noch bis morgen: Danach ist es für diesen Beginn zu spät.")
_LAST_DAY = N_("Heute ist der letzte Tag: Ab morgen ist es für diesen Beginn zu spät.")
_GAP = N_("Kosten von %(costs)s stehen Einnahmen von %(finance)s gegenüber. Es fehlen %(gap)s.")
_SURPLUS = N_("Kosten von %(costs)s stehen Einnahmen von %(finance)s gegenüber. Das sind %(gap)s zu viel.")
_OUTSIDE = N_("Für das Jahr %(year)s stehen Beträge im Plan, der Zeitraum geht aber von %(first)s bis %(last)s.")
_NOTHING = N_("Im Finanzierungsplan steht noch keine beantragte Förderung.")
_NO_COSTS = N_("Im Kostenplan steht noch nichts.")


def check(
    plan: Plan, rules: Sequence[Rule], *, starts_on: date, ends_on: date, dates: Sequence[MonthDay], today: date
) -> list[Finding]:
    """Everything that is broken, hard rules first, in the order of `RuleKind`."""
    found = [*_of_calculation(plan, starts_on, ends_on)]
    timing = timing_of(today, starts_on, dates, before_start=_has(rules, RuleKind.BEFORE_START))
    for rule in rules:
        found += _broken(rule, plan, starts_on, ends_on, timing)
    order = list(RuleKind)
    return sorted(found, key=lambda one: (not one.is_hard, order.index(one.kind)))


def _has(rules: Sequence[Rule], kind: RuleKind) -> bool:
    return any(rule.kind is kind for rule in rules)


def _of_calculation(plan: Plan, starts_on: date, ends_on: date) -> Iterator[Finding]:
    if not plan.costs:
        yield Finding(RuleKind.ASKS_FOR_MONEY, True, _NO_COSTS)
    elif not plan.grant:
        yield Finding(RuleKind.ASKS_FOR_MONEY, True, _NOTHING)
    if plan.costs and plan.gap:
        told = {"costs": plan.costs, "finance": plan.finance, "gap": abs(plan.gap)}
        yield Finding(RuleKind.IS_FINANCED, True, _GAP if plan.gap > 0 else _SURPLUS, told)
    years = years_of(starts_on, ends_on)
    used = {year for side in Side for year, amount in plan.per_year(side).items() if amount}
    for year in sorted(used - set(years)):
        yield Finding(RuleKind.WITHIN_PERIOD, True, _OUTSIDE, {"year": year, "first": years[0], "last": years[-1]})


def _broken(rule: Rule, plan: Plan, starts_on: date, ends_on: date, timing: Timing) -> Iterator[Finding]:
    value = rule.value if rule.value is not None else Decimal(0)
    match rule.kind:
        case RuleKind.MOST_AMOUNT if plan.grant > value:
            yield _told(rule, _TOO_MUCH, asked=plan.grant, most=value, over=plan.grant - value)
        case RuleKind.MOST_SHARE:
            costs = plan.eligible(rule.of_kind)
            most = share_of(costs, value)
            if plan.grant > most:
                over = plan.grant - most
                yield _told(rule, _SHARE, asked=plan.grant, costs=costs, most=most, percent=_whole(value), over=over)
        case RuleKind.LEAST_OWN_SHARE:
            least, own = share_of(plan.costs, value), plan.of(LineKind.OWN)
            if own < least:
                yield _told(rule, _OWN, own=own, least=least, percent=_whole(value))
        case RuleKind.MOST_MONTHS if ends_on > last_day(starts_on, int(value)):
            yield _told(rule, _MONTHS, ends=ends_on, months=int(value), most=last_day(starts_on, int(value)))
        case RuleKind.BEFORE_START:
            yield from _timely(rule, starts_on, timing)


def _timely(rule: Rule, starts_on: date, timing: Timing) -> Iterator[Finding]:
    last, left = timing.last_on, timing.days_left
    if last is None or left is None:
        return
    if timing.is_too_late and timing.next_on is not None and timing.earliest_start is not None:
        told = {"start": starts_on, "last": last, "next": timing.next_on, "earliest": timing.earliest_start}
        yield _told(rule, _TOO_LATE, **told)
    elif timing.is_too_late:
        yield _told(rule, _BEGUN, start=starts_on)
    elif timing.is_soon(WARN_AHEAD):
        message = {0: _LAST_DAY, 1: _TOMORROW}.get(left, _SOON)
        days: dict[str, Decimal | date | int] = {"days": left, "last": last} if left > 1 else {}
        yield Finding(rule.kind, False, message, days, rule.sentence, rule.is_paraphrase)


def _told(rule: Rule, message: str, **params: Decimal | date | int) -> Finding:
    return Finding(rule.kind, rule.is_hard, message, params, rule.sentence, rule.is_paraphrase)


def _whole(percent: Decimal) -> Decimal | int:
    """90 rather than 90.00."""
    return int(percent) if percent == percent.to_integral_value() else percent
