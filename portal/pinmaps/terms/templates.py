"""Nadelkarten that can be taken as they are: the classic questions with categories, and with the care each of them needs."""

from dataclasses import dataclass

from portal.kernel.text import N_
from portal.pinmaps.terms.looks import Colour, Shape
from portal.pinmaps.terms.states import CommentRule, ModerationRule, PositionRule

#: Asked beside the pin where ages see different things.
_AGES = (
    N_("unter 18 Jahre"),
    N_("18 bis 39 Jahre"),
    N_("40 bis 59 Jahre"),
    N_("60 bis 79 Jahre"),
    N_("80 Jahre und älter"),
)
_HOW_OLD = N_("Wie alt sind Sie?")

#: Label, colour, shape.
Category = tuple[str, Colour, Shape]


@dataclass(frozen=True, kw_only=True)
class MapTemplate:
    """One question with everything that goes with it. Texts are German sources."""

    #: Its name in forms.
    name: str
    title: str
    question: str
    purpose: str
    #: What it is good for, for those who choose one.
    description: str
    categories: tuple[Category, ...]
    group_question: str = ""
    groups: tuple[str, ...] = ()
    comment: CommentRule = CommentRule.OPTIONAL
    with_photo: bool = False
    moderation: ModerationRule = ModerationRule.AFTER
    shows_pins: bool = True
    position_rule: PositionRule = PositionRule.JITTER
    blur_m: int = 50
    threshold: int = 0
    pins_per_person: int | None = None


FAVOURITE = MapTemplate(
    name="lieblingsort",
    title=N_("Lieblingsorte"),
    question=N_("Wo sind Sie gern?"),
    purpose=N_(
        "Wir möchten wissen, welche Orte Ihnen guttun. Was gut ist, soll bleiben, und manches lässt sich auf andere "
        "Orte übertragen."
    ),
    description=N_("Ein leichter Anfang, der allen etwas zutraut: Was ist gut, und warum?"),
    categories=(
        (N_("Hier bin ich gern draußen"), Colour.GREEN, Shape.CIRCLE),
        (N_("Hier treffe ich Menschen"), Colour.ORANGE, Shape.STAR),
        (N_("Hier finde ich Ruhe"), Colour.BLUE, Shape.DROP),
        (N_("Hier erledige ich etwas gern"), Colour.PURPLE, Shape.SQUARE),
    ),
    group_question=_HOW_OLD,
    groups=_AGES,
    with_photo=True,
)
AVOIDED = MapTemplate(
    name="gemiedener-ort",
    title=N_("Orte, die ich meide"),
    question=N_("Welche Orte meiden Sie, und wo fühlen Sie sich unsicher?"),
    purpose=N_(
        "Wir möchten wissen, wo sich Menschen nicht wohl oder nicht sicher fühlen, damit wir dort etwas ändern können. "
        "Andere sehen nur, wo mehrere Menschen dasselbe sagen."
    ),
    description=N_(
        "Für Angsträume. Worte und Nadeln sehen andere erst nach der Freigabe, und erst ab fünf Nadeln an einer Stelle."
    ),
    categories=(
        (N_("Zu dunkel"), Colour.PURPLE, Shape.HEXAGON),
        (N_("Unübersichtlich oder einsam"), Colour.BLUE, Shape.SQUARE),
        (N_("Ungepflegt"), Colour.BROWN, Shape.TRIANGLE),
        (N_("Dort bin ich ungern wegen anderer Menschen"), Colour.RED, Shape.DIAMOND),
        (N_("Ein anderer Grund"), Colour.GREY, Shape.CIRCLE),
    ),
    group_question=N_("Wer sind Sie?"),
    groups=(N_("Frau"), N_("Mann"), N_("divers"), N_("Kind oder Jugendliche")),
    moderation=ModerationRule.BEFORE,
    position_rule=PositionRule.GRID,
    blur_m=100,
    threshold=5,
)
MEETING = MapTemplate(
    name="treffpunkt",
    title=N_("Treffpunkte"),
    question=N_("Wo treffen Sie andere Menschen, und wo würden Sie gern?"),
    purpose=N_(
        "Wir möchten Orte stärken, an denen man sich trifft, und wissen, wo einer fehlt. Auch die Bank vor dem Laden zählt."
    ),
    description=N_("Für Gemeinschaft und gegen Einsamkeit: Was es gibt, und was man sich wünscht."),
    categories=(
        (N_("Hier treffe ich andere"), Colour.GREEN, Shape.CIRCLE),
        (N_("Früher ein Treffpunkt, heute nicht mehr"), Colour.GREY, Shape.SQUARE),
        (N_("Hier wünsche ich mir einen Treffpunkt"), Colour.ORANGE, Shape.STAR),
    ),
    group_question=_HOW_OLD,
    groups=_AGES,
)
BARRIER = MapTemplate(
    name="barriere",
    title=N_("Barrieren"),
    question=N_("Wo kommen Sie nicht oder nur schwer weiter?"),
    purpose=N_(
        "Stufen, hohe Bordsteine, fehlende Bänke: Wir sammeln die Stellen, an denen Menschen mit Rollator, Rollstuhl, "
        "Kinderwagen oder schlechten Augen hängen bleiben. Die Gemeinde bekommt die Liste."
    ),
    description=N_("Mit Foto. Jede Nadel ist eine Stelle, die man sich ansehen kann."),
    categories=(
        (N_("Stufe oder Bordstein"), Colour.RED, Shape.TRIANGLE),
        (N_("Weg schlecht oder zu schmal"), Colour.BROWN, Shape.SQUARE),
        (N_("Bank oder Geländer fehlt"), Colour.ORANGE, Shape.CIRCLE),
        (N_("Schlecht zu sehen oder zu hören"), Colour.PURPLE, Shape.HEXAGON),
        (N_("Toilette fehlt oder ist nicht nutzbar"), Colour.BLUE, Shape.DIAMOND),
    ),
    group_question=N_("Wie sind Sie unterwegs?"),
    groups=(N_("zu Fuß"), N_("mit Rollator"), N_("mit Rollstuhl"), N_("mit Kinderwagen"), N_("mit Sehbehinderung")),
    comment=CommentRule.REQUIRED,
    with_photo=True,
    blur_m=10,
)
MISSING = MapTemplate(
    name="hier-fehlt-etwas",
    title=N_("Hier fehlt etwas"),
    question=N_("Was fehlt, und wo?"),
    purpose=N_(
        "Wir möchten wissen, was Ihnen im Alltag fehlt. Aus vielen Nadeln an einer Stelle wird ein Bedarf, den wir prüfen."
    ),
    description=N_("Die breite Frage nach dem Bedarf, geordnet nach dem, was im Alltag zählt."),
    categories=(
        (N_("Einkaufen, Arzt, Post"), Colour.BLUE, Shape.SQUARE),
        (N_("Bus, Weg oder Mitfahrgelegenheit"), Colour.ORANGE, Shape.DIAMOND),
        (N_("Treffpunkt oder Angebot"), Colour.GREEN, Shape.CIRCLE),
        (N_("Hilfe und Pflege"), Colour.RED, Shape.CROSS),
        (N_("Spielen und Bewegen"), Colour.PURPLE, Shape.STAR),
        (N_("Etwas anderes"), Colour.GREY, Shape.HEXAGON),
    ),
    group_question=_HOW_OLD,
    groups=_AGES,
)
CROSSING = MapTemplate(
    name="weg-und-querung",
    title=N_("Wege und Querungen"),
    question=N_("Wo ist Ihr Weg unsicher oder unterbrochen?"),
    purpose=N_(
        "Schulweg, Weg zum Bus, Weg zum Friedhof: Wir sammeln die Stellen, an denen man schlecht über die Straße oder "
        "nicht sicher weiterkommt."
    ),
    description=N_("Für Schulwege, Rad und Fußwege. Die Stellen bleiben fast genau, damit man sie findet."),
    categories=(
        (N_("Hier komme ich schlecht über die Straße"), Colour.RED, Shape.TRIANGLE),
        (N_("Hier hört der Weg auf"), Colour.ORANGE, Shape.SQUARE),
        (N_("Hier wird zu schnell gefahren"), Colour.PURPLE, Shape.DIAMOND),
        (N_("Hier ist es zu eng"), Colour.BROWN, Shape.HEXAGON),
        (N_("Das ist ein guter Weg"), Colour.GREEN, Shape.CIRCLE),
    ),
    group_question=N_("Wie sind Sie unterwegs?"),
    groups=(N_("zu Fuß"), N_("mit dem Rad"), N_("mit Rollator oder Rollstuhl"), N_("mit dem Auto")),
    with_photo=True,
    blur_m=10,
)
MIXED = MapTemplate(
    name="gut-und-schlecht",
    title=N_("Unser Ort auf einen Blick"),
    question=N_("Wo ist es gut, wo fehlt etwas, wo ist ein Hindernis?"),
    purpose=N_("Wir möchten den Ort mit Ihren Augen sehen: was gut ist, was fehlt und was im Weg ist."),
    description=N_("Mehrere Fragen auf einer Karte. Gut für einen Abend mit Papierkarte und bunten Nadeln."),
    categories=(
        (N_("Hier bin ich gern"), Colour.GREEN, Shape.CIRCLE),
        (N_("Hier fehlt etwas"), Colour.ORANGE, Shape.STAR),
        (N_("Hier ist ein Hindernis"), Colour.RED, Shape.TRIANGLE),
        (N_("Hier fühle ich mich nicht wohl"), Colour.PURPLE, Shape.DIAMOND),
        (N_("Ich habe eine Idee"), Colour.BLUE, Shape.DROP),
    ),
    group_question=_HOW_OLD,
    groups=_AGES,
)
#: In the order in which they are offered.
TEMPLATES: tuple[MapTemplate, ...] = (MIXED, FAVOURITE, MISSING, MEETING, BARRIER, CROSSING, AVOIDED)


def template(name: str) -> MapTemplate | None:
    """The ready map of that name."""
    return next((one for one in TEMPLATES if one.name == name), None)
