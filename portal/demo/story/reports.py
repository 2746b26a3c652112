"""The Sozialberichte of the story: one that was released, one that is being written."""

from portal.demo.story.shape import on

RELEASED, BEGUN = on(2, "Mi", "10:30"), on(1, "Do", "15:00")
RELEASED_TITLE = "Sozialbericht: Älter werden im Unterallgäu"
DRAFT_TITLE = "Sozialbericht: Familien und junge Menschen"

PREFACE = """Dieser Bericht zeigt, wie sich die Bevölkerung entwickelt, was Menschen vor Ort brauchen und was daraus wurde.

Er beruht auf drei Quellen:

- den **Zahlen der amtlichen Statistik**,
- dem, was Menschen bei Runden Tischen, in Umfragen und als Anliegen gesagt haben,
- dem Stand der Maßnahmen, mit denen der Landkreis und die Gemeinden antworten."""

#: Chapter, and what the planner wrote there.
TEXTS = {
    "demography": """Der Landkreis wächst, vor allem durch Zuzug. Zugleich werden die Menschen älter.

# Was das bedeutet

Auf 100 Menschen im Alter von 20 bis unter 65 Jahren kommen rund 35, die 65 Jahre oder älter sind.

Zwischen den Gemeinden liegen große Unterschiede: In Bad Wörishofen leben deutlich mehr ältere Menschen als anderswo.""",
    "needs": """Am häufigsten geht es darum, **im eigenen Ort alt werden zu können**: einkaufen, zum Arzt kommen, andere treffen.

1. Wege ohne eigenes Auto
2. Hilfe im Alltag und in der Pflege
3. Orte, an denen man sich trifft""",
    "measures": "Die Maßnahmen folgen aus den bestätigten Bedarfen. Über jede entscheidet das Gremium, das dafür zuständig ist.",
    "evaluation": "Jede Maßnahme hat einen Tag, an dem geprüft wird, ob sie hilft. Wer sich gemeldet hat, wird dabei gefragt.",
    "participation": """Nicht alle schreiben online. Deshalb zählen Telefon, Papier und das Gespräch genauso.

> „Mir hat noch nie jemand gesagt, was aus meinem Anliegen geworden ist. Jetzt schon.“""",
}
#: Chapters of the draft in their order, and the sentence that is there already.
DRAFT = (
    ("needs", "Noch zu ergänzen: die Ergebnisse der Zukunftswerkstatt mit Jugendlichen."),
    ("participation", ""),
    ("demography", ""),
)
