"""Wie kommen wir hin: the finished Verfahren of the VG Pfaffenhausen, its Rufbus and its Radweg."""

from portal.demo.story.shape import (
    Chapter,
    NeedStory,
    Note,
    Passage,
    Reason,
    Sender,
    Step,
    Voice,
    adds_to,
    new_need,
    on,
    split,
)
from portal.demo.story.words import Field, Life, People

_SEVERAL_RADWEG = (
    "Der Radweg von Salgen nach Pfaffenhausen hört mitten in der Wiese auf, die letzten 800 Meter fährt man auf der "
    "Straße, da wo die Lastwagen kommen."
)
_SEVERAL_BUS = "Am Sonntag fährt überhaupt kein Bus, nicht einmal zum Krankenhaus nach Mindelheim."
_SEVERAL_LIGHT = "An der Haltestelle in Salgen ist es ab fünf stockdunkel, meine Enkelin fürchtet sich da."

VOICES = (
    Voice(
        key="bus-azubi",
        said=on(22, "Mo", "17:50"),
        place="Salgen",
        consultation="mobil",
        text=(
            "bin 16 und mach ausbildung zum schreiner. arbeitsbeginn 6.30, erster bus 6.52. also fährt mich jeden tag "
            "meine mama, die arbeitet selber schicht. abends das gleiche. ohne führerschein geht hier gar nix"
        ),
        decision=new_need("rufbus"),
        decided=on(22, "Mi", "09:30"),
    ),
    Voice(
        key="bus-kirchenpfleger",
        said=on(21, "Do", "10:20"),
        place="Oberrieden",
        consultation="mobil",
        channel="email",
        recorded_by="moderation",
        sender=Sender(email="kirchenpfleger.oberrieden@example.org", name="Ludwig Osterrieder"),
        text=(
            "Sehr geehrte Damen und Herren, als Kirchenpfleger beobachte ich seit Jahren, dass zum Seniorennachmittag "
            "nur noch kommt, wer gefahren wird. Es sind nicht weniger Leute geworden, sie kommen nur nicht mehr hin. "
            "Unser Pfarrbus steht von Montag bis Freitag ungenutzt in der Garage. Vielleicht ließe sich daraus ein "
            "Rufbus machen, wenn die Frage der Versicherung und der Fahrer geklärt wäre. Drei Rentner mit "
            "Führerschein hätte ich schon."
        ),
        decision=adds_to("rufbus"),
        decided=on(21, "Fr", "13:15"),
    ),
    Voice(
        key="bus-rollstuhl",
        said=on(20, "Di", "14:02"),
        place="Pfaffenhausen",
        consultation="mobil",
        channel="phone",
        recorded_by="planung",
        sender=Sender(phone="0176 04069 203", name="Markus Hefele"),
        text=(
            "Wenn ihr einen Rufbus plant, dann bitte einen mit Rampe. Ich sitze im Rollstuhl und wiege mit Stuhl 140 "
            "Kilo. Bei der letzten Runde hat es geheißen, das kommt später. Später ist dann nie gewesen. Und bitte "
            "so, dass man auch telefonisch bestellen kann und nicht nur mit einer App."
        ),
        decision=adds_to("rufbus"),
        decided=on(20, "Mi", "08:50"),
    ),
    Voice(
        key="bus-sonntag",
        said=on(20, "So", "11:45"),
        place="Breitenbrunn",
        consultation="mobil",
        channel="paper",
        recorded_by="planung2",
        sender=Sender(name="Erna Vögele", address="Kirchgasse 4\n87739 Breitenbrunn"),
        text=(
            "Mein Mann liegt seit März in der Klinik in Mindelheim. Am Sonntag gibt es keinen Bus. Das Taxi kostet "
            "hin und zurück 64 Euro, das geht von der kleinen Rente nicht. So sehen wir uns eben am Sonntag nicht."
        ),
        decision=new_need("sonntagsbus"),
        decided=on(19, "Di", "10:00"),
        decided_by="planung2",
    ),
    Voice(
        key="bus-mehreres",
        said=on(19, "Sa", "08:15"),
        place="Salgen",
        consultation="mobil",
        sender=Sender(email="opa.salgen@example.org"),
        text=(
            "Ich schreibe gleich alles auf einmal, weil Sie schon fragen. "
            + _SEVERAL_RADWEG
            + " "
            + _SEVERAL_BUS
            + " "
            + _SEVERAL_LIGHT
            + " Sonst bin ich zufrieden."
        ),
        decision=split(),
        decided=on(18, "Mo", "09:05"),
        passages=(
            Passage(_SEVERAL_RADWEG, new_need("radweg")),
            Passage(_SEVERAL_BUS, adds_to("sonntagsbus")),
            Passage(_SEVERAL_LIGHT, new_need("haltestelle")),
        ),
    ),
    Voice(
        key="rad-schulweg",
        said=on(18, "Mi", "20:30"),
        place="Pfaffenhausen",
        consultation="mobil",
        text=(
            "Unsere Tochter (11) würde gern mit dem Rad zur Schule fahren, ihre zwei Freundinnen aus Salgen auch. Wir "
            "erlauben es nicht, solange das Stück ohne Radweg da ist. Also drei Autos statt drei Räder, jeden Morgen."
        ),
        decision=adds_to("radweg"),
        decided=on(17, "Mo", "11:20"),
    ),
    Voice(
        key="rad-bauer",
        said=on(17, "Do", "21:05"),
        place="Salgen",
        consultation="mobil",
        channel="in_person",
        recorded_by="moderation",
        sender=Sender(phone="0176 04069 204", name="Xaver Unglert"),
        text=(
            "Des Stückle Wiesn, wo der Radweg durch müsst, g'hört mir. Ich geb den Streifen her, wenn man anständig "
            "fragt und mir den Weidezaun wieder hinstellt. Gefragt hat mich aber noch keiner, seit acht Jahr ned."
        ),
        decision=adds_to("radweg"),
        decided=on(17, "Fr", "08:40"),
    ),
    Voice(
        key="rad-winter",
        said=on(6, "So", "18:30"),
        place="Pfaffenhausen",
        text=(
            "Schön dass der Radweg kommt. Bitte denkt auch an den Winterdienst. Ein Radweg auf dem von November bis "
            "März der Schnee von der Straße liegt hilft niemand."
        ),
        decision=adds_to("radweg"),
        decided=on(5, "Mo", "09:15"),
    ),
    Voice(
        key="bus-pflegekraft",
        said=on(7, "Di", "22:40"),
        place="Breitenbrunn",
        sender=Sender(email="spaetdienst@example.org"),
        text=(
            "Spätdienst im Pflegeheim endet 21 Uhr. Danach fährt nichts mehr, auch der neue Rufbus nicht (letzte "
            "Fahrt 20.30). Eine halbe Stunde länger und ich könnte das zweite Auto verkaufen."
        ),
        decision=adds_to("rufbus"),
        decided=on(6, "Do", "10:20"),
    ),
)

NEEDS = (
    NeedStory(
        key="rufbus",
        title="Rufbus am frühen Morgen, am Abend und am Wochenende",
        description=(
            "Wer kein Auto hat, kommt im mittleren Mindeltal außerhalb der Schulzeiten kaum von Ort zu Ort: nicht zur "
            "Ausbildung, nicht zum Spätdienst, nicht zum Arzt, nicht zum Seniorennachmittag. Gewünscht wird ein "
            "Rufbus mit Rampe, der auch per Telefon bestellt werden kann und auch sonntags fährt."
        ),
        place="VG Pfaffenhausen",
        action_field=Field.PLACE,
        target_groups=(People.YOUTH, People.SENIORS, People.DISABILITY),
        basic_functions=(Life.MOBILITY,),
        responsible="planung",
        due_in_days=60,
        steps=(
            Step(
                on(19, "Do", "09:00"),
                "in_review",
                "Wir sehen uns mit dem Nahverkehr an, wann und wohin der Bus fehlt.",
            ),
            Step(
                on(16, "Di", "15:30"),
                "confirmed",
                "Rückmeldungen aus allen vier Gemeinden sagen das Gleiche: Vor halb sieben, nach sieben Uhr abends und "
                "sonntags kommt man ohne Auto nicht weg.",
            ),
            Step(
                on(13, "Mi", "10:00"),
                "planned",
                "Der Kreisausschuss hat für ein Jahr einen Rufbus auf Probe beschlossen: mit Rampe, Bestellung per "
                "Telefon oder im Internet.",
            ),
            Step(
                on(8, "Mo", "07:00"),
                "in_progress",
                "Der Rufbus fährt. Montag bis Samstag von 5:30 bis 20:30 Uhr, sonntags von 9 bis 19 Uhr. Bestellen "
                "unter 089 99998 180, eine Stunde vorher reicht. Nach einem halben Jahr sehen wir uns an, ob die "
                "Zeiten passen.",
                simple=(
                    "Der Rufbus fährt jetzt.\n"
                    "Montag bis Samstag: 5:30 Uhr bis 20:30 Uhr.\n"
                    "Sonntag: 9 Uhr bis 19 Uhr.\n"
                    "Sie brauchen den Bus? Rufen Sie 1 Stunde vorher an.\n"
                    "Die Nummer ist: 089 99998 180.\n"
                    "In einem halben Jahr prüfen wir: Sind die Zeiten gut?"
                ),
            ),
        ),
        notes=(
            Note(
                on(6, "Do", "10:25"),
                "Wunsch nach einer Fahrt um 21:15 Uhr (Schichtende Pflegeheim) für die Auswertung nach dem halben "
                "Jahr vormerken. Mit der Heimleitung klären, wie viele das betrifft.",
            ),
        ),
        reasons=(
            Reason(
                on(17, "Mi", "14:00"),
                "document",
                "Keine Fahrt vor 6:52 Uhr, keine nach 19:04 Uhr, sonntags keine.",
                "Fahrplan des Nahverkehrs (Beispieldokument)",
            ),
            Reason(
                on(15, "Mi", "16:00"),
                "expert",
                "Zwei Betriebe berichten von Lehrstellen, die wegen des Arbeitsweges unbesetzt blieben.",
                "Ausbildungsberatung (Beispielaussage)",
            ),
        ),
    ),
    NeedStory(
        key="sonntagsbus",
        title="Bus am Sonntag nach Mindelheim, auch zur Klinik",
        description="Am Sonntag fährt kein Bus. Wer Angehörige in der Klinik besuchen will, braucht ein Taxi.",
        place="Breitenbrunn",
        action_field=Field.PLACE,
        target_groups=(People.SENIORS,),
        basic_functions=(Life.MOBILITY,),
        responsible="planung2",
        steps=(
            Step(
                on(18, "Do", "11:00"),
                "in_review",
                "Wir prüfen, wie viele Menschen sonntags zur Klinik wollen.",
                by="planung2",
            ),
        ),
        merged_into="rufbus",
        merged_at=on(17, "Di", "09:00"),
        merged_sentence=(
            "Der Bus am Sonntag gehört zu einem größeren Vorhaben: Wir nehmen Ihren Hinweis in den Bedarf „Rufbus“ auf."
        ),
    ),
    NeedStory(
        key="radweg",
        title="Lücke im Radweg zwischen Salgen und Pfaffenhausen schließen",
        description=(
            "Auf etwa 800 Metern fehlt der Radweg. Eltern lassen ihre Kinder deshalb nicht mit dem Rad zur Schule "
            "fahren. Der Eigentümer der Wiese wäre bereit, den Streifen abzugeben."
        ),
        place="Salgen",
        action_field=Field.PLACE,
        target_groups=(People.CHILDREN, People.FAMILIES),
        basic_functions=(Life.MOBILITY, Life.EDUCATION),
        responsible="planung2",
        due_in_days=6,
        steps=(
            Step(
                on(16, "Mi", "10:00"),
                "in_review",
                "Wir sehen uns die Stelle mit dem Bauamt an.",
                by="planung2",
            ),
            Step(
                on(14, "Do", "13:00"),
                "confirmed",
                "Wir waren dort. Das Stück ist so, wie Sie es beschreiben: Tempo 100, kein Streifen, kein Licht.",
                by="planung2",
            ),
            Step(
                on(12, "Di", "09:00"),
                "forwarded",
                "Das Straßenbauamt hat Ihre Hinweise bekommen, mit der Nachricht, dass der Eigentümer zum Gespräch "
                "bereit ist.",
                by="planung2",
            ),
            Step(
                on(7, "Do", "15:00"),
                "planned",
                "Die Gemeinde hat mit dem Eigentümer gesprochen. Die Lücke soll im nächsten Jahr geschlossen werden, "
                "sobald der Förderbescheid da ist.",
                by="planung2",
                simple=(
                    "Die Gemeinde hat mit dem Besitzer der Wiese gesprochen.\n"
                    "Der Radweg soll nächstes Jahr fertig werden.\n"
                    "Erst muss das Geld dafür da sein."
                ),
            ),
        ),
        reasons=(
            Reason(
                on(14, "Do", "13:10"),
                "walk_audit",
                "Der Radweg endet ohne Querung, die Fahrbahn ist 6 m breit, es gibt keine Beleuchtung.",
                "Ortsbegehung mit dem Bauamt",
                by="planung2",
            ),
        ),
    ),
    NeedStory(
        key="haltestelle",
        title="Licht an der Bushaltestelle Salgen",
        description="Die Haltestelle ist ab dem späten Nachmittag dunkel. Kinder und ältere Menschen fürchten sich.",
        place="Salgen",
        action_field=Field.PLACE,
        target_groups=(People.CHILDREN, People.SENIORS),
        basic_functions=(Life.MOBILITY,),
        responsible="planung",
        steps=(
            Step(on(17, "Mo", "10:00"), "in_review", "Wir fragen bei der Gemeinde nach, wer dafür zuständig ist."),
            Step(
                on(16, "Mo", "10:00"),
                "confirmed",
                "Die Gemeinde war selbst dort und sieht es genauso.",
            ),
            Step(
                on(15, "Di", "09:30"),
                "planned",
                "Der Gemeinderat hat eine Solarleuchte bestellt.",
            ),
            Step(on(13, "Mo", "08:00"), "in_progress", "Die Leuchte ist geliefert und wird diesen Monat aufgestellt."),
            Step(
                on(10, "Fr", "12:00"),
                "done",
                "Die Leuchte brennt. Danke für den Hinweis: Drei Sätze von Ihnen, zwei Monate später ist es hell.",
                simple="Die Lampe an der Haltestelle brennt.\nDanke für Ihren Hinweis.",
            ),
        ),
    ),
)

CHAPTER = Chapter("Wie kommen wir hin?", VOICES, NEEDS)
