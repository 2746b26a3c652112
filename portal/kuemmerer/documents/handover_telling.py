"""What is handed over with a project, point by point, in words. Nothing of a Fall is ever in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from portal.accounts import queries as accounts
from portal.funding import queries as funding
from portal.kernel.clock import ON_SCREEN, today
from portal.kernel.policy import Actor
from portal.kuemmerer import queries
from portal.kuemmerer.queries import diary, groups, handovers, meetings, steps, subprojects
from portal.kuemmerer.terms.handovers import HandoverPoint
from portal.web.i18n import _, as_date, ngettext
from portal.web.money import as_money

if TYPE_CHECKING:
    from portal.kuemmerer.models import KuemmererProject

_MOST = 500


@dataclass(frozen=True)
class HandedPoint:
    """One point: a sentence on how much there is, and a table."""

    point: HandoverPoint
    title: str
    summary: str
    headers: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()


def told_points(project: "KuemmererProject", *, who: Actor) -> list[HandedPoint]:
    """Everything that is handed over, as far as `who` may know it: contacts only with consent."""
    return [
        _steps(project),
        _dates(project),
        _contacts(project, who),
        _history(project),
        _funding(project),
        _groups(project),
        _files(project),
    ]


def _steps(project: "KuemmererProject") -> HandedPoint:
    reached = project.phase.up_to_here
    rows = [
        (one.title, as_date(one.due_on, "medium") if one.due_on else "", _(one.responsible.label), one.note)
        for one in steps.steps_of(project.id)
        if not one.is_done and one.phase in reached
    ]
    return _point(
        HandoverPoint.STEPS,
        ngettext("%(n)s Schritt ist offen.", "%(n)s Schritte sind offen.", len(rows)),
        [_("Schritt"), _("Termin"), _("Zuständig"), _("Notiz")],
        rows,
    )


def _dates(project: "KuemmererProject") -> HandedPoint:
    found = [(one.due_on, one.title, _("Schritt")) for one in steps.next_steps(project.id, limit=_MOST) if one.due_on]
    found += [(one.on, one.group_name, _("Sitzung")) for one in meetings.next_meetings_of([project.id])]
    found += [
        (one.due_on, f"{one.sub_project.name}: {one.title}", _("Meilenstein"))
        for one in subprojects.next_milestones(project.id, limit=_MOST)
    ]
    found += [(one.on, _(one.what), _("Förderung")) for one in funding.next_dates_of([project.id], today()).values()]
    rows = [(as_date(on, "medium"), what, kind) for on, what, kind in sorted(found)]
    return _point(
        HandoverPoint.DATES,
        ngettext("%(n)s Termin steht an.", "%(n)s Termine stehen an.", len(rows)),
        [_("Tag"), _("Was"), _("Art")],
        rows,
    )


def _contacts(project: "KuemmererProject", who: Actor) -> HandedPoint:
    rows = [
        (one.organisation, one.name, one.function, ", ".join(part for part in (one.phone, one.email) if part))
        for one in handovers.contacts_of(who, project)
    ]
    return _point(
        HandoverPoint.CONTACTS,
        ngettext("%(n)s Person hat eingewilligt.", "%(n)s Personen haben eingewilligt.", len(rows)),
        [_("Akteur"), _("Name"), _("Aufgabe"), _("Erreichbar")],
        rows,
    )


def _history(project: "KuemmererProject") -> HandedPoint:
    told = queries.history_of(project.id, limit=_MOST)
    people = accounts.names([one.account_id or one.by_id for one in told])
    found = [
        (
            one.at.astimezone(ON_SCREEN).date(),
            _(one.kind.label),
            one.text or _name_in(people, one.account_id or one.by_id),
        )
        for one in told
    ]
    found += [(one.on, _("Tagebuch"), one.text) for one in diary.entries_of(project.id, limit=_MOST).rows]
    found.sort(key=lambda line: line[0], reverse=True)
    rows = [(as_date(on, "medium"), what, text) for on, what, text in found]
    return _point(
        HandoverPoint.HISTORY,
        ngettext("%(n)s Eintrag.", "%(n)s Einträge.", len(rows)),
        [_("Tag"), _("Was"), _("Text")],
        rows,
    )


def _funding(project: "KuemmererProject") -> HandedPoint:
    sums = funding.sums_of([project.id]).get(project.id)
    rows = (
        []
        if sums is None
        else [
            (_("bewilligt"), as_money(sums.granted)),
            (_("abgerufen"), as_money(sums.drawn)),
            (_("noch offen"), as_money(sums.left)),
        ]
    )
    return _point(
        HandoverPoint.FUNDING,
        _("Die Anträge mit allen Belegen stehen unter „Förderung“.") if rows else _("Keine Förderung eingetragen."),
        [_("Fördergeld"), _("Betrag")],
        rows,
    )


def _groups(project: "KuemmererProject") -> HandedPoint:
    rows = [
        (
            one.name,
            _("Arbeitsgruppe"),
            ngettext("%(n)s Mitglied", "%(n)s Mitglieder", len(one.present_members)),
        )
        for one in groups.groups_of(project.id)
    ]
    for part in subprojects.sub_projects_of(project.id):
        coming = part.next_milestone
        next_one = f"{as_date(coming.due_on, 'medium')}: {coming.title}" if coming else ""
        rows.append((part.name, _("Teilprojekt"), ", ".join(one for one in (_(part.state.label), next_one) if one)))
    return _point(
        HandoverPoint.GROUPS,
        ngettext("%(n)s Gruppe oder Teilprojekt.", "%(n)s Gruppen und Teilprojekte.", len(rows)),
        [_("Name"), _("Art"), _("Stand")],
        rows,
    )


def _files(project: "KuemmererProject") -> HandedPoint:
    count = len(handovers.photos_of(project.id))
    return _point(HandoverPoint.FILES, ngettext("%(n)s Foto", "%(n)s Fotos", count))


def _point(
    point: HandoverPoint, summary: str, headers: Sequence[str] = (), rows: Sequence[Sequence[str]] = ()
) -> HandedPoint:
    return HandedPoint(point, _(point.label), summary, headers if rows else (), rows)


def _name_in(people: Mapping[UUID, str], account_id: UUID | None) -> str:
    return people.get(account_id, "") if account_id is not None else ""
