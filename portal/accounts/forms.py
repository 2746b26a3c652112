"""The shape of what people send about accounts."""

from collections.abc import Sequence
from typing import Any

from wtforms import DateField, HiddenField, PasswordField, RadioField, SelectField
from wtforms.validators import Optional
from wtforms.widgets import EmailInput, SearchInput, TelInput

from portal.accounts.terms import EMAIL_LONGEST, NAME_LONGEST, PASSWORD_LONGEST, PHONE_LONGEST, AccountState
from portal.kernel.policy import Role
from portal.kernel.text import N_
from portal.web.forms import Form, LineField, Needed, NotTooLong
from portal.web.i18n import _

#: The value that means "the whole county" in a list of places; places have UUIDs.
WHOLE_COUNTY = "county"
Choices = Sequence[tuple[str, str]]

PASSWORD_HINT = N_(
    "Mindestens 12 Zeichen. Gut zu merken und schwer zu erraten sind vier oder fünf Wörter, die nichts miteinander zu tun haben."
)


class EmailField(LineField):
    """An e-mail address in one line."""

    widget = EmailInput()

    def __init__(self, label: str, needed: str, **kwargs: Any) -> None:
        super().__init__(label, [Needed(needed)], max_length=EMAIL_LONGEST, **kwargs)


class NewPasswordField(PasswordField):
    """A password somebody chooses. Its strength is judged by the action."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        checks = [Needed(N_("Bitte wählen Sie ein Passwort.")), NotTooLong(max=PASSWORD_LONGEST)]
        super().__init__(label, checks, description=PASSWORD_HINT, **kwargs)


class SignInForm(Form):
    """Address and password."""

    email = EmailField(N_("E-Mail-Adresse"), N_("Bitte geben Sie die E-Mail-Adresse Ihres Kontos an."))
    password = PasswordField(N_("Passwort"), [Needed(N_("Bitte geben Sie Ihr Passwort an."))])
    #: The page to go on to.
    weiter = HiddenField()
    #: Where a form was going that came after the session had ended, and what it held (JSON pairs).
    wohin = HiddenField()
    gesendet = HiddenField()


class ForgottenForm(Form):
    """Which account needs a new password."""

    email = EmailField(N_("E-Mail-Adresse"), N_("Bitte geben Sie die E-Mail-Adresse Ihres Kontos an."))


class NewPasswordForm(Form):
    """A new password, chosen from a link."""

    password = NewPasswordField(N_("Neues Passwort"))


class AcceptForm(Form):
    """What an invited person adds."""

    name = LineField(
        N_("Ihr Name"),
        [Needed(N_("Bitte geben Sie Ihren Namen an."))],
        max_length=NAME_LONGEST,
        description=N_("So sehen Sie Ihre Kolleginnen und Kollegen."),
    )
    password = NewPasswordField(N_("Passwort"))


class DetailsForm(Form):
    """How somebody is shown to colleagues."""

    name = LineField(N_("Name"), [Needed(N_("Bitte geben Sie Ihren Namen an."))], max_length=NAME_LONGEST)
    phone = LineField(
        N_("Telefon"),
        max_length=PHONE_LONGEST,
        widget=TelInput(),
        description=N_("Für Kolleginnen und Kollegen, nicht öffentlich. Zum Beispiel 08261 995-0."),
    )


class ChangePasswordForm(Form):
    """The present password and the next one."""

    current = PasswordField(N_("Jetziges Passwort"), [Needed(N_("Bitte geben Sie Ihr jetziges Passwort an."))])
    password = NewPasswordField(N_("Neues Passwort"))


def _role_field() -> RadioField:
    return RadioField(N_("Rolle"), [Needed(N_("Bitte wählen Sie eine Rolle."))])


def _place_field() -> SelectField:
    return SelectField(
        N_("Sozialraum"),
        [Needed(N_("Bitte wählen Sie, wo die Rolle gilt."))],
        description=N_("Die Rolle gilt hier und in allen Orten, die dazugehören."),
    )


class GrantForm(Form):
    """A role and where it is held."""

    role = _role_field()
    place = _place_field()

    def __init__(self, *, roles: Sequence[Role], places: Choices) -> None:
        super().__init__()
        self.role.choices = [(role.value, _(role.label)) for role in roles]
        self.place.choices = list(places)


class InviteForm(GrantForm):
    """Somebody new and a first role."""

    email = EmailField(
        N_("E-Mail-Adresse"),
        N_("Bitte geben Sie die E-Mail-Adresse der Person an."),
        description=N_("Dorthin schicken wir den Link. Die Adresse ist später der Anmeldename."),
    )
    name = LineField(N_("Name"), [Needed(N_("Bitte geben Sie den Namen der Person an."))], max_length=NAME_LONGEST)
    role = _role_field()
    place = _place_field()


class PeopleFilter(Form):
    """Which people the list shows."""

    q = LineField(N_("Name oder E-Mail"), widget=SearchInput())
    role = SelectField(N_("Rolle"), default="")
    state = SelectField(N_("Stand"), default="")

    def __init__(self, formdata: Any) -> None:
        super().__init__(formdata)
        self.role.choices = [("", _("Alle Rollen")), *((role.value, _(role.label)) for role in Role)]
        self.state.choices = [("", _("Alle")), *((state.value, _(state.label)) for state in AccountState)]


class LogFilter(Form):
    """Which entries of the log are shown."""

    kind = SelectField(N_("Was"), default="")
    person = SelectField(N_("Wer oder wen"), default="")
    since = DateField(N_("Von"), [Optional()])
    until = DateField(N_("Bis"), [Optional()])

    def __init__(self, formdata: Any, *, kinds: Choices, people: Choices) -> None:
        super().__init__(formdata)
        self.kind.choices = [("", _("Alles")), *kinds]
        self.person.choices = [("", _("Alle Personen")), *people]
