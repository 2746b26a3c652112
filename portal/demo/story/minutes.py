"""What was said and agreed at the Runder Tisch of Markt Rettenbach: three evenings, their minutes, and what became of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ToldNote:
    """Something written down under the TOP with this number. `owner` and `due_in_days` are those of a Vereinbarung."""

    item: int
    #: "info", "decision", "agreement" or "need".
    kind: str
    text: str
    owner: str = ""
    due_in_days: int = 0


@dataclass(frozen=True)
class ToldEvening:
    """One evening and its minutes."""

    number: int
    present: tuple[str, ...]
    notes: tuple[ToldNote, ...]
    summary: str
    #: Came without being on the list: (name, organisation).
    walked_in: tuple[tuple[str, str], ...] = ()
    #: Beginnings of earlier agreements that are done, with the sentence, and of those carried over.
    done: tuple[tuple[str, str], ...] = ()
    carried: tuple[str, ...] = ()
    #: Who says what in the correction round.
    remark: tuple[str, str] = ("", "")
    #: Whether the minutes were released; else they still lie in the correction round.
    released: bool = True


EVENINGS = (
    ToldEvening(
        number=1,
        present=(
            "Maria Stiegeler",
            "Pfarrer Georg Ehrle",
            "Rosmarie Dodel",
            "Hans Schorer",
            "Claudia Heel",
            "Anton Waldmann",
        ),
        walked_in=(("Irmgard Sättler", "Landfrauen"),),
        notes=(
            ToldNote(
                1,
                "info",
                "Der Bürgermeister begrüßt alle und dankt für die Zeit. Ziel: gut alt werden in allen Ortsteilen.",
            ),
            ToldNote(3, "info", "Jede vierte Person im Ort ist über 65. Die meisten wollen in ihrem Haus bleiben."),
            ToldNote(
                4, "need", "In Gottenau und Engetried gibt es keinen Ort, an dem man sich am Nachmittag treffen kann."
            ),
            ToldNote(4, "decision", "Der Runde Tisch trifft sich etwa alle sechs Wochen, jedes Mal mit einem Thema."),
            ToldNote(
                5,
                "agreement",
                "Eine Liste aller Angebote für ältere Menschen zusammentragen",
                owner="Maria Stiegeler",
                due_in_days=40,
            ),
            ToldNote(
                5,
                "agreement",
                "Den Fahrplan der Linie 964 in großer Schrift am Rathaus aushängen",
                owner="Hans Schorer",
                due_in_days=20,
            ),
        ),
        summary=(
            "Der Runde Tisch hat sich gegründet. Er trifft sich etwa alle sechs Wochen. Zuerst wird gesammelt, was es schon gibt."
        ),
        remark=("Rosmarie Dodel", "Bei den Angeboten fehlt die Sprechstunde des VdK am ersten Montag im Monat."),
    ),
    ToldEvening(
        number=2,
        present=(
            "Maria Stiegeler",
            "Rosmarie Dodel",
            "Claudia Heel",
            "Birgit Negele",
            "Theresia Fackler",
            "Dr. Stefan Mayr",
        ),
        done=(
            ("Eine Liste aller Angebote", "Liegt im Dorfladen und im Rathaus aus."),
            ("Den Fahrplan der Linie", "Hängt seit drei Wochen am Rathaus."),
        ),
        notes=(
            ToldNote(
                3,
                "info",
                "Der Hausarzt nimmt neue Patientinnen und Patienten auf; schwierig ist der Weg in die Praxis.",
            ),
            ToldNote(4, "need", "Wer nicht mehr Auto fährt, kommt am Vormittag nicht zum Arzt und nicht zur Apotheke."),
            ToldNote(
                5,
                "decision",
                "Ein Fahrdienst mit Ehrenamtlichen soll im Herbst beginnen, zuerst dienstags und donnerstags.",
            ),
            ToldNote(
                5,
                "agreement",
                "Fahrerinnen und Fahrer für den Fahrdienst suchen, mindestens sechs",
                owner="Theresia Fackler",
                due_in_days=35,
            ),
            ToldNote(
                5,
                "agreement",
                "Mit der Gemeinde klären, wie die Fahrten versichert sind",
                owner="Maria Stiegeler",
                due_in_days=28,
            ),
            ToldNote(
                6,
                "agreement",
                "Sprechstunden so legen, dass der Bus passt: ein Vorschlag für zwei Vormittage",
                owner="Dr. Stefan Mayr",
                due_in_days=45,
            ),
        ),
        summary="Der Weg zum Arzt ist das größte Problem. Ein Fahrdienst mit Ehrenamtlichen wird vorbereitet.",
    ),
    ToldEvening(
        number=3,
        present=(
            "Maria Stiegeler",
            "Pfarrer Georg Ehrle",
            "Rosmarie Dodel",
            "Hans Schorer",
            "Birgit Negele",
            "Anton Waldmann",
        ),
        done=(("Mit der Gemeinde klären", "Die Gemeinde versichert alle Fahrten über ihre Haftpflicht."),),
        carried=("Fahrerinnen und Fahrer",),
        notes=(
            ToldNote(2, "info", "Das alte Lagerhaus gehört der Gemeinde und steht seit zwei Jahren leer."),
            ToldNote(3, "need", "Im Ort fehlt ein Raum ohne Stufen, in dem zwanzig Menschen Platz haben."),
            ToldNote(
                3, "decision", "Der Runde Tisch empfiehlt dem Gemeinderat, das Erdgeschoss als Treffpunkt herzurichten."
            ),
            ToldNote(
                4,
                "agreement",
                "Beim Gemeinderat vorsprechen und den Beschluss vorbereiten",
                owner="Pfarrer Georg Ehrle",
                due_in_days=42,
            ),
            ToldNote(
                4,
                "agreement",
                "Einmal im Monat einen Kaffeenachmittag im Pfarrheim anbieten, bis der Treffpunkt fertig ist",
                owner="Anton Waldmann",
                due_in_days=14,
            ),
        ),
        summary="Das alte Lagerhaus könnte ein Treffpunkt werden. Bis dahin gibt es einen Kaffeenachmittag im Pfarrheim.",
        remark=("Birgit Negele", "Ich hatte gesagt, dass der Dorfladen den Kuchen zum halben Preis gibt. Das fehlt."),
        released=False,
    ),
)
