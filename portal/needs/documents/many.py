"""Letters to so many that nobody should wait for the page: a job writes them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from portal.accounts import queries as accounts
from portal.contributions.policy import CALLERS
from portal.kernel import jobs
from portal.kernel.clock import today
from portal.kernel.jobs import Job, JobResult, Progress
from portal.kernel.policy import SYSTEM, Actor, allows, ensure
from portal.kernel.text import N_
from portal.needs import queries
from portal.needs.documents.letters import write_letters
from portal.needs.policy import NeedPermission

if TYPE_CHECKING:
    from portal.needs.models import Need, PublicAnswer

LETTERS_JOB = "needs.letters"
PDF_MIMETYPE = "application/pdf"


def order_letters(need: "Need", answer: "PublicAnswer", *, sender: str, signature: str, by: Actor) -> Job:
    """Queue one PDF with every letter of this answer that is not yet posted and that this person may write."""
    ensure(NeedPermission.TELL, by, need)
    return jobs.start(
        LETTERS_JOB,
        owner=by.id,
        title=f"{N_('Briefe')}: {need.number}",
        owner_id=str(by.id) if by.id is not None else None,
        need_id=str(need.id),
        answer_id=answer.id,
        sender=sender,
        signature=signature,
    )


@jobs.rights_to(LETTERS_JOB)
def may_have_letters(who: Actor, made_with: Mapping[str, Any]) -> bool:
    """Whether somebody may still know how everybody who gets a letter is reached."""
    need = queries.numbers([UUID(str(made_with["need_id"]))]).get(UUID(str(made_with["need_id"])))
    if need is None or not allows(NeedPermission.TELL, who, need):
        return False
    scope, then = who.scope_of(*CALLERS), made_with.get("scope")
    return scope is None or (then is not None and set(then) <= {str(place_id) for place_id in scope})


@jobs.job(LETTERS_JOB)
def make_many(
    progress: Progress, *, owner_id: str | None, need_id: str, answer_id: int, sender: str, signature: str
) -> JobResult:
    """Write the file. The rights of the person, and whose letter is open, count as they are when the job runs."""
    viewer = accounts.account(UUID(owner_id)) if owner_id else SYSTEM
    need = queries.need(viewer, UUID(need_id))
    ensure(NeedPermission.TELL, viewer, need)
    answer = queries.answer_of(need, answer_id)
    people = queries.letters_open(answer, viewer)
    scope = viewer.scope_of(*CALLERS)
    progress.step(0, len(people))
    path = jobs.files_dir() / f"{uuid4().hex}.pdf"
    path.write_bytes(write_letters(need, answer, people, sender=sender, signature=signature))
    progress.step(len(people), len(people))
    rights = {"scope": None if scope is None else sorted(str(place_id) for place_id in scope)}
    return JobResult(path, f"briefe-{need.number}-{today().isoformat()}.pdf", PDF_MIMETYPE, rights=rights)
