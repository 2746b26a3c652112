"""What a Sachbericht says: the words written for it, what the project tells of itself, and the figures."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from portal.funding.formats import ZERO
from portal.funding.queries import bookings_of, drawdowns_of
from portal.funding.terms import REPORT_MATERIAL, LineKind, ReportSection, Side
from portal.kernel.clock import today
from portal.kernel.policy import Actor
from portal.places import queries as places
from portal.web.i18n import _, as_date
from portal.web.money import as_money
from portal.web.panels import collect
from portal.web.site import site

if TYPE_CHECKING:
    from portal.funding.models import FundingApplication, FundingReport

#: "1.550,00 €", "€1,550.00", "12", "19,5 Stunden"; no day.
_NUMBER = re.compile(r"[-−]?€?\d{1,3}(?:[.,]\d{3})*(?:[.,]\d{1,2})?\s*(?:€|%|km|h|Stunden)?")


@dataclass(frozen=True)
class ToldSection:
    """One part: its heading, its paragraphs, and at most one table."""

    title: str
    paragraphs: Sequence[str] = ()
    headers: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    #: Whether the last row adds up the others.
    has_sum: bool = False

    @property
    def number_columns(self) -> list[bool]:
        """For each column whether nothing but numbers stands in it, so that they are set beneath each other."""
        return [
            any(cells) and all(_NUMBER.fullmatch(cell) for cell in cells if cell)
            for cells in (self._column(at) for at in range(len(self.headers)))
        ]

    @property
    def widest_column(self) -> int:
        """Which column needs the most room."""
        return max(range(len(self.headers)), key=lambda at: max(map(len, self._column(at)), default=0), default=0)

    def _column(self, at: int) -> list[str]:
        return [row[at] for row in self.rows if at < len(row)]


@dataclass(frozen=True)
class ToldReport:
    """A report as it is printed."""

    title: str
    #: What stands under the title: project, programme, period.
    facts: Sequence[tuple[str, str]]
    sections: Sequence[ToldSection]
    publisher: str
    #: "Stand: 1. März 2027".
    dated: str
    #: What stands beneath the two lines for a pen.
    to_sign: Sequence[str]
    #: Which of the parts come from the project itself.
    is_filled: bool


def told_report(report: "FundingReport", application: "FundingApplication", *, who: Actor) -> ToldReport:
    """The report in the reader's language. Without anything of the project it holds the words and the figures alone."""
    material = _material(report, application, who)
    sections = [
        ToldSection(_("Einleitung"), _paragraphs(report.introduction)) if report.introduction else None,
        *material,
        _figures(report, application),
        _bookings(report, application),
        ToldSection(_("Ausblick"), _paragraphs(report.outlook)) if report.outlook else None,
    ]
    return ToldReport(
        title=_("%(kind)s: %(title)s", kind=_(report.kind.label), title=application.title),
        facts=_facts(report, application),
        sections=[one for one in sections if one is not None],
        publisher=site().county_name or site().name,
        dated=_("Stand: %(day)s", day=as_date(today())),
        to_sign=[_("Ort, Datum"), _("Unterschrift")],
        is_filled=bool(material),
    )


def _material(report: "FundingReport", application: "FundingApplication", who: Actor) -> list[ToldSection]:
    if application.subject_id is None:
        return []
    found: list[ReportSection] = collect(
        REPORT_MATERIAL, subject_id=application.subject_id, since=report.since, until=report.until, who=who
    )
    return [ToldSection(one.title, one.paragraphs, one.headers, one.rows) for one in found]


def _facts(report: "FundingReport", application: "FundingApplication") -> list[tuple[str, str]]:
    programme = application.programme_version.programme
    place = places.tree().get(application.sozialraum_id)
    facts = [
        (_("Programm"), f"{programme.name}, {programme.funder}"),
        (_("Ort"), place.name if place else ""),
        (_("Aktenzeichen"), application.file_number),
        (_("Bewilligungszeitraum"), _span(application.starts_on, application.ends_on)),
        (_("Berichtszeitraum"), _span(report.since, report.until)),
    ]
    return [(label, value) for label, value in facts if value]


def _figures(report: "FundingReport", application: "FundingApplication") -> ToldSection:
    """Plan beside what was spent up to the end of the report, line by line, and the money of the funder."""
    spent: dict[object, Decimal] = {}
    for one in bookings_of(application.id):
        if one.cancelled_at is None and one.booked_on <= report.until:
            spent[one.line_id] = spent.get(one.line_id, ZERO) + one.amount
    rows = [
        (line.label, as_money(line.told.total), as_money(spent.get(line.id, ZERO)))
        for line in application.of_side(Side.COSTS)
    ]
    if None in spent:
        rows.append((_("ohne Position"), "", as_money(spent[None])))
    rows.append((_("Summe"), as_money(application.plan.costs), as_money(sum(spent.values(), ZERO))))
    drawn = sum(
        (one.amount for one in drawdowns_of(application.id) if one.received_on and one.received_on <= report.until),
        ZERO,
    )
    return ToldSection(
        _("Zahlenmäßiger Nachweis"),
        [
            _("Eigenanteil laut Plan: %(own)s.", own=as_money(application.plan.of(LineKind.OWN))),
            _(
                "Bewilligt sind %(granted)s, davon abgerufen %(drawn)s. Ausgaben bis %(until)s:",
                granted=as_money(application.granted),
                drawn=as_money(drawn),
                until=as_date(report.until),
            ),
        ],
        [_("Position"), _("geplant"), _("ausgegeben")],
        rows,
        has_sum=True,
    )


def _bookings(report: "FundingReport", application: "FundingApplication") -> ToldSection | None:
    rows = [
        (as_date(one.booked_on, "medium"), one.label, as_money(one.amount))
        for one in reversed(bookings_of(application.id))
        if one.cancelled_at is None and report.since <= one.booked_on <= report.until
    ]
    if not rows:
        return None
    return ToldSection(_("Belege im Berichtszeitraum"), [], [_("Datum"), _("Wofür, an wen"), _("Betrag")], rows)


def _span(since: date, until: date) -> str:
    return _("%(since)s bis %(until)s", since=as_date(since), until=as_date(until))


def _paragraphs(text: str) -> list[str]:
    return [block.strip() for block in text.split("\n\n") if block.strip()]
