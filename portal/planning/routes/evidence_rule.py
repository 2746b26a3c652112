"""The rule that proposes how far a Bedarf is borne out: in plain words, with its thresholds, and setting them."""

from typing import Any

from flask import Blueprint, Response, url_for

from portal.kernel import clock
from portal.kernel.db import unit_of_work
from portal.kernel.errors import InvalidInput
from portal.kernel.text import N_
from portal.planning.actions.evidence_level import set_rule as set_thresholds
from portal.planning.forms.analysis import RuleForm
from portal.planning.policy.analysis import AnalysisPermission
from portal.planning.queries import analysis as queries
from portal.planning.terms.evidence_level import Thresholds
from portal.web.access import actor, may, requires
from portal.web.pages import page, reply, tells

bp = Blueprint("evidence_rule", __name__, url_prefix="/arbeit/planung/belegregel")

tells("rule-set", N_("Die Schwellen sind festgelegt."))

_COUNTS = ("sources_some", "sources_clear", "people_some", "people_clear", "points_partly", "points_proven")
_NUMBERS = ("reach_some", "reach_clear", "deviation_some", "deviation_clear")


@bp.get("")
@requires(AnalysisPermission.READ_RULE)
def show() -> Response:
    return rule_page()


@bp.post("")
@requires(AnalysisPermission.SET_RULE)
def set_rule() -> Response:
    form = RuleForm()
    if not form.validate_on_submit():
        return rule_page(form=form, status=422)
    try:
        with unit_of_work():
            set_thresholds(_thresholds(form), by=actor())
    except InvalidInput as error:
        form.take(error)
        return rule_page(form=form, status=422)
    return reply(url_for("evidence_rule.show"), tell="rule-set")


def rule_page(*, form: RuleForm | None = None, status: int = 200) -> Response:
    """The rule as it holds today, the thresholds of other days, and the form for those who may set them."""
    rule = queries.rule_on()
    if form is None and may(AnalysisPermission.SET_RULE):
        values = {name: getattr(rule, name) for name in (*_COUNTS, *_NUMBERS)}
        form = RuleForm(formdata=None, data={"valid_from": clock.today(), **values})
    return page("planning/rule.html", status=status, rule=rule, rules=queries.rules(), form=form)


def _thresholds(form: RuleForm) -> Thresholds:
    valid_from = form.valid_from.data
    assert valid_from is not None, "the form was validated"
    values: dict[str, Any] = {name: _field(form, name).count for name in _COUNTS}
    values |= {name: _field(form, name).number for name in _NUMBERS}
    return Thresholds(valid_from=valid_from, note=str(form.note.data), **values)


def _field(form: RuleForm, name: str) -> Any:
    return form[name]
