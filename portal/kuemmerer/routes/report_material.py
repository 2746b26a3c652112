"""What a project tells the Förderung: that it can be supported, and for the Sachbericht what was done in it."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from portal.funding.terms import REPORT_MATERIAL, SUBJECTS, FundingSubject, ReportSection
from portal.kernel.errors import NotFound
from portal.kernel.policy import Actor, allows
from portal.kuemmerer import queries
from portal.kuemmerer.policy import KuemmererPermission, VolunteerPermission
from portal.kuemmerer.queries import achievements, diary, hours, participation
from portal.kuemmerer.queries.diary import LogKind
from portal.web.i18n import _, as_date, as_number, ngettext
from portal.web.panels import contributes


@contributes(SUBJECTS, order=10)
def projects_to_support(*, who: Actor) -> Iterator[FundingSubject]:
    """Running projects of this person, each at its first place."""
    if not allows(KuemmererPermission.LIST, who):
        return
    for project in participation.supportable(who):
        if project.places:
            begun = project.phases[0].begin if project.phases else None
            yield FundingSubject(project.id, project.name, project.places[0].id, starts_on=begun)


@contributes(REPORT_MATERIAL, order=10)
def log_of_project(*, subject_id: UUID, since: date, until: date, who: Actor) -> Iterator[ReportSection]:
    """Steps, chosen entries of the diary, meetings, Teilprojekte with their numbers, and how people took part."""
    try:
        project = queries.project(subject_id)
    except NotFound:
        return
    if not allows(KuemmererPermission.READ, who, project):
        return
    lines = diary.log_between(project, since, until)
    steps = [(as_date(one.on, "medium"), one.text, one.note) for one in lines if one.kind is not LogKind.ENTRY]
    if steps:
        yield ReportSection(
            _("Was getan wurde"), headers=[_("Tag"), _("Schritt"), _("Notiz")], rows=steps, paragraphs=[]
        )
    told = [f"{as_date(one.on)}: {one.text}" for one in lines if one.in_report and one.text]
    if told:
        yield ReportSection(_("Aus dem Projekttagebuch"), told)
    held = participation.meetings_held(project.id, since, until)
    if held:
        yield ReportSection(
            _("Sitzungen der Arbeitsgruppen"),
            headers=[_("Tag"), _("Arbeitsgruppe"), _("Thema")],
            rows=[(as_date(on, "medium"), group, title) for on, group, title in held],
        )
    yield from _sub_projects(project.id, since, until)
    said, needed = participation.taken_part(who, project, since, until)
    worked = diary.hours_of(project.id, since=since, until=until)
    figures = [
        ngettext("%(n)s Wortmeldung aus dem Ort", "%(n)s Wortmeldungen aus dem Ort", said),
        ngettext("%(n)s Bedarf daraus aufgenommen", "%(n)s Bedarfe daraus aufgenommen", needed),
    ]
    if worked:
        figures.append(_("Arbeitsstunden laut Tagebuch: %(hours)s", hours=as_number(worked)))
    yield ReportSection(_("Beteiligung in Zahlen"), figures)
    if allows(VolunteerPermission.COUNT, who, project):
        yield from _volunteers(project.id, since, until)


def _volunteers(project_id: UUID, since: date, until: date) -> Iterator[ReportSection]:
    """Hours of the Ehrenamt: what was done, and when. A sum names nobody."""
    given = hours.hours_between(since, until, project_id=project_id)
    if not given.total:
        return
    told = [_("Ehrenamtlich geleistete Stunden: %(hours)s", hours=as_number(given.total))]
    told += [
        _("%(quarter)s. Quartal %(year)s: %(hours)s Stunden", quarter=quarter, year=str(year), hours=as_number(sum_))
        for year, quarter, sum_ in given.by_quarter
    ]
    rows = [(_(kind.label), as_number(sum_)) for kind, sum_ in given.by_kind]
    yield ReportSection(_("Ehrenamt in Zahlen"), told, [_("Art der Hilfe"), _("Stunden")], rows)


def _sub_projects(project_id: UUID, since: date, until: date) -> Iterator[ReportSection]:
    for one in achievements.subprojects_of(project_id, since=since, until=until):
        reached = [
            _("%(day)s erreicht: %(what)s", day=as_date(day, "medium"), what=title) for day, title in one.reached
        ]
        rows = [
            (
                counted.name_with_unit,
                _("%(quarter)s. Quartal %(year)s", quarter=quarter, year=str(year)),
                as_number(value),
            )
            for counted in one.counted
            for year, quarter, value in counted.quarters
        ]
        yield ReportSection(
            _("Teilprojekt: %(name)s", name=one.name),
            [part for part in (one.goal, _("Stand: %(state)s", state=_(one.state.label)), *reached) if part],
            [_("Was"), _("Quartal"), _("Zahl")] if rows else [],
            rows,
        )
