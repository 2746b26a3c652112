"""Reads of the Quartiersprojekte, one module for each part. `visible_projects` is the only door for lists of projects."""

from portal.kuemmerer.queries.achievements import subprojects_of
from portal.kuemmerer.queries.meetings import next_meetings_of
from portal.kuemmerer.queries.projects import (
    Filters,
    Progress,
    history_of,
    names,
    page_of,
    progress_of,
    project,
    project_begun_with,
    projects_of_place,
    visible_project_ids,
    visible_projects,
)

__all__ = [
    "Filters",
    "Progress",
    "history_of",
    "names",
    "next_meetings_of",
    "page_of",
    "progress_of",
    "project",
    "project_begun_with",
    "projects_of_place",
    "subprojects_of",
    "visible_project_ids",
    "visible_projects",
]
