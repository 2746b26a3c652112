"""The fixed words of a questionnaire in Italian."""

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "Ja": "Sì",
    "Nein": "No",
    "sehr gut": "molto bene",
    "gut": "bene",
    "mittel": "così così",
    "schlecht": "male",
    "sehr schlecht": "molto male",
    "unter 18 Jahre": "meno di 18 anni",
    "18 bis 29 Jahre": "18–29 anni",
    "30 bis 44 Jahre": "30–44 anni",
    "45 bis 59 Jahre": "45–59 anni",
    "60 bis 69 Jahre": "60–69 anni",
    "70 bis 79 Jahre": "70–79 anni",
    "80 Jahre und älter": "80 anni e più",
    "weiblich": "femminile",
    "männlich": "maschile",
    "divers": "altro",
    "Sonstiges": "Altro",
    "Weiß nicht / keine Angabe": "Non so / preferisco non rispondere",
    "Wenn Sonstiges: was meinen Sie?": "Se altro: che cosa intende?",
    "Warum? (freiwillig)": "Perché? (facoltativo)",
    "Sie haben „Weiß nicht / keine Angabe“ gewählt.": "Ha scelto «Non so / preferisco non rispondere».",
    "Bitte wählen Sie %(least)s bis %(most)s.": "Scelga da %(least)s a %(most)s risposte.",
    "Sie können bis zu %(most)s wählen.": "Può scegliere fino a %(most)s risposte.",
    "Bitte wählen Sie mindestens %(least)s.": "Numero minimo di risposte da scegliere: %(least)s.",
    "Sie können mehrere wählen.": "Può scegliere più risposte.",
    "Wählen Sie zuerst, was Ihnen am wichtigsten ist. Mit den Knöpfen ändern Sie die Reihenfolge.": (
        "Scelga prima ciò che per Lei è più importante. Con i pulsanti può cambiare l’ordine."
    ),
    "Höher": "Più in alto",
    "Tiefer": "Più in basso",
    "Weg": "Togli",
    "Tippen oder auswählen": "Scriva o scelga",
    "Bitte wählen": "Scelga",
    "Beschreiben Sie die Stelle in Worten, zum Beispiel „beim alten Bahnhof“.": (
        "Descriva il luogo a parole, per esempio «vicino alla vecchia stazione»."
    ),
    "Ein Punkt auf der Karte": "Un punto sulla mappa",
    "Frage %(number)s von %(total)s": "Domanda %(number)s di %(total)s",
    "Weiter": "Avanti",
    "Zurück": "Indietro",
    "Später weitermachen": "Continua più tardi",
    "Sprache der Fragen": "Lingua delle domande",
    (
        "Diese Frage betrifft besonders geschützte Angaben, zum Beispiel zur Gesundheit. Ihre Antwort "
        "ist freiwillig. Mit „Weiter“ willigen Sie ein, dass wir sie für diese Umfrage auswerten "
        "(Art. 9 DSGVO). Mit „Weiß nicht / keine Angabe“ sagen Sie nichts dazu."
    ): (
        "Questa domanda riguarda dati particolarmente protetti, per esempio sulla salute. La risposta è "
        "volontaria. Con «Avanti» acconsente che la valutiamo per questo sondaggio (art. 9 GDPR). Con «Non "
        "so / preferisco non rispondere» non dice nulla al riguardo."
    ),
    "Die Umfrage ist zu Ende. Weil Sie vorher begonnen haben, können Sie noch bis %(time)s Uhr senden.": (
        "Il sondaggio è terminato. Poiché ha iniziato prima, può ancora inviare le risposte fino alle ore %(time)s."
    ),
    "Stimmt alles?": "È tutto corretto?",
    (
        "Hier sehen Sie Ihre Antworten noch einmal. Gespeichert werden sie erst, wenn Sie auf "
        "„Antworten senden“ drücken."
    ): ("Qui vede ancora una volta le Sue risposte. Vengono salvate solo quando preme «Invia le risposte»."),
    "nicht beantwortet": "senza risposta",
    "Ändern": "Modifica",
    "Antworten senden": "Invia le risposte",
    "Beginnen": "Inizia",
    "Neu beginnen": "Ricomincia",
    "Weitermachen": "Continua",
    "Sie haben schon angefangen": "Ha già iniziato",
    "Lieber auf Papier (PDF)": "Preferisco su carta (PDF)",
    "Freiwillig": "Facoltativo",
    "Sie müssen nicht mitmachen. Zu jeder Frage können Sie „Weiß nicht / keine Angabe“ wählen.": (
        "La partecipazione non è obbligatoria. Per ogni domanda può scegliere «Non so / preferisco non rispondere»."
    ),
    "Anonym?": "Anonimo?",
    "Ja. Niemand kann Ihre Antworten mit Ihnen verbinden, auch wir nicht.": (
        "Sì. Nessuno può collegare le risposte a Lei, nemmeno noi."
    ),
    "Nein. Wir behandeln Ihre Antworten vertraulich.": "No. Trattiamo le Sue risposte in modo riservato.",
    "Gut zu wissen": "Buono a sapersi",
    "Dauer": "Durata",
    "etwa %(n)s Minuten für %(asked)s Fragen": "circa %(n)s minuti per %(asked)s domande",
    "Zeitraum": "Periodo",
    "%(first)s bis %(last)s": "dal %(first)s al %(last)s",
    "Wer sieht die Antworten?": "Chi vede le risposte?",
    "Wie lange bleiben sie?": "Per quanto tempo restano?",
    "Die einzelnen Antworten löschen wir %(n)s Monate nach dem Ende der Umfrage.": (
        "Cancelliamo le singole risposte %(n)s mesi dopo la fine del sondaggio."
    ),
    "Was mit Ihren Angaben geschieht": "Che cosa succede con i Suoi dati",
    "Danke fürs Mitmachen!": "Grazie per la partecipazione!",
    (
        "Ihre Antworten sind gespeichert. Mit diesem Code sehen Sie später, was aus Ihren Worten "
        "geworden ist, und können Ihre Antworten löschen."
    ): (
        "Le Sue risposte sono salvate. Con questo codice può vedere più tardi che cosa ne è stato delle "
        "Sue parole e può cancellare le Sue risposte."
    ),
    "Fehler:": "Errore:",
    "Bitte prüfen Sie Ihre Antwort": "Controlli la Sua risposta",
    "Bitte antworten Sie, oder wählen Sie „Weiß nicht / keine Angabe“.": (
        "Risponda oppure scelga «Non so / preferisco non rispondere»."
    ),
    "Das sind %(length)s Zeichen, möglich sind %(most)s. Bitte kürzen Sie den Text; er ist unten noch ganz da.": (
        "Il testo ha %(length)s caratteri, ne sono possibili %(most)s. Lo accorci; qui sotto c’è ancora tutto."
    ),
    "Diese Möglichkeit gibt es hier nicht. Bitte wählen Sie noch einmal.": (
        "Questa possibilità qui non c’è. Scelga di nuovo."
    ),
    "Bitte wählen Sie nur eine Möglichkeit.": "Scelga una sola possibilità.",
    "Bitte wählen Sie mindestens %(least)s Möglichkeiten.": "Scelga le risposte. Numero minimo: %(least)s.",
    "Bitte wählen Sie höchstens %(most)s Möglichkeiten.": "Scelga le risposte. Numero massimo: %(most)s.",
    "Bitte ordnen Sie höchstens %(most)s Möglichkeiten.": "Metta in ordine le risposte. Numero massimo: %(most)s.",
    "Das ist keine Zahl. Bitte schreiben Sie zum Beispiel 12 oder 3,5.": (
        "Questo non è un numero. Scriva per esempio 12 o 3,5."
    ),
    "Der kleinste mögliche Wert ist %(least)s.": "Il valore minimo possibile è %(least)s.",
    "Der größte mögliche Wert ist %(most)s.": "Il valore massimo possibile è %(most)s.",
    "Bitte prüfen Sie das Datum, zum Beispiel 24.12.2026.": "Controlli la data, per esempio 24.12.2026.",
    "Diesen Ort gibt es in unserer Liste nicht. Bitte wählen Sie ihn neu.": (
        "Questo luogo non è nel nostro elenco. Lo scelga di nuovo."
    ),
    "Umfrage": "Sondaggio",
    (
        "Ihre Antworten sind aufgehoben. Auf diesem Gerät machen Sie einfach weiter; auf einem anderen mit diesem Code."
    ): (
        "Le Sue risposte sono conservate. Su questo dispositivo può semplicemente continuare; su un "
        "altro con questo codice."
    ),
    "Ihr Code zum Weitermachen": "Il Suo codice per continuare",
    "QR-Code: führt zur Seite, auf der Sie den Code eingeben": "Codice QR: porta alla pagina dove inserire il codice",
    "So geht es auf einem anderen Gerät: %(address)s aufrufen und den Code eingeben.": (
        "Su un altro dispositivo: apra %(address)s e inserisca il codice."
    ),
    "Sie können den Code auch am Telefon vorlesen.": "Può anche leggere il codice al telefono.",
    "Bitte machen Sie bis %(day)s weiter: Dann endet die Umfrage.": (
        "Continui entro il %(day)s: poi il sondaggio finisce."
    ),
    "Code drucken": "Stampa il codice",
    "Code kopieren": "Copia il codice",
    "Fragebogen weiter ausfüllen": "Continuare il questionario",
    ("Geben Sie den Code ein, den Sie beim Unterbrechen bekommen haben. Alle bisherigen Antworten sind noch da."): (
        "Inserisca il codice ricevuto quando ha interrotto. Tutte le risposte date finora ci sono ancora."
    ),
    "16 Zeichen in vier Gruppen. Striche, große und kleine Buchstaben spielen keine Rolle.": (
        "16 caratteri in quattro gruppi. Trattini, lettere maiuscole e minuscole non contano."
    ),
    "Diese Umfrage ist beendet": "Questo sondaggio è terminato",
    "Sie können leider nichts mehr senden. Ihre angefangenen Antworten wurden nicht gespeichert.": (
        "Purtroppo non può più inviare nulla. Le risposte iniziate non sono state salvate."
    ),
    "Ist Ihnen etwas wichtig, das wir wissen sollten? Melden Sie es als Anliegen, oder rufen Sie uns an.": (
        "C’è qualcosa di importante che dovremmo sapere? Ce lo segnali oppure ci telefoni."
    ),
    "Anliegen melden": "Segnala un problema",
    "Zur Seite der Umfrage": "Alla pagina del sondaggio",
    "Andere Umfragen": "Altri sondaggi",
    "Ihr Rückmelde-Code": "Il Suo codice di riscontro",
    "QR-Code: führt zur Seite Rückmeldung, der Code ist dort schon eingetragen": (
        "Codice QR: porta alla pagina del riscontro, dove il codice è già inserito"
    ),
    "Ihren Code zeigen wir hier nicht mehr.": "Qui non mostriamo più il Suo codice.",
    (
        "Nach einer halben Stunde verschwindet der Code von dieser Seite. So kann ihn niemand lesen, der "
        "nach Ihnen an diesem Gerät sitzt. Ihre Antworten sind sicher gespeichert."
    ): (
        "Dopo mezz’ora il codice scompare da questa pagina. Così non può leggerlo chi usa questo "
        "dispositivo dopo di Lei. Le Sue risposte sono salvate in modo sicuro."
    ),
    "So geht es weiter": "Che cosa succede ora",
    "Am %(day)s endet die Umfrage. Dann werden alle Antworten gezählt.": (
        "Il sondaggio finisce il %(day)s. Poi si contano tutte le risposte."
    ),
    "Was Sie in eigenen Worten geschrieben haben, liest ein Mensch.": (
        "Ciò che ha scritto con parole Sue viene letto da una persona."
    ),
    "Das Ergebnis steht danach auf der Seite dieser Umfrage.": (
        "Dopo, il risultato si trova sulla pagina di questo sondaggio."
    ),
    "Diese Umfrage beginnt am %(day)s. Schauen Sie dann gern wieder vorbei.": (
        "Questo sondaggio inizia il %(day)s. Torni a trovarci allora."
    ),
    (
        "Diese Umfrage ist gerade zu Ende gegangen. Wer schon begonnen hat, kann noch zwei Stunden lang "
        "senden. Neu beginnen geht nicht mehr."
    ): (
        "Questo sondaggio è appena terminato. Chi aveva già iniziato può inviare ancora per due ore. Non "
        "è più possibile iniziare da capo."
    ),
    "Diese Umfrage ist beendet. Vielen Dank an alle, die mitgemacht haben.": (
        "Questo sondaggio è terminato. Grazie a tutte le persone che hanno partecipato."
    ),
    "Ihr persönlicher Code": "Il Suo codice personale",
    "Er steht in dem Brief, den Sie bekommen haben.": "Si trova nella lettera che ha ricevuto.",
    "In der Liste suchen": "Cerca nell’elenco",
    "Gefunden: %(n)s": "Trovati: %(n)s",
    "Bitte prüfen Sie Ihre Angaben": "Controlli ciò che ha inserito",
    "Bitte geben Sie den Code ein, den Sie sich notiert haben.": "Inserisca il codice che ha annotato.",
    (
        "Zu diesem Code gibt es keinen angefangenen Fragebogen. Vielleicht ist er schon gesendet. Bitte "
        "vergleichen Sie den Code Zeichen für Zeichen."
    ): (
        "Per questo codice non c’è un questionario iniziato. Forse è già stato inviato. Confronti il "
        "codice carattere per carattere."
    ),
    "Diesen Code kennen wir nicht. Bitte vergleichen Sie ihn Zeichen für Zeichen mit Ihrem Brief.": (
        "Non conosciamo questo codice. Lo confronti carattere per carattere con la Sua lettera."
    ),
    "Dieser Code gilt nicht mehr. Bitte rufen Sie uns an: Wir helfen gern.": (
        "Questo codice non è più valido. Ci telefoni: La aiutiamo volentieri."
    ),
    (
        "Dieser Code wurde schon verwendet. Haben Sie auf einem anderen Gerät begonnen, machen Sie bitte "
        "dort weiter, oder rufen Sie uns an."
    ): ("Questo codice è già stato usato. Se ha iniziato su un altro dispositivo, continui lì oppure ci telefoni."),
    "Mit diesem Code wurde schon geantwortet. Jeder Code gilt einmal.": (
        "Con questo codice è già stata data una risposta. Ogni codice vale una volta."
    ),
    (
        "Dieser Fragebogen wird jetzt auf einem anderen Gerät weiter ausgefüllt. Bitte senden Sie ihn "
        "dort; hier geht er nicht mehr."
    ): ("Questo questionario ora viene compilato su un altro dispositivo. Lo invii da lì; qui non è più possibile."),
    "Die Seite war lange offen. Ihre Eingaben sind noch da: Bitte senden Sie noch einmal.": (
        "La pagina è rimasta aperta a lungo. Ciò che ha inserito c’è ancora: invii ancora una volta."
    ),
    "Ihre Antworten": "Le Sue risposte",
    "Gegeben am %(day)s. Diese Seite sieht nur, wer Ihren Code hat.": (
        "Date il %(day)s. Questa pagina la vede solo chi ha il Suo codice."
    ),
    "Was aus Ihren Worten wurde: %(question)s": "Che cosa ne è stato delle Sue parole: %(question)s",
    "Das haben Sie geantwortet": "Ecco che cosa ha risposto",
    "Antworten löschen": "Cancellare le risposte",
    (
        "Sie können Ihre Antworten jederzeit löschen. Das gilt sofort und lässt sich nicht rückgängig "
        "machen. Zahlen, die schon veröffentlicht sind, ändern sich nicht."
    ): (
        "Può cancellare le Sue risposte in qualsiasi momento. Vale subito e non si può annullare. I "
        "numeri già pubblicati non cambiano."
    ),
    "Alle meine Antworten löschen": "Cancella tutte le mie risposte",
    "Alle Ihre Antworten löschen?": "Cancellare tutte le Sue risposte?",
}
