"""Three Zukunftswerkstätten: one whose projects are under way, one online in the midst of its Phantasie, one that invites."""

from dataclasses import dataclass

from portal.demo.story.shape import Moment, on


@dataclass(frozen=True)
class CritiqueStory:
    """Cards that belong together, under a heading, and the wish they were turned into with its dots."""

    title: str
    cards: tuple[str, ...]
    wish: str
    dots: int = 0


@dataclass(frozen=True)
class News:
    """What became known of a project."""

    at: Moment
    state: str
    sentence: str


@dataclass(frozen=True)
class SketchStory:
    """A project sketch, and the wish it comes from."""

    wish: str
    title: str
    what: str
    who: str
    when_done: str
    with_whom: str
    first_step: str
    first_step_in_days: int
    godparent: str
    may_be_named: bool = True
    news: tuple[News, ...] = ()


@dataclass(frozen=True)
class WorkshopStory:
    """A workshop from the invitation to what became of its projects."""

    key: str
    title: str
    purpose: str
    place: str
    template: str
    contact_name: str
    contact_phone: str
    drafted: Moment
    published: Moment
    #: The evening that was, or one to come in days from the load, and when that begins.
    held: Moment | None = None
    held_in_days: int | None = None
    begins: str = "19:00"
    venue: str = ""
    #: First days of the three phases and the last day, in days from the load.
    phases_in_days: tuple[int, int, int, int] | None = None
    consultation: str | None = None
    #: When people write what disturbs them; None for one that is still to come.
    criticised: Moment | None = None
    critique: tuple[CritiqueStory, ...] = ()
    #: When criticism is turned and people dream.
    dreamt: Moment | None = None
    #: Wishes that no criticism led to, with their dots.
    dreams: tuple[tuple[str, int], ...] = ()
    #: When the sketches are drawn.
    drawn: Moment | None = None
    offers: tuple[str, ...] = ()
    sketches: tuple[SketchStory, ...] = ()
    people: int | None = None
    participants: str = ""
    #: When the documentation was released.
    released: Moment | None = None
    summary: str = ""
    look_again_in_days: int | None = None


#: What people read whose card was thought of in the workshop itself.
THANKS = (
    "Danke für Ihre Karte. Sie hängt mit allen anderen in der Dokumentation der Zukunftswerkstatt, und aus den Wünschen mit den "
    "meisten Punkten sind Projekte geworden."
)

WORKSHOPS = (
    WorkshopStory(
        key="kirchheim",
        title="Unser Dorf mit 70",
        purpose=(
            "Wie wollen wir in Kirchheim leben, wenn wir 70 sind? Was stört heute, was wünschen wir uns, und was packen wir "
            "selbst an?\n\n"
            "Die Ergebnisse gehen an den Marktgemeinderat und an die Sozialplanung im Landratsamt. Alle bekommen die "
            "Dokumentation."
        ),
        place="Kirchheim i. Schw.",
        template="evening",
        contact_name="Tobias Endres, Landratsamt",
        contact_phone="089 99998 120",
        drafted=on(12, "Mo", "10:00"),
        published=on(11, "Di", "09:00"),
        held=on(8, "Do", "19:00"),
        venue="Pfarrheim, Kirchplatz 3, ohne Stufen",
        criticised=on(8, "Do", "19:25"),
        critique=(
            CritiqueStory(
                "Man trifft sich nicht mehr",
                (
                    "Seit das Wirtshaus zu ist, sehe ich niemanden",
                    "Kein Ort zum Zusammensitzen",
                    "Die Bank am Brunnen ist weg",
                ),
                "Mitten im Dorf steht eine Stube, in der immer jemand ist",
                9,
            ),
            CritiqueStory(
                "Ohne Auto geht nichts",
                (
                    "Der letzte Bus fährt um vier",
                    "Zum Arzt nach Mindelheim: ein halber Tag",
                    "Ich will niemanden bitten müssen",
                ),
                "Ich komme hin und heim, auch ohne Auto und ohne zu bitten",
                8,
            ),
            CritiqueStory(
                "Haus zu groß, Kraft zu klein",
                ("Schneeräumen schaffe ich nicht mehr", "Wer hilft beim Glühbirnenwechseln?"),
                "Wer Hilfe braucht, ruft eine Nummer an, und am Nachmittag ist jemand da",
                6,
            ),
            CritiqueStory(
                "Keiner sagt einem was",
                ("Von der Pflegestufe habe ich zu spät erfahren",),
                "Einmal im Monat sitzt jemand im Rathaus, der sich auskennt und Zeit hat",
                3,
            ),
            CritiqueStory(
                "Jung und Alt nebeneinander her",
                ("Die Jungen kennen uns nicht", "Am Friedhof treffe ich mehr Leute als im Verein"),
                "Die Kinder zeigen uns das Telefon, wir zeigen ihnen das Backen",
                4,
            ),
        ),
        dreamt=on(8, "Do", "20:15"),
        dreams=(("Ein Tanzboden unter der Linde", 5), ("Der Dorfladen fährt mit dem Pferd vor", 2)),
        drawn=on(8, "Do", "21:00"),
        offers=(
            "Ich habe einen alten Schulbus in der Scheune",
            "Der Frauenbund backt einmal im Monat",
            "Ich kann zwei Nachmittage in der Woche aufsperren",
        ),
        sketches=(
            SketchStory(
                wish="Mitten im Dorf steht eine Stube, in der immer jemand ist",
                title="Dorfstube im alten Lehrerhaus",
                what="Das Erdgeschoss des Lehrerhauses wird an drei Nachmittagen in der Woche aufgesperrt: Kaffee, Zeitung.",
                who="Sieben Leute vom Frauenbund und vom Veteranenverein, je zwei für einen Nachmittag",
                when_done="ab dem Frühjahr, zuerst Dienstag und Donnerstag",
                with_whom="Markt Kirchheim (Raum und Heizung), Pfarrei (Geschirr)",
                first_step="Mit dem Bürgermeister das Lehrerhaus ansehen",
                first_step_in_days=-42,
                godparent="Hildegard Mayr",
                news=(
                    News(
                        on(6, "Mi", "10:00"), "begun", "Das Lehrerhaus ist angesehen: Heizung geht, der Boden muss neu."
                    ),
                    News(
                        on(3, "Fr", "11:00"),
                        "begun",
                        "Der Marktgemeinderat gibt den Raum her. Gestrichen wird am Samstag.",
                    ),
                ),
            ),
            SketchStory(
                wish="Ich komme hin und heim, auch ohne Auto und ohne zu bitten",
                title="Mitfahrbank am Marktplatz",
                what="Zwei Bänke mit Schildern zum Umklappen: Mindelheim, Krumbach, Türkheim. Wer vorbeikommt, nimmt mit.",
                who="Bauhof stellt auf, der Gartenbauverein pflegt",
                when_done="bis zum Herbst",
                with_whom="Nachbargemeinden, damit auch dort eine Bank steht",
                first_step="Standort mit der Polizei besprechen",
                first_step_in_days=-35,
                godparent="Georg Schuster",
                may_be_named=False,
                news=(
                    News(on(2, "Mo", "09:30"), "done", "Die Bank steht. In der ersten Woche fuhren elf Menschen mit."),
                ),
            ),
            SketchStory(
                wish="Wer Hilfe braucht, ruft eine Nummer an, und am Nachmittag ist jemand da",
                title="Kirchheim hilft: eine Nummer",
                what="Eine Telefonnummer, ein Ordner mit Leuten, die eine Stunde übrig haben.",
                who="Wer heute Abend Ja gesagt hat: neun Leute",
                when_done="im nächsten Winter",
                with_whom="Nachbarschaftshilfe Pfaffenhausen, die das schon macht",
                first_step="Die Pfaffenhausener einladen",
                first_step_in_days=14,
                godparent="",
            ),
        ),
        people=34,
        participants="22 Frauen und Männer über 60, acht jüngere, drei Gemeinderäte, der Pfarrer",
        released=on(7, "Di", "14:00"),
        summary=(
            "34 Menschen waren da, und es wurde viel gelacht. Aus fünfmal Kritik wurden fünf Wünsche, aus den dreien mit den "
            "meisten Punkten Projekte.\n\n"
            "Die Dorfstube, die Mitfahrbank und die Hilfsnummer beginnen sofort. Für die Hilfsnummer suchen wir noch eine "
            "Patin oder einen Paten. Wir treffen uns wieder und schauen, was geworden ist."
        ),
        look_again_in_days=12,
    ),
    WorkshopStory(
        key="mindelheim",
        title="Eine Innenstadt für alle",
        purpose=(
            "Wie wird die Mindelheimer Innenstadt ein Ort, an dem sich Alt und Jung, mit Rollator und mit Kinderwagen gern "
            "aufhalten?\n\n"
            "Unsere Zukunftswerkstatt läuft sieben Wochen lang im Internet. Zuerst haben wir Kritik gesammelt, jetzt sammeln wir "
            "Wünsche, danach machen wir Projekte daraus. Wer lieber spricht: Bitte anrufen, wir schreiben mit."
        ),
        place="Mindelheim",
        template="online",
        contact_name="Jonas Reitmeier, Moderation",
        contact_phone="0176 04069 140",
        drafted=on(5, "Mo", "10:00"),
        published=on(4, "Mi", "09:00"),
        phases_in_days=(-19, -4, 12, 28),
        criticised=on(2, "Mi", "18:00"),
        critique=(
            CritiqueStory(
                "Nirgends kann man sitzen",
                ("Vom Bahnhof bis zum Markt keine einzige Bank", "Im Sommer kein Schatten"),
                "Alle hundert Schritte lädt mich eine Bank unter einem Baum ein",
                4,
            ),
            CritiqueStory(
                "Das Pflaster ist schlimm",
                ("Mit dem Rollator bleibe ich stecken", "Kinderwagen und Kopfsteinpflaster: Nein danke"),
                "Ein glatter Streifen führt mich durch die ganze Altstadt",
                3,
            ),
        ),
        dreamt=Moment(hours_ago=70),
        dreams=(("Ein Brunnen, in dem Kinder und Großeltern die Füße baden", 2),),
    ),
    WorkshopStory(
        key="rettenbach",
        title="Rettenbach, da bleib ich",
        purpose=(
            "Die Umfrage ist ausgewertet, jetzt reden wir miteinander: Was stört, wie wäre es schön, und was machen wir davon? "
            "Kommen Sie dazu, auch wenn Sie nicht geantwortet haben.\n\nMaria Stiegeler holt Sie ab, wenn Sie nicht fahren können."
        ),
        place="Markt Rettenbach",
        template="evening",
        contact_name="Maria Stiegeler, Kümmerin",
        contact_phone="0176 04069 130",
        drafted=on(2, "Di", "10:00"),
        published=on(1, "Di", "11:00"),
        held_in_days=17,
        venue="Gasthof Adler, Saal im Erdgeschoss",
        consultation="rettenbach",
    ),
)
