"""Dorfgespräch."""

from portal.consultations.terms.methods.shape import Goal, Inclusion, Method, Step, TimeFrame
from portal.kernel.text import N_

VILLAGE_TALK = Method(
    slug="dorfgespraech",
    title=N_("Dorfgespräch"),
    summary=N_(
        "Drei Abende, an denen Alteingesessene und Neue sich begegnen, sich auseinandersetzen und etwas anpacken."
    ),
    purpose=N_(
        "Es passt, wenn in einem Ort übereinander statt miteinander geredet wird oder Gruppen sich kaum kennen. Es passt nicht "
        "für eine einzelne Sachfrage, die man in einer Stunde klären kann."
    ),
    goals=(
        (Goal.TALK, N_("Menschen, die sonst nie an einem Tisch sitzen, sprechen über das, was ihnen wichtig ist.")),
        (
            Goal.ACTIVATE,
            N_("Schlüsselpersonen laden persönlich ein; so kommen auch Leute, die nie auf Versammlungen gehen."),
        ),
        (Goal.IDEAS, N_("Am dritten Abend werden aus Begegnungen kleine Vorhaben für das Dorf.")),
    ),
    least=25,
    most=100,
    frames=(TimeFrame.WEEKS, TimeFrame.EVENING),
    duration=N_("Drei Abende von je 3 Stunden, im Abstand von zwei bis vier Wochen"),
    preparation=N_("2 bis 3 Monate, mit einer Gruppe aus dem Dorf"),
    material=(
        N_("Saal, in dem man die Stühle frei stellen kann; gern das Wirtshaus"),
        N_("Essen und Trinken, das die Vereine abwechselnd vorbereiten"),
        N_("Runde Tische für je sechs Menschen, Papierdecken zum Draufschreiben"),
        N_("Karten mit Fragen für die Gespräche zu zweit"),
        N_("Zwei Moderierende, die nicht aus dem Ort sein müssen"),
    ),
    steps=(
        Step(
            N_("Schlüsselpersonen finden"),
            N_(
                "Acht bis zwölf Menschen aus ganz verschiedenen Ecken: Feuerwehr, Helferkreis, Stammtisch, Neubaugebiet, Jugend. "
                "Sie planen mit."
            ),
        ),
        Step(
            N_("Persönlich einladen"),
            N_("Jede Schlüsselperson lädt fünf Menschen ein, davon zwei, mit denen sie sonst nichts zu tun hat."),
        ),
        Step(
            N_("Erster Abend: Begegnung"),
            N_(
                "Gespräche zu zweit mit wechselnden Partnern: Wo ist mein Lieblingsplatz? Was hat mich geprägt? "
                "Noch keine Streitfragen."
            ),
        ),
        Step(
            N_("Zweiter Abend: Auseinandersetzung"),
            N_(
                "An runden Tischen: Was ist mir wichtig, und wo reiben sich meine Werte mit denen anderer? Es geht ums Verstehen, "
                "nicht ums Rechthaben."
            ),
        ),
        Step(
            N_("Zwischendurch aufschreiben"),
            N_(
                "Auf der Papierdecke steht, was der Tisch gemeinsam sieht und worin er sich nicht einig ist. Beides "
                "zählt."
            ),
        ),
        Step(
            N_("Dritter Abend: Handeln"),
            N_(
                "Wer eine Idee hat, stellt sie vor und sucht Mitstreiter. Jede Gruppe nennt einen ersten Schritt "
                "innerhalb von vier Wochen."
            ),
        ),
        Step(
            N_("Nach einem halben Jahr feiern"),
            N_("Laden Sie alle noch einmal ein: Was ist geworden? Wer ist dazugekommen?"),
        ),
    ),
    pitfalls=(
        N_(
            "Nur ein Abend aus Zeitgründen: Dann bleibt es beim Kennenlernen, oder es wird gestritten, bevor man "
            "sich kennt."
        ),
        N_("Der Gemeinderat sitzt geschlossen an einem Tisch. Mischen Sie, am besten mit Losen."),
        N_("Die Moderation glättet jeden Widerspruch. Unterschiede dürfen stehen bleiben."),
        N_("Allgemeine Aushänge statt persönlicher Einladung bringen immer dieselben Leute."),
    ),
    inclusion=Inclusion(
        hearing=N_("Zwanzig Gespräche zugleich sind laut: Nebenraum für ruhige Tische, kurze Wege zur Hörschleife."),
        seeing=N_("Fragekarten in großer Schrift; Ergebnisse werden vorgelesen. Jemand begleitet beim Tischwechsel."),
        walking=N_(
            "Tische wechseln heißt nicht, dass alle wandern: Wer nicht gut geht, bleibt sitzen, die anderen kommen."
        ),
        language=N_(
            "Gespräche zu zweit vertragen Pausen und Hände. Bilden Sie Paare mit gemeinsamer Sprache oder mit "
            "Übersetzung."
        ),
    ),
    outcome=N_(
        "Neue Bekanntschaften, ein ehrliches Bild der Unterschiede und drei bis sechs kleine Vorhaben mit Menschen "
        "dahinter."
    ),
    to_needs=N_(
        "Was auf den Papierdecken und an der Moderationswand steht, wird zu Karten. Wählen Sie am Tag danach aus, was einen "
        "Bedarf nennt; er behält seine Worte."
    ),
    reading=(
        "Florian Wenzel, Christian Boeser-Schnebel: Dorfgespräch. Ein Beitrag zur Demokratieentwicklung im ländlichen Raum. "
        "Bonn: Stiftung Mitarbeit 2019",
    ),
)
