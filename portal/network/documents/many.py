"""Letters to so many that nobody should wait for the page: a job writes them."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any
from uuid import UUID, uuid4

from portal.accounts import queries as accounts
from portal.kernel import jobs
from portal.kernel.clock import today
from portal.kernel.jobs import Job, JobResult, Progress
from portal.kernel.policy import SYSTEM, Actor, allows, ensure
from portal.network import queries
from portal.network.documents.letters import PDF_MIMETYPE, LetterText, letters_pdf
from portal.network.policy import NETWORKERS, NetworkPermission
from portal.network.queries import Filters
from portal.network.terms import MOST_LETTERS, StakeholderKind

LETTERS_JOB = "network.letters"


def order_letters(letter: LetterText, filters: Filters, *, title: str, by: Actor) -> Job:
    """Queue one PDF with a letter to everybody whom these filters choose."""
    ensure(NetworkPermission.LIST, by)
    return jobs.start(
        LETTERS_JOB,
        owner=by.id,
        title=title,
        owner_id=str(by.id) if by.id is not None else None,
        letter=asdict(letter),
        filters=_as_json(filters),
    )


@jobs.rights_to(LETTERS_JOB)
def may_have_letters(who: Actor, made_with: Mapping[str, Any]) -> bool:
    """Whether somebody still works with everybody the letters go to."""
    if not allows(NetworkPermission.LIST, who):
        return False
    scope, then = who.scope_of(*NETWORKERS), made_with.get("scope")
    return scope is None or (then is not None and set(then) <= {str(place_id) for place_id in scope})


@jobs.job(LETTERS_JOB)
def write_letters(
    progress: Progress, *, owner_id: str | None, letter: Mapping[str, str], filters: Mapping[str, str | None]
) -> JobResult:
    """Write the file. The rights of the person, and who is reached by letter, count as they are when the job runs."""
    viewer = accounts.account(UUID(owner_id)) if owner_id else SYSTEM
    ensure(NetworkPermission.LIST, viewer)
    scope = viewer.scope_of(*NETWORKERS)
    chosen = queries.letters(viewer, _from_json(filters)).chosen[:MOST_LETTERS]
    progress.step(0, len(chosen))
    path = jobs.files_dir() / f"{uuid4().hex}.pdf"
    path.write_bytes(letters_pdf(LetterText(**letter), chosen))
    progress.step(len(chosen), len(chosen))
    rights = {"scope": None if scope is None else sorted(str(place_id) for place_id in scope)}
    return JobResult(path, f"briefe-{today().isoformat()}.pdf", PDF_MIMETYPE, rights=rights)


def _as_json(filters: Filters) -> dict[str, str | None]:
    return {
        "text": filters.text,
        "around": str(filters.around) if filters.around else None,
        "kind": filters.kind.value if filters.kind else None,
        "action_field_id": str(filters.action_field_id) if filters.action_field_id else None,
    }


def _from_json(told: Mapping[str, str | None]) -> Filters:
    around, kind, field = told["around"], told["kind"], told["action_field_id"]
    return Filters(
        text=told["text"] or "",
        around=UUID(around) if around else None,
        kind=StakeholderKind(kind) if kind else None,
        action_field_id=UUID(field) if field else None,
    )
