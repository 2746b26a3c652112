"""A Sozialbericht in words: what the page, the Word file and the PDF show, and what a Fassung keeps for good.

It is made of JSON values only. Counts of Bedarfe and Wortmeldungen are rounded, see `terms.sheltered`: a Sozialbericht goes to
everybody.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from portal.kernel.clock import today
from portal.kernel.policy import Actor
from portal.reports.documents import report_chapters as parts
from portal.reports.documents.words import publisher
from portal.reports.formats.markdown import blocks_of
from portal.reports.queries import chapters as queries
from portal.reports.terms.chapters import ChapterKind
from portal.web.i18n import _, as_date, language
from portal.web.site import site

if TYPE_CHECKING:
    from portal.reports.models import SocialReport

Content = dict[str, Any]


def tell_report(
    report: "SocialReport", *, viewer: Actor, tell: Callable[[int], None] = lambda _number: None
) -> Content:
    """The whole report with the figures of now, as far as `viewer` knows them; `tell` hears how many chapters are written."""
    chapters = []
    for number, chapter in enumerate(report.chosen, 1):
        chapters.append(
            {
                "key": chapter.kind.value,
                "title": _(chapter.kind.label),
                "text": blocks_of(chapter.text),
                "parts": _parts(chapter.kind, report, viewer),
            }
        )
        tell(number)
    return {
        "title": report.title,
        "period": _("%(first)s bis %(last)s", first=as_date(report.begins_on), last=as_date(report.ends_on)),
        "publisher": publisher(),
        "day": as_date(today()),
        "language": language(),
        "preface": blocks_of(report.preface),
        "chapters": chapters,
        "remark": _("Die Zahlen des Beispiellandkreises sind echt, aber alt: Sie stammen aus den Jahren 2008 bis 2015.")
        if site().is_example
        else "",
        "sheltered": _(
            "Anzahlen von Bedarfen und Wortmeldungen sind auf Vielfache von fünf gerundet; weniger als fünf werden nicht genannt. "
            "So lässt sich niemand erkennen, und Summen können von den Einzelwerten abweichen."
        ),
    }


def _parts(kind: ChapterKind, report: "SocialReport", viewer: Actor) -> Sequence[Content]:
    match kind:
        case ChapterKind.DEMOGRAPHY:
            return parts.demography(queries.demography())
        case ChapterKind.NEEDS:
            return parts.needs(queries.needs_told(viewer))
        case ChapterKind.MEASURES:
            return parts.measures(queries.measures_told(viewer))
        case ChapterKind.EVALUATION:
            return parts.evaluations(queries.evaluations_told(report.begins_on, report.ends_on))
        case ChapterKind.PARTICIPATION:
            return parts.participation(queries.participation_told(report.begins_on, report.ends_on))
