"""Results of sessions and Beschlüsse: noting them, the list, looking again, telling the people behind the Bedarfe."""

from typing import TYPE_CHECKING, Any

from flask import Response, request, url_for

from portal.kernel import clock
from portal.kernel.clock import months_later
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, DomainError, InvalidInput
from portal.kernel.text import N_
from portal.needs.terms import NeedStatus
from portal.planning.actions import decisions as actions
from portal.planning.forms.answers import AnswerLine, answers_form
from portal.planning.forms.papers import ResultForm, ReviewForm
from portal.planning.policy.council import DecisionPermission, PaperPermission, RecommendationPermission
from portal.planning.queries import decisions as queries
from portal.planning.queries import papers, recommendations
from portal.planning.routes.council import bp, decision_in_url, paper_in_url, part_in_url, views
from portal.planning.terms.decisions import REVIEW_MONTHS
from portal.web.access import actor, requires
from portal.web.conflicts import refused
from portal.web.errors import status_of
from portal.web.forms import Form
from portal.web.i18n import _, as_date
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.planning.models import CouncilPaper, Decision, Deliberation

tells("result-saved", N_("Das Ergebnis ist eingetragen."))
tells("decision-saved", N_("Der Beschluss ist eingetragen. Sagen Sie jetzt den Menschen, was daraus wird."))
tells("decision-reviewed", N_("Die Prüfung ist vermerkt."))
tells("needs-told", N_("Gesagt. Bedarfe mit neuem Satz: %(n)s."))

_VOTES = ("votes_yes", "votes_no", "votes_abstained")
_TEXTS = ("agenda_item", "outside_address", "remark")


@bp.get("/beschluesse", endpoint="decisions")
@requires(RecommendationPermission.LIST)
def index() -> Response:
    found = queries.page_of_decisions(actor(), after=request.args.get("after"))
    return page("planning/decisions.html", views=views(), found=found, today=clock.today())


@bp.get("/vorlagen/<uuid:paper_id>/beratungen/<uuid:station_id>")
@requires(PaperPermission.DELIBERATE, of=paper_in_url)
def ask_result(paper: "CouncilPaper") -> Response:
    """What came out of a session; a Beschluss is proposed to come back after a year."""
    station = papers.deliberation(paper, part_in_url("station_id"))
    made = station.decision
    values: dict[str, Any] = {name: getattr(station, name) for name in ("result", *_TEXTS, "version")}
    values |= {name: "" if getattr(station, name) is None else str(getattr(station, name)) for name in _VOTES}
    values["decided_on"] = made.decided_on if made else station.session.held_on
    values["wording"] = made.wording if made else paper.proposal
    values["review_on"] = made.review_on if made else months_later(station.session.held_on, REVIEW_MONTHS)
    return _result_page(paper, station, ResultForm(data=values))


def _result_page(
    paper: "CouncilPaper", station: "Deliberation", form: ResultForm, *, status: int = 200, **context: Any
) -> Response:
    reading = papers.latest_reading(paper.id)
    return page(
        "planning/result.html", paper=paper, station=station, form=form, reading=reading, status=status, **context
    )


@bp.post("/vorlagen/<uuid:paper_id>/beratungen/<uuid:station_id>")
@requires(PaperPermission.DELIBERATE, of=paper_in_url)
def save_result(paper: "CouncilPaper") -> Response:
    station_id, form = part_in_url("station_id"), ResultForm()
    station = papers.deliberation(paper, station_id)
    if not form.validate_on_submit():
        return _result_page(paper, station, form, status=422)
    try:
        with unit_of_work():
            fresh = papers.paper(paper.id)
            decision = actions.note_result(
                fresh,
                papers.deliberation(fresh, station_id),
                _draft(form),
                version=form.seen_version,
                by=actor(),
            )
    except Conflict:
        fresh = papers.paper(paper.id)
        station = papers.deliberation(fresh, station_id)
        form.version.data = str(station.version)
        stored = [(form.result.label.text, _(station.result.label) if station.result else "", _label(form))]
        return _result_page(fresh, station, form, status=409, is_conflict=True, conflicts=stored)
    except DomainError as error:
        form.take(error)
        fresh = papers.paper(paper.id)
        return _result_page(fresh, papers.deliberation(fresh, station_id), form, status=status_of(error))
    if decision is not None:
        return reply(url_for("council.decision", decision_id=decision.id), tell="decision-saved")
    return reply(url_for("council.paper", paper_id=paper.id, _anchor="beratungsfolge"), tell="result-saved")


def _label(form: ResultForm) -> str:
    return _(form.result.chosen.label) if form.result.chosen else ""


def _draft(form: ResultForm) -> actions.ResultDraft:
    return actions.ResultDraft(
        result=form.result.chosen,
        votes_yes=form.votes_yes.number,
        votes_no=form.votes_no.number,
        votes_abstained=form.votes_abstained.number,
        agenda_item=str(form.agenda_item.data or ""),
        outside_address=str(form.outside_address.data or ""),
        remark=str(form.remark.data or ""),
        decided_on=form.decided_on.data,
        wording=str(form.wording.data or ""),
        review_on=form.review_on.data,
    )


@bp.get("/beschluesse/<uuid:decision_id>", endpoint="decision")
@requires(DecisionPermission.READ, of=decision_in_url)
def show(decision: "Decision") -> Response:
    return decision_page(decision)


def decision_page(decision: "Decision", *, form: ReviewForm | None = None, status: int = 200) -> Response:
    return page(
        "planning/decision.html",
        status=status,
        decision=decision,
        needs=recommendations.known_needs(actor(), decision.paper.recommendation),
        measures=queries.measures_of(actor(), decision.id),
        form=form or ReviewForm(formdata=None, data={"version": decision.version, "review": decision.review}),
        today=clock.today(),
    )


@bp.post("/beschluesse/<uuid:decision_id>/pruefung")
@requires(DecisionPermission.FOLLOW, of=decision_in_url)
def review(decision: "Decision") -> Response:
    form = ReviewForm()
    if not form.validate_on_submit():
        return decision_page(decision, form=form, status=422)
    try:
        with unit_of_work():
            actions.review_decision(
                queries.decision(decision.id),
                found=str(form.review.data),
                again_on=form.again_on.data,
                version=form.seen_version,
                by=actor(),
            )
    except DomainError as error:
        fresh = queries.decision(decision.id)
        return decision_page(fresh, form=form, status=refused(form, error, fresh.version))
    return reply(url_for("council.decision", decision_id=decision.id), tell="decision-reviewed")


@bp.get("/beschluesse/<uuid:decision_id>/antworten")
@requires(DecisionPermission.FOLLOW, of=decision_in_url)
def ask_answers(decision: "Decision") -> Response:
    """What the people behind each Bedarf could be told; nothing is told before somebody sends this form."""
    found = queries.proposals(actor(), decision)
    data: dict[str, Any] = {}
    for one in found:
        if one.status is not None:
            data |= {
                f"tell_{one.need.id.hex}": one.is_news,
                f"status_{one.need.id.hex}": one.status.value,
                f"sentence_{one.need.id.hex}": _sentence(decision, one.status),
                f"version_{one.need.id.hex}": one.need.version,
            }
    return _answers_page(decision, found, answers_form(_lines(found), data=data))


def _lines(found: list[queries.Proposal]) -> list[AnswerLine]:
    return [AnswerLine(one.need.id.hex, one.possible) for one in found if one.status is not None]


def _sentence(decision: "Decision", status: NeedStatus) -> str:
    meets = decision.deliberation.session
    told = {
        "committee": meets.committee.name,
        "day": as_date(decision.decided_on),
        "result": _(decision.result.label),
        "title": decision.paper.title,
    }
    if status is NeedStatus.PLANNED:
        return _(
            "Am %(day)s hat das zuständige Gremium (%(committee)s) „%(title)s“ %(result)s. "
            "Jetzt wird geplant, wie es umgesetzt wird.",
            **told,
        )
    return _("Am %(day)s hat das zuständige Gremium (%(committee)s) „%(title)s“ %(result)s.", **told)


def _answers_page(
    decision: "Decision", found: list[queries.Proposal], form: Form, *, status: int = 200, is_conflict: bool = False
) -> Response:
    return page(
        "planning/answers.html",
        decision=decision,
        proposals=found,
        form=form,
        status=status,
        is_conflict=is_conflict,
        conflicts=[],
    )


@bp.post("/beschluesse/<uuid:decision_id>/antworten")
@requires(DecisionPermission.FOLLOW, of=decision_in_url)
def answer_needs(decision: "Decision") -> Response:
    found = queries.proposals(actor(), decision)
    form = answers_form(_lines(found))
    if not form.validate_on_submit():
        return _answers_page(decision, found, form, status=422)
    chosen = [one for one in found if one.status is not None and form[f"tell_{one.need.id.hex}"].data]
    try:
        if not chosen:
            raise InvalidInput(
                "answers.none", N_("Bitte wählen Sie mindestens einen Bedarf, zu dem Sie jetzt antworten.")
            )
        with unit_of_work():
            told = actions.tell_needs(queries.decision(decision.id), [_answer(form, one) for one in chosen], by=actor())
    except DomainError as error:
        fresh = queries.decision(decision.id)
        now = queries.proposals(actor(), fresh)
        again = answers_form(_lines(now))
        again.validate()
        if isinstance(error, Conflict):
            for one in now:
                if (name := f"version_{one.need.id.hex}") in again:
                    again[name].data = str(one.need.version)
        else:
            again.take(error)
        return _answers_page(fresh, now, again, status=status_of(error), is_conflict=isinstance(error, Conflict))
    return page("planning/answered.html", decision=queries.decision(decision.id), told=told)


def _answer(form: Form, one: queries.Proposal) -> actions.NeedAnswer:
    key = one.need.id.hex
    version = str(form[f"version_{key}"].data or "")
    return actions.NeedAnswer(
        need=one.need,
        status=NeedStatus(form[f"status_{key}"].data),
        sentence=str(form[f"sentence_{key}"].data or ""),
        version=int(version) if version.isascii() and version.isdecimal() and len(version) < 10 else 0,
    )
