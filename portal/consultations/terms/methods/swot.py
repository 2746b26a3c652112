"""SWOT-Analyse."""

from portal.consultations.terms.methods.shape import Goal, Inclusion, Method, Step, TimeFrame
from portal.kernel.text import N_

SWOT = Method(
    slug="swot-analyse",
    title=N_("SWOT-Analyse"),
    summary=N_("Stärken, Schwächen, Chancen und Risiken eines Ortes nebeneinander, und was daraus folgt."),
    purpose=N_(
        "Sie passt, um vor einem Konzept gemeinsam zu sehen, wo der Ort steht. Sie passt nicht, um Bürgerinnen und Bürger zum "
        "ersten Mal anzusprechen: Dafür ist sie zu trocken."
    ),
    goals=(
        (Goal.ASSESS, N_("Vier Spalten zeigen auf einen Blick, worauf man bauen kann und wo es drückt.")),
        (Goal.ADVISE, N_("Aus den vier Feldern lassen sich Ziele ableiten, die ein Gremium beschließen kann.")),
        (Goal.IDEAS, N_("Wer Stärken mit Chancen verbindet, kommt von der Klage zum Vorhaben.")),
    ),
    least=5,
    most=30,
    frames=(TimeFrame.SHORT, TimeFrame.EVENING),
    duration=N_("2 bis 3 Stunden"),
    preparation=N_("2 Wochen, mit den wichtigsten Zahlen des Ortes"),
    material=(
        N_("Moderationswand mit vier Spalten, oder vier Plakate"),
        N_("Karten in vier Farben, dicke Stifte, fünf Klebepunkte je Person"),
        N_("Ein Blatt mit Zahlen: Einwohner nach Alter, Angebote, Wege, Bedarfe aus dem Portal"),
        N_("Eine klare Frage, etwa: Wie gut kann man bei uns alt werden?"),
    ),
    steps=(
        Step(
            N_("Gegenstand und Blickrichtung klären"),
            N_(
                "Worum geht es, für wen und bis wann? Stärken und Schwächen sind heute und hier; Chancen und "
                "Risiken kommen von außen."
            ),
        ),
        Step(
            N_("Zahlen zeigen"),
            N_("Zehn Minuten, fünf Zahlen. So reden alle über denselben Ort."),
        ),
        Step(
            N_("Still sammeln"),
            N_(
                "Zehn Minuten schreibt jede Person für sich, mindestens zwei Karten je Feld. Danach erst wird "
                "aufgehängt."
            ),
        ),
        Step(
            N_("Aufhängen und nachfragen"),
            N_(
                "Feld für Feld. „Was genau meinen Sie, und woran merkt man das?“ Aus „schlechter Bus“ wird „nach 18 "
                "Uhr fährt keiner“."
            ),
        ),
        Step(
            N_("Gewichten"),
            N_("Fünf Punkte je Person, verteilt über alle Felder. Die drei stärksten Karten je Feld kommen weiter."),
        ),
        Step(
            N_("Verbinden"),
            N_(
                "Vier Fragen: Mit welcher Stärke nutzen wir welche Chance? Welche Schwäche hindert uns? Welche Stärke schützt vor "
                "welchem Risiko? Wo treffen Schwäche und Risiko zusammen?"
            ),
        ),
        Step(
            N_("Folgern"),
            N_("Drei bis fünf Sätze: Deshalb wollen wir … Mit Namen und nächstem Schritt, sonst bleibt es ein Poster."),
        ),
    ),
    pitfalls=(
        N_("Es bleibt bei vier Listen. Ohne den Schritt „Verbinden“ war der Abend umsonst."),
        N_("Meinungen gelten als Tatsachen. Markieren Sie, was belegt ist und was nur vermutet wird."),
        N_("Chancen und Wünsche werden verwechselt. Eine Chance gibt es schon, ein Wunsch muss erst entstehen."),
        N_("Nur Verwaltung am Tisch. Die Schwächen kennen die, die sie täglich erleben."),
    ),
    inclusion=Inclusion(
        hearing=N_("Jede Karte wird am Mikrofon vorgelesen und hängt sichtbar; so ist nichts nur gesagt."),
        seeing=N_(
            "Felder haben Namen, nicht nur Farben. Die Wand lässt sich auf dem eigenen Telefon in großer Schrift lesen."
        ),
        walking=N_("Karten schreibt man am Platz, jemand hängt sie auf. Punkten geht auch vom Telefon aus."),
        language=N_("Sagen Sie: Was ist gut? Was fehlt? Was könnten wir nutzen? Was macht uns Sorgen?"),
    ),
    outcome=N_("Ein Bild mit vier gewichteten Feldern und drei bis fünf Folgerungen für ein Konzept."),
    to_needs=N_(
        "Die Karten aus „Schwächen“ und „Risiken“ wählen Sie an der Wand aus und legen daraus Bedarfe an. Die Karten aus „Stärken“ "
        "gehören zum Bestand."
    ),
    reading=(
        "Heinz Weihrich: The TOWS Matrix. A Tool for Situational Analysis. In: Long Range Planning 15 (2), 1982, S. 54–66",
        "Astrid Ley, Ludwig Weitz (Hrsg.): Praxis Bürgerbeteiligung. Ein Methodenhandbuch. Bonn: Stiftung Mitarbeit 2003",
    ),
)
