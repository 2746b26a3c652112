"""What people fill in about places."""

from wtforms import SelectField

from portal.kernel.text import N_
from portal.places.terms import LONGEST_NAME, LONGEST_WELCOME
from portal.web.forms import Form, LineField, LongTextField, Needed, VersionedForm


class ChoosePlaceForm(Form):
    """ "Mein Ort": leads to the page of a place. Works as a plain list."""

    ort = SelectField(N_("Mein Ort"), validate_choice=False)


class FindPlaceForm(Form):
    """The search on the list of places."""

    q = LineField(N_("Ort suchen"), max_length=80)


class PlaceForm(VersionedForm):
    """What residents read about a place."""

    phone = LineField(
        N_("Telefonnummer"),
        max_length=60,
        description=N_(
            "Sie steht auf der öffentlichen Seite des Ortes. Bleibt sie leer, steht dort die Nummer des Landkreises."
        ),
    )
    phone_of = LineField(
        N_("Wer geht ans Telefon?"), max_length=LONGEST_NAME, description=N_("Zum Beispiel: Kümmerin Maria Beispiel")
    )
    welcome = LongTextField(
        N_("Begrüßung"),
        max_length=LONGEST_WELCOME,
        description=N_("Ein paar Sätze für die Menschen im Ort. Bitte kurz und in einfachen Worten."),
    )


class PartForm(PlaceForm):
    """The same for an Ortsteil or quarter, which may also be renamed."""

    name = LineField(N_("Name"), [Needed(N_("Bitte geben Sie einen Namen ein."))], max_length=LONGEST_NAME)


class NewPartForm(Form):
    """A new Ortsteil or quarter."""

    name = LineField(N_("Name"), [Needed(N_("Bitte geben Sie einen Namen ein."))], max_length=LONGEST_NAME)
    kind = SelectField(N_("Art"))
