"""Questions of a `.lss` that the portal itself wrote: their own codes and kinds come back from their marks."""

from dataclasses import replace
from typing import Any

from portal.surveys.formats.expressions import Symbol
from portal.surveys.formats.limesurvey.making import Made
from portal.surveys.formats.limesurvey.model import LimeChoice, LimeQuestion
from portal.surveys.formats.marks import NAME, marks_from, with_marks
from portal.surveys.terms.questionnaire import CODE, OPTION_CODE


def unmarked(lime: LimeQuestion) -> tuple[LimeQuestion, dict[str, Any]]:
    """The question with the codes it had here, and its marks; {} when it has none or its type was changed since."""
    marks = marks_from(lime.attribute(NAME))
    if marks.get("as") != lime.type:
        return lime, {}
    code = marks.get("code")
    options = _options(marks)
    own = replace(
        lime,
        code=code if isinstance(code, str) and CODE.fullmatch(code) else lime.code,
        answers=[_named(one, options) for one in lime.answers],
        subs=[_named(one, options) for one in lime.subs],
    )
    return own, marks


def marked(made: Made, marks: dict[str, Any]) -> Made:
    """What was made of it, with what LimeSurvey could not say; names in expressions as the file writes them."""
    if not marks or len(made.questions) != 1:
        return made
    written = {own: name for name, own in _options(marks).items()}
    question = with_marks(made.questions[0], marks)
    symbols = {
        _ending(ending, written): [_symbol(one, written) for one in found] for ending, found in made.symbols.items()
    }
    return Made([question], symbols)


def _options(marks: dict[str, Any]) -> dict[str, str]:
    raw = marks.get("options")
    pairs = raw.items() if isinstance(raw, dict) else ()
    return {name: own for name, own in pairs if isinstance(own, str) and OPTION_CODE.fullmatch(own)}


def _named(choice: LimeChoice, options: dict[str, str]) -> LimeChoice:
    return replace(choice, code=options.get(choice.code, choice.code))


def _ending(ending: str, written: dict[str, str]) -> str:
    return f"_{written[ending[1:]]}" if ending[1:] in written else ending


def _symbol(symbol: Symbol, written: dict[str, str]) -> Symbol:
    return replace(symbol, values={written.get(was, was): here for was, here in symbol.values.items()})
