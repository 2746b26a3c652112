"""Two Nadelkarten of Markt Rettenbach that run, one of the Mindeltal that is over, and a walk through the village."""

from dataclasses import dataclass

from portal.demo.story.shape import Moment, on

#: The fates of pins: what a favourite place is told, and the Bedarf of the story that the others are evidence of.
THANKS = (
    "Danke! Ihr Lieblingsort steht auf der Karte. Er ist kein Bedarf, aber wir wissen jetzt, was auf keinen Fall verloren "
    "gehen darf."
)


@dataclass(frozen=True)
class Pin:
    """One pin: category by its place in the legend, where, and why."""

    category: int
    lat: float
    lon: float
    why: str = ""
    group: int = 0


@dataclass(frozen=True)
class Go:
    """What one person set in one go, or a table wrote down; `table` names the session."""

    at: Moment
    pins: tuple[Pin, ...]
    table: str = ""


@dataclass(frozen=True)
class MapStory:
    """A Nadelkarte from its draft to what came of it."""

    key: str
    template: str
    title: str
    place: str
    consultation: str
    drafted: Moment
    published: Moment
    opens_in_days: int
    closes_in_days: int
    goes: tuple[Go, ...]
    #: When everything said until then is released; what comes later waits.
    released: Moment
    #: When the release is followed by a look at the inbox: favourites are thanked for, others go to this Bedarf.
    decided: Moment | None = None
    thanked: tuple[int, ...] = ()
    need: str | None = None
    for_need: tuple[int, ...] = ()
    closed: Moment | None = None


@dataclass(frozen=True)
class Finding:
    """One finding of a walk."""

    topic: str
    rating: str
    lat: float
    lon: float
    remark: str


@dataclass(frozen=True)
class WalkStory:
    """A walk with what was found."""

    title: str
    route: str
    place: str
    consultation: str
    planned: Moment
    walked: Moment
    weather: str
    participants: str
    findings: tuple[Finding, ...]


MAPS = (
    MapStory(
        key="lieblingsorte",
        template="lieblingsort",
        title="Lieblingsorte in Markt Rettenbach",
        place="Markt Rettenbach",
        consultation="rettenbach",
        drafted=on(5, "Do", "09:00"),
        published=on(5, "Fr", "11:00"),
        opens_in_days=-30,
        closes_in_days=40,
        released=on(1, "Di", "08:30"),
        decided=on(1, "Mi", "09:15"),
        thanked=(1, 2, 3, 4),
        goes=(
            Go(
                on(3, "Sa", "10:20"),
                (
                    Pin(2, 47.94870, 10.39510, "Am Brunnen trifft man immer jemanden."),
                    Pin(3, 47.95120, 10.38890, "Die Bank am Waldrand, von da sieht man bis in die Berge."),
                ),
            ),
            Go(
                on(3, "So", "17:45"),
                (
                    Pin(1, 47.91850, 10.39030, "Der Badeweiher in Engetried, im Sommer das Beste, was wir haben."),
                    Pin(4, 47.94790, 10.39760, "Der Friseur. Klingt komisch, ist aber so."),
                ),
            ),
            Go(
                on(2, "Di", "14:30"),
                (
                    Pin(2, 47.94840, 10.39470, "Vor der Kirche nach dem Amt.", 4),
                    Pin(2, 47.96230, 10.34920, "Im Stadel in Frechenrieden beim Kartenspielen.", 4),
                    Pin(1, 47.95010, 10.39300, "Der Garten hinter dem alten Schulhaus.", 5),
                    Pin(2, 47.94880, 10.39540, "", 4),
                    Pin(4, 47.94690, 10.39610, "Die Bücherzelle.", 4),
                ),
                table="Seniorennachmittag im Pfarrheim",
            ),
            Go(
                on(2, "Fr", "19:05"),
                (Pin(3, 47.96870, 10.42810, "Die Kapelle bei Eutenhausen, weil es dort still ist."),),
            ),
        ),
    ),
    MapStory(
        key="hindernisse",
        template="barriere",
        title="Wo es hakt: Wege, Stufen, dunkle Ecken",
        place="Markt Rettenbach",
        consultation="rettenbach",
        drafted=on(5, "Do", "10:00"),
        published=on(5, "Fr", "11:10"),
        opens_in_days=-30,
        closes_in_days=40,
        released=on(1, "Di", "08:50"),
        goes=(
            Go(
                on(3, "Mo", "18:10"),
                (
                    Pin(
                        1,
                        47.94860,
                        10.39440,
                        "Drei Stufen zur Bankfiliale, kein Geländer. Mit dem Rollator keine Chance.",
                        2,
                    ),
                    Pin(
                        4,
                        47.94750,
                        10.39700,
                        "An der Kuppe sieht man nichts kommen, und die Kinder müssen zum Bus hinüber.",
                        4,
                    ),
                ),
            ),
            Go(
                on(2, "Di", "15:10"),
                (
                    Pin(4, 47.94720, 10.39680, "Die Kuppe. Da hört man die Autos, bevor man sie sieht.", 1),
                    Pin(3, 47.94960, 10.39240, "Auf dem Weg zum Friedhof ist keine einzige Bank.", 2),
                    Pin(2, 47.94900, 10.39580, "Der Gehsteig hört mitten im Ort auf.", 2),
                    Pin(4, 47.94740, 10.39710, "", 1),
                ),
                table="Seniorennachmittag im Pfarrheim",
            ),
            Go(
                on(2, "Mi", "20:40"),
                (Pin(4, 47.91790, 10.38950, "In Engetried ist es vom Bus bis zu mir stockdunkel."),),
            ),
            Go(
                on(1, "Do", "07:50"),
                (
                    Pin(
                        2,
                        47.96190,
                        10.34850,
                        "Der Schulweg in Frechenrieden geht über die Kreisstraße ohne Zebrastreifen.",
                    ),
                ),
            ),
        ),
    ),
    MapStory(
        key="haltestellen",
        template="weg-und-querung",
        title="Haltestellen und Radwege im Mindeltal",
        place="VG Pfaffenhausen",
        consultation="mobil",
        drafted=on(24, "Do", "13:00"),
        published=on(24, "Fr", "09:00"),
        opens_in_days=-165,
        closes_in_days=-112,
        released=on(16, "Mo", "09:00"),
        decided=on(16, "Mo", "10:30"),
        need="radweg",
        for_need=(1, 2, 4),
        closed=on(15, "Mo", "10:30"),
        goes=(
            Go(
                on(22, "So", "16:20"),
                (
                    Pin(2, 48.12350, 10.46510, "Zwischen Salgen und Pfaffenhausen hört der Radweg einfach auf."),
                    Pin(1, 48.12010, 10.47720, "Über die Staatsstraße mit dem Rad: Augen zu und durch."),
                ),
            ),
            Go(
                on(20, "Mi", "18:00"),
                (
                    Pin(4, 48.12290, 10.46620, "Genau in der Kurve müssen die Kinder auf die Straße."),
                    Pin(2, 48.12310, 10.46580, ""),
                    Pin(4, 48.12160, 10.45280, "Wenn ein Schlepper kommt, muss ich in den Graben.", 2),
                ),
            ),
        ),
    ),
)

WALKS = (
    WalkStory(
        title="Mit Rollator und Kinderwagen durch Markt Rettenbach",
        route="Rathaus – Marktplatz – Kirche – Friedhof – Schule – Bushaltestelle",
        place="Markt Rettenbach",
        consultation="rettenbach",
        planned=on(4, "Mo", "11:00"),
        walked=on(3, "Do", "14:05"),
        weather="trocken, 8 Grad",
        participants="fünf ältere Menschen, davon zwei mit Rollator, eine Mutter mit Kinderwagen, der Bauhofleiter",
        findings=(
            Finding(
                "barrier", "poor", 47.94861, 10.39442, "Drei Stufen zur Bankfiliale, Klingel hängt auf 1,60 Meter."
            ),
            Finding(
                "pavement", "dangerous", 47.94902, 10.39575, "Gehsteig endet; wer weiter will, geht auf der Fahrbahn."
            ),
            Finding("seating", "poor", 47.94958, 10.39245, "Vom Marktplatz bis zum Friedhof 600 Meter ohne Bank."),
            Finding(
                "light", "fair", 47.95004, 10.39102, "Eine Laterne am Friedhofsweg ist aus, sagt der Bauhofleiter."
            ),
            Finding("meeting", "good", 47.94872, 10.39512, "Am Brunnen sitzt man im Schatten und sieht, wer kommt."),
            Finding("transport", "poor", 47.94731, 10.39695, "Haltestelle ohne Dach; Fahrplan zu klein und zu hoch."),
        ),
    ),
)
