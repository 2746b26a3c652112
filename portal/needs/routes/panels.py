"""What Bedarfe add to the pages of other rooms: menus, Mein Tag, the page of a Gemeinde, the page and timeline of a Wortmeldung."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from flask import url_for

from portal.contributions.terms import Fate, TimelineEntry
from portal.kernel import clock
from portal.kernel.policy import Actor, allows
from portal.kernel.text import N_
from portal.needs import queries
from portal.needs.policy import NeedPermission
from portal.needs.queries import NeedFilters, public_answers
from portal.needs.queries.fate import AnswerFact, DecisionFact, Fact, PartedFact
from portal.needs.routes.wording import simple_mark
from portal.needs.terms import Due, NeedSort, NeedStatus, TriageOutcome
from portal.places import queries as places
from portal.web import due
from portal.web.access import actor
from portal.web.i18n import _
from portal.web.nav import nav_entry
from portal.web.panels import contributes, panel, render_panel

SHOWN_PLACES = 5
SHOWN_NEEDS = 5
SHOWN_AT_HOME = 3


def _waiting(who: Actor) -> int | None:
    return queries.count_open(who).number or None


nav_entry(
    "work",
    label=N_("Eingang"),
    endpoint="needs.triage",
    order=10,
    permission=NeedPermission.TRIAGE,
    count=_waiting,
    icon="inbox",
)
nav_entry("work", label=N_("Bedarfe"), endpoint="needs.index", order=20, permission=NeedPermission.LIST, icon="list")


@panel("my_day", order=10)
def inbox_of_my_day(**_context: Any) -> str | None:
    """How much waits in the inbox, and where."""
    who = actor()
    if not allows(NeedPermission.TRIAGE, who):
        return None
    by_place = queries.open_by_place(who)
    names = places.names(place_id for place_id, _number in by_place if place_id)
    return render_panel(
        "needs/my_day_inbox.html",
        total=sum(number for _place, number in by_place),
        oldest=queries.oldest_open(who),
        by_place=[
            (place_id, names.get(place_id, "") if place_id else "", number)
            for place_id, number in by_place[:SHOWN_PLACES]
        ],
        more=max(0, len(by_place) - SHOWN_PLACES),
    )


@panel("my_day", order=20)
def needs_of_my_day(**_context: Any) -> str | None:
    """Which Bedarfe are mine, which are due."""
    who = actor()
    if who.id is None or not allows(NeedPermission.CREATE, who):
        return None
    mine = NeedFilters(responsible_id=who.id, sort=NeedSort.NEWEST)
    overdue = NeedFilters(responsible_id=who.id, due=Due.OVERDUE, sort=NeedSort.DUE)
    soon = NeedFilters(responsible_id=who.id, due=Due.SOON, sort=NeedSort.DUE)
    shown = {
        "overdue": queries.page_of_needs(who, overdue, after=None, limit=SHOWN_NEEDS).rows,
        "soon": queries.page_of_needs(who, soon, after=None, limit=SHOWN_NEEDS).rows,
    }
    return render_panel(
        "needs/my_day_needs.html",
        mine=queries.count_needs(who, mine),
        overdue=queries.count_needs(who, overdue),
        unassigned=queries.count_needs(who, NeedFilters(responsible_id=queries.NOBODY, status=NeedStatus.NEW)),
        shown=shown,
        labels=queries.labels_for([*shown["overdue"], *shown["soon"]]),
        who=who,
        today=clock.today(),
    )


@panel("my_day", order=25)
def needs_of_my_place(**_context: Any) -> str | None:
    """For those who read Bedarfe without deciding about them: what there is in their place."""
    who = actor()
    if not allows(NeedPermission.LIST, who) or allows(NeedPermission.CREATE, who):
        return None
    newest = queries.page_of_needs(who, NeedFilters(), after=None, limit=SHOWN_NEEDS).rows
    return render_panel(
        "needs/my_day_place.html", count=queries.count_needs(who), newest=newest, labels=queries.labels_for(newest)
    )


@panel("contribution.main", order=20)
def where_it_went(*, contribution: Any, **_context: Any) -> str | None:
    """For those who work with a Wortmeldung: into which Bedarf it went, that it waits, or that it is no Bedarf."""
    who = actor()
    found = queries.whereabouts(who, contribution.id)
    if not found:
        return None
    return render_panel(
        "needs/contribution.html",
        found=found,
        text=contribution.text,
        may_decide={one.item.id for one in found if allows(NeedPermission.DECIDE, who, one.item)},
    )


@contributes("contribution.fates", order=20)
def fates(*, contribution_ids: list[UUID], **_context: Any) -> Iterator[Fate]:
    """The same in a word, for the list of Wortmeldungen."""
    for one in queries.whereabouts_of(actor(), contribution_ids):
        if one.is_waiting:
            yield Fate(one.item.contribution_id, _("im Eingang"), "info")
        elif one.need and not one.need.is_deleted:
            yield Fate(one.item.contribution_id, _(one.need.status.label), one.need.status.tone)
        elif one.item.outcome is TriageOutcome.NO_NEED:
            yield Fate(one.item.contribution_id, _(one.item.outcome.label))


@contributes(due.TODAY_DUE, order=30)
def needs_that_are_due(*, who: Actor, until: date) -> Iterator[due.Due]:
    """The Bedarfe one is responsible for, by their day."""
    if who.id is None or not allows(NeedPermission.CREATE, who):
        return
    tree = places.tree()
    for span in (Due.OVERDUE, Due.SOON):
        mine = NeedFilters(responsible_id=who.id, due=span, sort=NeedSort.DUE)
        for need in queries.page_of_needs(who, mine, after=None, limit=due.MOST_OF_ONE).rows:
            place = tree.get(need.sozialraum_id)
            if need.due_on is not None and need.due_on <= until and need.status.is_open:
                address = url_for("needs.show", need_id=need.id)
                yield due.Due(need.due_on, need.title, address, _("Bedarf"), place.name if place else "")


@contributes("log.names")
def names_in_the_log(*, ids: set[UUID], **_context: Any) -> Iterator[dict[UUID, str]]:
    """Bedarfe stand in the log by their number; whoever reads it need not be allowed to read them."""
    yield {need_id: need.number for need_id, need in queries.numbers(list(ids)).items()}


@panel("place.main", order=20)
def answered_needs(*, place: Any, **_context: Any) -> str | None:
    """What people said in this Sozialraum and what became of it; only what was answered in public."""
    tree = places.tree()
    node = tree.get(place.id)
    if node is None:
        return None
    found = queries.answered_at_place([below.id for below in tree.subtree(node)])
    if not found:
        return None
    return render_panel(
        "needs/place.html",
        needs=found,
        title=queries.public_title,
        all_answers=url_for("answers.of_place", slug=place.slug),
    )


@panel("consultation.main", order=20)
def answers_to_consultation(*, consultation: Any, **_context: Any) -> str | None:
    """The way to everything that became of a Verfahren, as soon as something was answered and enough people spoke in it."""
    if not consultation.is_public or not public_answers.enough_voices(consultation.id):
        return None
    counts = public_answers.public_counts(public_answers.from_consultation(consultation.id))
    if not any(counts.values()):
        return None
    return render_panel(
        "needs/consultation.html", counts=counts, url=url_for("answers.of_consultation", slug=consultation.slug)
    )


@panel("home.main", order=20)
def latest_answers(**_context: Any) -> str | None:
    """What became of what people said, on the start page: the same for everybody, since that page is kept."""
    found = queries.latest_answered(SHOWN_AT_HOME)
    if not found:
        return None
    tree = places.tree()
    return render_panel(
        "needs/home.html",
        needs=[(need, tree.get(need.sozialraum_id)) for need in found],
        title=queries.public_title,
    )


@contributes("receipt.timeline", order=30)
def timeline(*, contribution_id: UUID, **_context: Any) -> Iterator[TimelineEntry]:
    """What became of a Wortmeldung, in words for the person who said it."""
    return (_entry(fact) for fact in queries.fate_of(contribution_id))


def _entry(fact: Fact) -> TimelineEntry:
    if isinstance(fact, DecisionFact):
        return _decision(fact)
    if isinstance(fact, AnswerFact):
        return _answer(fact)
    if isinstance(fact, PartedFact):
        title = _("Ihr Anliegen wird jetzt als eigener Bedarf weitergeführt: „%(title)s“", title=fact.need_title)
        return TimelineEntry(fact.at, title, tone="info")
    return TimelineEntry(
        fact.at, _("Dieser Schritt wurde zurückgenommen"), _("Wir sehen uns Ihre Worte noch einmal an."), "info"
    )


def _decision(fact: DecisionFact) -> TimelineEntry:
    part = _("Dabei geht es um diesen Teil: „%(part)s“", part=fact.passage) if fact.passage else ""
    match fact.outcome:
        case TriageOutcome.NEW_NEED | TriageOutcome.ADDED:
            return TimelineEntry(
                fact.at, _("In den Bedarf „%(title)s“ aufgenommen", title=fact.need_title), part, "success"
            )
        case TriageOutcome.NO_NEED:
            return _plain(fact.at, _("Gelesen und beantwortet"), fact.reason, part)
        case TriageOutcome.SPLIT:
            text = _("Sie haben mehrere Dinge angesprochen. Jedes geht jetzt seinen eigenen Weg.")
            return _plain(fact.at, _("In Teile aufgeteilt"), text, part)
        case _:
            return _plain(fact.at, _(fact.outcome.label), fact.reason, part)


def _plain(at: datetime, title: str, text: str, part: str) -> TimelineEntry:
    return TimelineEntry(at, title, f"{text}\n{part}".strip(), "info")


def _answer(fact: AnswerFact) -> TimelineEntry:
    title, tone = _heading(fact)
    return TimelineEntry(fact.at, title, fact.sentence, tone, fact.simple.text, simple_mark(fact.simple))


def _heading(fact: AnswerFact) -> tuple[str, str]:
    if fact.is_farewell:
        return _("Der Bedarf „%(title)s“ wird nicht weitergeführt", title=fact.need_title), "warning"
    if fact.status is NeedStatus.MERGED:
        merged = _("Zusammengefasst mit „%(title)s“", title=fact.other_title)
        return merged if fact.other_title else _(fact.status.label), "info"
    if fact.stood_already:
        told = _("So stand es um „%(title)s“: %(status)s", title=fact.need_title, status=_(fact.status.label))
        return told, "info"
    told = _("Neues zu „%(title)s“: %(status)s", title=fact.need_title, status=_(fact.status.label))
    return told, _TONES.get(fact.status, "info")


_TONES = {NeedStatus.DONE: "success", NeedStatus.DECLINED: "warning", NeedStatus.DEFERRED: "warning"}
