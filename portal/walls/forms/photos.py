"""Photos of paper walls."""

from wtforms import FileField

from portal.kernel.text import N_
from portal.web.forms import Form, LineField

LONGEST_CAPTION = 200


class PhotoForm(Form):
    """One photo, and what is to be seen on it."""

    photo = FileField(N_("Foto der Papierwand"))
    caption = LineField(N_("Was ist darauf zu sehen?"), max_length=LONGEST_CAPTION)
