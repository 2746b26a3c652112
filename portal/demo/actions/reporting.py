"""Sozialberichte of the story."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial

from portal.demo import queries
from portal.demo.actions.scenes import Scene
from portal.demo.story import reports as told
from portal.demo.story.shape import BERLIN
from portal.reports import actions
from portal.reports.documents.report_jobs import freeze
from portal.reports.queries import social_reports
from portal.reports.terms.chapters import ChapterKind


def scenes(loaded_at: datetime) -> Iterator[Scene]:
    """One is written and released; the next is begun a week later."""
    yield Scene(told.RELEASED.resolve(loaded_at), "social report", partial(release, loaded_at))
    yield Scene(told.BEGUN.resolve(loaded_at), "social report draft", partial(begin, loaded_at))


def release(loaded_at: datetime) -> None:
    """About the months since the county began, with every chapter, for everybody to read."""
    by, at = queries.person("planung"), told.RELEASED.resolve(loaded_at).astimezone(BERLIN).date()
    draft = actions.ReportDraft(
        title=told.RELEASED_TITLE,
        begins_on=date(at.year - 1, 1, 1),
        ends_on=at,
        preface=told.PREFACE,
        chapters=[actions.ChapterDraft(kind=kind, text=told.TEXTS[kind]) for kind in ChapterKind],
    )
    row = actions.add_report(draft, submission_key=queries.submission_key("social-report"), by=by)
    freeze(row, version=row.version, order_key=queries.submission_key("social-report-release"), by=by)
    actions.publish(social_reports.release(row.id, row.released), has_read=True, by=by)


def begin(loaded_at: datetime) -> None:
    """A draft with some chapters in an order of its own."""
    by, at = queries.person("planung"), told.BEGUN.resolve(loaded_at).astimezone(BERLIN).date()
    draft = actions.ReportDraft(
        title=told.DRAFT_TITLE,
        begins_on=date(at.year, 1, 1),
        ends_on=date(at.year, 12, 31),
        chapters=[actions.ChapterDraft(kind=ChapterKind(kind), text=text) for kind, text in told.DRAFT],
    )
    actions.add_report(draft, submission_key=queries.submission_key("social-report-draft"), by=by)
