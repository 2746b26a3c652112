"""What the moderator can say in each piece of the run-sheet, in words for the whole room.

These are texts to be changed: they are written into each workshop, in German, and never translated.
"""

WELCOME = """\
Guten Abend und herzlich willkommen. Schön, dass Sie da sind.

Heute geht es um drei Fragen. Erstens: Was stört uns? Zweitens: Wie wäre es schön? Drittens: Was machen wir davon, wer und \
wann?

Zwei Verabredungen: Jede und jeder kommt zu Wort, und wir fassen uns kurz. Alles, was auf Karten steht, bleibt so stehen, \
wie es gesagt wurde. Die Dokumentation bekommen alle."""

GETTING_TO_KNOW = """\
Bitte wenden Sie sich jemandem zu, den Sie noch nicht gut kennen. Erzählen Sie sich zwei Minuten lang: Was mag ich an \
unserem Ort?

Danach tauschen Sie. Ich läute, wenn die Zeit um ist."""

COLLECT_CRITIQUE = """\
Jetzt darf geschimpft werden. Was stört Sie, was ärgert Sie, was fehlt?

Schreiben Sie einen Gedanken auf eine Karte, in wenigen Worten. Mit dem Telefon: den Code an der Leinwand eingeben. Ohne \
Telefon: Karte schreiben und uns geben, oder sagen Sie es uns, wir schreiben für Sie.

Bitte noch nicht besprechen und nicht verteidigen. Jede Kritik gilt."""

ORDER_CRITIQUE = """\
Danke. Wir schauen gemeinsam hin: Welche Karten gehören zusammen?

Sie sagen es, wir schieben. Wenn jemand widerspricht, bleibt die Karte für sich. Wie soll die Überschrift heißen?"""

WEIGH_CRITIQUE = """\
Was drückt am meisten? Sie haben Punkte. Setzen Sie sie dorthin, wo es Ihnen am wichtigsten ist.

Die Punkte sehen wir erst, wenn alle fertig sind. So beeinflusst niemand den anderen."""

BREAK = """\
Wir machen eine kurze Pause. Danach lassen wir die Kritik hinter uns und fangen an zu träumen."""

LUNCH = """\
Guten Appetit. Um die Kritik kümmern wir uns nach dem Essen, aber ganz anders: Wir drehen sie um."""

LOOSEN = """\
Bitte stehen Sie auf, soweit es geht. Schließen Sie die Augen und stellen Sie sich vor: Es ist ein Morgen in zehn Jahren, \
und alles ist gut geworden. Was sehen Sie vor der Haustür? Wer grüßt Sie? Was hören Sie?"""

TURN = """\
Jetzt drehen wir jede Kritik um. Aus „Es gibt keinen Ort, an dem man sich trifft“ wird zum Beispiel „Mitten im Dorf steht \
ein Haus, in dem immer jemand ist“.

Ich lese eine Kritik nach der anderen vor, und Sie rufen mir den Wunsch zu. Keine wird vergessen.

Ab jetzt gilt: Kein „Ja, aber“ und kein „Das geht nicht“. Um das Wie kümmern wir uns später."""

DREAM = """\
Nun träumen Sie weiter. Geld ist da, Gesetze lassen sich ändern, und alle helfen mit. Wie wäre es am schönsten?

Schreiben, malen, spielen Sie. Das Verrückte ist willkommen: Oft steckt darin der beste Gedanke. Wer eine Kritik auf dem \
Herzen hat, dreht sie in einen Wunsch."""

SHOW_DREAMS = """\
Jede Gruppe zeigt ihren Traum. Wir fragen nur nach und bewerten nicht. Danach gibt es Beifall."""

WEIGH = """\
Welche Wünsche lassen Sie nicht mehr los? Setzen Sie Ihre Punkte.

Fragen Sie sich nicht, was möglich ist. Fragen Sie sich, was Sie wirklich wollen."""

FORM_GROUPS = """\
Diese Wünsche haben die meisten Punkte. Zu jedem gibt es jetzt einen Tisch.

Gehen Sie dorthin, wo Sie selbst etwas beitragen wollen. Ein Tisch, an dem niemand sitzt, ist auch eine Antwort."""

SKETCH = """\
Was von diesem Traum können wir verwirklichen? Schreiben Sie es auf das Skizzenblatt:

Was genau? Wer macht es? Wann? Mit wem? Was ist der erste Schritt, und bis wann ist er getan?

Fangen Sie klein an. Ein erster Schritt in den nächsten vier Wochen ist mehr wert als ein großer Plan."""

PRESENT = """\
Jede Gruppe stellt in zwei Minuten ihre Skizze vor.

Jedes Projekt braucht eine Patin oder einen Paten. Das ist nicht die Person, die alles macht, sondern die, die nachfragt und \
uns Bescheid gibt. Wer übernimmt das?"""

LOOK_BACK = """\
Was nehmen Sie mit? Ein Satz von jeder und jedem, wer mag.

So geht es weiter: Sie bekommen die Dokumentation. Auf der Seite im Internet steht, was aus jedem Projekt wird. Und wir \
treffen uns wieder. Wann?

Danke für diesen Abend."""

SEND = """\
Die Dokumentation ist da: jede Karte, jeder Wunsch, jede Skizze. Lesen Sie nach, ob wir etwas vergessen haben, und rufen Sie \
uns an, wenn etwas fehlt."""

ASK_AGAIN = """\
Sie haben die Patenschaft für dieses Projekt übernommen. Wie steht es? Ist der erste Schritt getan? Wo brauchen Sie Hilfe?"""

ONLINE_WELCOME = """\
Unsere Zukunftswerkstatt läuft über mehrere Wochen im Internet. Zuerst sammeln wir Kritik, dann Wünsche, dann Projekte.

Sie können jederzeit Karten schreiben. Wer lieber spricht, ruft an: Wir schreiben für Sie."""

ONLINE_CRITIQUE = """\
Was stört Sie, was fehlt? Schreiben Sie so viele Karten, wie Sie mögen. Wir ordnen, was zusammengehört, und ändern kein \
Wort."""

ONLINE_FANTASY = """\
Aus jeder Kritik ist ein Wunsch geworden. Schreiben Sie Ihre eigenen dazu, und geben Sie Ihre Punkte den Wünschen, die Sie \
nicht mehr loslassen. Kritik hat jetzt Pause."""

ONLINE_REALISATION = """\
Diese Wünsche haben die meisten Punkte. Was können Sie beitragen? Schreiben Sie es auf eine Karte, oder rufen Sie an. Für \
jedes Projekt suchen wir eine Patin oder einen Paten."""
