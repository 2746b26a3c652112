"""Forms before the first question: beginning, with a personal code where one is needed, and going on."""

from wtforms import HiddenField

from portal.kernel import codes
from portal.kernel.text import N_
from portal.web.forms import Form, LineField, Needed

_LONGEST_CODE = 80
_SHORTEST_KEY = 32
_LONGEST_KEY = 100


class BeginForm(Form):
    """Begins a questionnaire. Its key is drawn when the page is shown, so that pressing twice begins once."""

    code = LineField(N_("Ihr persönlicher Code"), max_length=_LONGEST_CODE)
    submission_key = HiddenField(default=codes.new_token)

    @property
    def key(self) -> str:
        """The token of the new form; a fresh one when what came is none."""
        sent = str(self.submission_key.data or "")
        if _SHORTEST_KEY <= len(sent) <= _LONGEST_KEY and sent.isascii():
            return sent
        self.submission_key.data = codes.new_token()
        return str(self.submission_key.data)


class ResumeForm(Form):
    """Asks for the code to go on with."""

    code = LineField(
        N_("Ihr Code zum Weitermachen"),
        [Needed(N_("Bitte geben Sie den Code ein, den Sie sich notiert haben."))],
        max_length=_LONGEST_CODE,
    )
