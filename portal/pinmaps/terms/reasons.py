"""Why a pin or its photo is not shown to others: ready sentences that the person reads."""

from dataclasses import dataclass

from portal.kernel.text import N_


@dataclass(frozen=True, slots=True)
class HidingReason:
    """A ready reason: `label` for those who choose it, `sentence` for the person."""

    key: str
    label: str
    sentence: str


HIDING_REASONS: tuple[HidingReason, ...] = (
    HidingReason(
        "people",
        N_("Nennt oder zeigt jemanden"),
        N_("Man erkennt darin eine Person oder ihre Wohnung. Um sie zu schützen, zeigen wir es anderen nicht."),
    ),
    HidingReason(
        "insult",
        N_("Beleidigt oder droht"),
        N_("Darin wird jemand beleidigt oder bedroht. Das zeigen wir anderen nicht."),
    ),
    HidingReason(
        "aside",
        N_("Gehört nicht zur Frage"),
        N_(
            "Es geht darin um etwas anderes als die Frage auf dieser Karte. Wir haben es gelesen, zeigen es hier aber nicht."
        ),
    ),
    HidingReason(
        "advert",
        N_("Wirbt für etwas"),
        N_("Darin wird für ein Geschäft, eine Partei oder eine Seite im Internet geworben. Das zeigen wir hier nicht."),
    ),
    HidingReason(
        "unclear",
        N_("Ist nicht zu verstehen"),
        N_(
            "Wir haben nicht verstanden, was gemeint ist. Setzen Sie die Nadel gern noch einmal, mit einem ganzen Satz."
        ),
    ),
    HidingReason(
        "twice",
        N_("Steht schon da"),
        N_("Diese Nadel gibt es schon an derselben Stelle mit denselben Worten. Wir zeigen sie nur einmal."),
    ),
)
#: Why only the photo is not shown.
PHOTO_REASONS: tuple[HidingReason, ...] = (
    HidingReason(
        "faces",
        N_("Zeigt Menschen oder Kennzeichen"),
        N_("Auf dem Foto sind Menschen oder Kennzeichen zu erkennen. Ihre Worte zeigen wir, das Foto nicht."),
    ),
    HidingReason(
        "private",
        N_("Zeigt etwas Privates"),
        N_("Das Foto zeigt ein Haus, einen Garten oder etwas anderes Privates. Ihre Worte zeigen wir, das Foto nicht."),
    ),
    HidingReason(
        "nothing",
        N_("Zeigt nicht, worum es geht"),
        N_("Auf dem Foto ist nicht zu sehen, worum es geht. Ihre Worte zeigen wir, das Foto nicht."),
    ),
    HidingReason(
        "not-own",
        N_("Gehört jemand anderem"),
        N_("Das Foto stammt wohl nicht von Ihnen. Ohne Erlaubnis dürfen wir es nicht zeigen. Ihre Worte zeigen wir."),
    ),
)
