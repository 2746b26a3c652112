"""When a Maßnahme begins or ends: what the people behind its Bedarfe are told, and whether it helped them."""

from typing import TYPE_CHECKING, Any

from flask import Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput, InvalidTransition
from portal.kernel.policy import allows
from portal.kernel.text import N_
from portal.needs.policy import NeedPermission
from portal.needs.terms import TRANSITIONS, NeedStatus
from portal.planning.actions import followups as asking
from portal.planning.actions import telling as actions
from portal.planning.forms.measures import TellForm
from portal.planning.policy.measures import MeasurePermission
from portal.planning.queries import followups
from portal.planning.queries import measures as queries
from portal.planning.routes.measures import bp, measure_in_url, measure_page
from portal.planning.terms.measures import Stage
from portal.web.access import actor, requires
from portal.web.forms import Form
from portal.web.i18n import _
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.needs.models import Need
    from portal.planning.models import Measure

tells("measure-told", N_("Gesagt. Beantwortete Bedarfe: %(n)s."))
tells(
    "measure-told-some",
    N_("Gesagt. Beantwortete Bedarfe: %(n)s. Bei den anderen war dieser Schritt nicht möglich."),
    tone="warning",
)
tells("measure-left-untold", N_("In Ordnung. Zu diesem Schritt wird nicht geantwortet."), tone="info")
tells("measure-asked", N_("Gefragt. Wer seinen Rückmelde-Code eingibt, sieht jetzt die Frage."))

#: What a Bedarf becomes when its Maßnahme has reached a stage.
PROPOSED = {Stage.BEGUN: NeedStatus.IN_PROGRESS, Stage.ENDED: NeedStatus.DONE, Stage.STOPPED: NeedStatus.DEFERRED}


@bp.get("/<uuid:measure_id>/antworten")
@requires(MeasurePermission.TELL, of=measure_in_url)
def ask_to_tell(measure: "Measure") -> Response:
    return _tell_page(measure)


@bp.post("/<uuid:measure_id>/antworten")
@requires(MeasurePermission.TELL, of=measure_in_url)
def tell(measure: "Measure") -> Response:
    """Answer the chosen Bedarfe. What is not possible is left and named."""
    meant = _stage()
    form = _form(measure, None)
    if not form.validate_on_submit() or meant is None:
        return _tell_page(measure, form=form, status=422)
    try:
        with unit_of_work():
            done = actions.tell_needs(
                queries.measure(measure.id),
                stage=meant,
                need_ids=form.need_ids.chosen,
                status=PROPOSED[meant],
                sentence=str(form.sentence.data),
                by=actor(),
            )
    except (InvalidInput, InvalidTransition, Conflict) as error:
        form.take(error)
        status = 422 if isinstance(error, InvalidInput) else 409
        return _tell_page(queries.measure(measure.id), form=form, status=status)
    code = "measure-told-some" if done.skipped else "measure-told"
    return reply(url_for("measures.show", measure_id=measure.id), tell=code, count=len(done.done))


@bp.post("/<uuid:measure_id>/antworten/lassen")
@requires(MeasurePermission.TELL, of=measure_in_url)
def leave_untold(measure: "Measure") -> Response:
    form, meant = Form(), _stage()
    if not form.validate_on_submit() or meant is None:
        return measure_page(measure, form=form, status=422)
    with unit_of_work():
        actions.leave_untold(queries.measure(measure.id), stage=meant, by=actor())
    return reply(url_for("measures.show", measure_id=measure.id), tell="measure-left-untold")


@bp.get("/<uuid:measure_id>/nachfragen")
@requires(MeasurePermission.TELL, of=measure_in_url)
def ask_to_ask(measure: "Measure") -> Response:
    return _ask_page(measure)


@bp.post("/<uuid:measure_id>/nachfragen")
@requires(MeasurePermission.TELL, of=measure_in_url)
def ask(measure: "Measure") -> Response:
    form, status = Form(), 422
    if form.validate_on_submit():
        try:
            with unit_of_work():
                asking.ask_whether_it_helped(queries.measure(measure.id), by=actor())
            return reply(url_for("measures.show", measure_id=measure.id, _anchor="geholfen"), tell="measure-asked")
        except InvalidTransition as error:
            form.take(error)
            status = 409
    return _ask_page(queries.measure(measure.id), form=form, status=status)


def _stage() -> Stage | None:
    """The stage that the page was shown about."""
    written = request.form.get("stage", "")
    return Stage(written) if written in set(Stage) else None


def _form(measure: "Measure", data: dict[str, Any] | None) -> TellForm:
    needs = [(one.id, f"{one.number} {one.title}") for one in queries.answered_needs(actor(), measure.id)]
    return TellForm(needs=needs) if data is None else TellForm(needs=needs, formdata=None, data=data)


def _tell_page(measure: "Measure", *, form: TellForm | None = None, status: int = 200) -> Response:
    stage = measure.untold_stage
    found = queries.answered_needs(actor(), measure.id)
    proposed = PROPOSED[stage] if stage else None
    possible = [one for one in found if proposed is not None and _can_follow(one, proposed)]
    return page(
        "planning/measures/tell.html",
        measure=measure,
        stage=stage,
        proposed=proposed,
        possible=possible,
        impossible=[one for one in found if one not in possible],
        form=form
        or _form(
            measure,
            {"need_ids": [one.id for one in possible], "sentence": _sentence(measure, stage) if stage else ""},
        ),
        plain=Form(formdata=None),
        status=status,
    )


def _can_follow(need: "Need", status: NeedStatus) -> bool:
    return TRANSITIONS.allows(need.status, status) and allows(NeedPermission.ANSWER, actor(), need)


def _sentence(measure: "Measure", stage: Stage) -> str:
    title, more = measure.name_for_all, measure.public_sentence
    match stage:
        case Stage.BEGUN:
            text = _("Es geht los: „%(title)s“ hat begonnen.", title=title)
        case Stage.ENDED:
            text = _("Geschafft: „%(title)s“ ist fertig.", title=title)
        case Stage.STOPPED:
            more = _("Der Grund: %(reason)s", reason=measure.stopped_reason)
            text = _("An „%(title)s“ arbeiten wir nicht weiter.", title=title)
    return f"{text} {more}".strip()


def _ask_page(measure: "Measure", *, form: Form | None = None, status: int = 200) -> Response:
    return page(
        "planning/measures/ask.html",
        measure=measure,
        reach=followups.reach_of(measure.id),
        asked=followups.follow_up_of(measure.id),
        form=form or Form(formdata=None),
        status=status,
    )
