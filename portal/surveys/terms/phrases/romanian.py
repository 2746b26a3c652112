"""The fixed words of a questionnaire in Romanian."""

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "Ja": "Da",
    "Nein": "Nu",
    "sehr gut": "foarte bine",
    "gut": "bine",
    "mittel": "mediu",
    "schlecht": "rău",
    "sehr schlecht": "foarte rău",
    "unter 18 Jahre": "sub 18 ani",
    "18 bis 29 Jahre": "18–29 de ani",
    "30 bis 44 Jahre": "30–44 de ani",
    "45 bis 59 Jahre": "45–59 de ani",
    "60 bis 69 Jahre": "60–69 de ani",
    "70 bis 79 Jahre": "70–79 de ani",
    "80 Jahre und älter": "80 de ani și peste",
    "weiblich": "feminin",
    "männlich": "masculin",
    "divers": "altul",
    "Sonstiges": "Altceva",
    "Weiß nicht / keine Angabe": "Nu știu / nu doresc să răspund",
    "Wenn Sonstiges: was meinen Sie?": "Dacă altceva: ce anume?",
    "Warum? (freiwillig)": "De ce? (opțional)",
    "Sie haben „Weiß nicht / keine Angabe“ gewählt.": "Ați ales „Nu știu / nu doresc să răspund”.",
    "Bitte wählen Sie %(least)s bis %(most)s.": "Vă rugăm să alegeți între %(least)s și %(most)s.",
    "Sie können bis zu %(most)s wählen.": "Puteți alege cel mult %(most)s.",
    "Bitte wählen Sie mindestens %(least)s.": "Vă rugăm să alegeți cel puțin %(least)s.",
    "Sie können mehrere wählen.": "Puteți alege mai multe răspunsuri.",
    "Wählen Sie zuerst, was Ihnen am wichtigsten ist. Mit den Knöpfen ändern Sie die Reihenfolge.": (
        "Alegeți mai întâi ce este cel mai important pentru dumneavoastră. Cu butoanele puteți schimba ordinea."
    ),
    "Höher": "Mai sus",
    "Tiefer": "Mai jos",
    "Weg": "Elimină",
    "Tippen oder auswählen": "Scrieți sau alegeți",
    "Bitte wählen": "Vă rugăm să alegeți",
    "Beschreiben Sie die Stelle in Worten, zum Beispiel „beim alten Bahnhof“.": (
        "Descrieți locul în cuvinte, de exemplu „lângă gara veche”."
    ),
    "Ein Punkt auf der Karte": "Un punct pe hartă",
    "Frage %(number)s von %(total)s": "Întrebarea %(number)s din %(total)s",
    "Weiter": "Înainte",
    "Zurück": "Înapoi",
    "Später weitermachen": "Continuă mai târziu",
    "Sprache der Fragen": "Limba întrebărilor",
    (
        "Diese Frage betrifft besonders geschützte Angaben, zum Beispiel zur Gesundheit. Ihre Antwort "
        "ist freiwillig. Mit „Weiter“ willigen Sie ein, dass wir sie für diese Umfrage auswerten "
        "(Art. 9 DSGVO). Mit „Weiß nicht / keine Angabe“ sagen Sie nichts dazu."
    ): (
        "Această întrebare se referă la date protejate în mod special, de exemplu despre sănătate. "
        "Răspunsul este voluntar. Prin „Înainte” sunteți de acord să evaluăm răspunsul pentru acest sondaj "
        "(art. 9 RGPD). Cu „Nu știu / nu doresc să răspund” nu spuneți nimic despre aceasta."
    ),
    "Die Umfrage ist zu Ende. Weil Sie vorher begonnen haben, können Sie noch bis %(time)s Uhr senden.": (
        "Sondajul s-a încheiat. Pentru că ați început înainte, puteți trimite răspunsurile până la ora %(time)s."
    ),
    "Stimmt alles?": "Este totul corect?",
    (
        "Hier sehen Sie Ihre Antworten noch einmal. Gespeichert werden sie erst, wenn Sie auf "
        "„Antworten senden“ drücken."
    ): ("Aici vedeți încă o dată răspunsurile. Ele se salvează numai când apăsați „Trimite răspunsurile”."),
    "nicht beantwortet": "fără răspuns",
    "Ändern": "Modifică",
    "Antworten senden": "Trimite răspunsurile",
    "Beginnen": "Începe",
    "Neu beginnen": "Începe din nou",
    "Weitermachen": "Continuă",
    "Sie haben schon angefangen": "Ați început deja",
    "Lieber auf Papier (PDF)": "Mai bine pe hârtie (PDF)",
    "Freiwillig": "Voluntar",
    "Sie müssen nicht mitmachen. Zu jeder Frage können Sie „Weiß nicht / keine Angabe“ wählen.": (
        "Nu sunteți obligat să participați. La fiecare întrebare puteți alege „Nu știu / nu doresc să răspund”."
    ),
    "Anonym?": "Anonim?",
    "Ja. Niemand kann Ihre Antworten mit Ihnen verbinden, auch wir nicht.": (
        "Da. Nimeni nu poate lega răspunsurile de dumneavoastră, nici măcar noi."
    ),
    "Nein. Wir behandeln Ihre Antworten vertraulich.": "Nu. Tratăm răspunsurile în mod confidențial.",
    "Gut zu wissen": "Bine de știut",
    "Dauer": "Durata",
    "etwa %(n)s Minuten für %(asked)s Fragen": "aproximativ %(n)s min, întrebări: %(asked)s",
    "Zeitraum": "Perioada",
    "%(first)s bis %(last)s": "%(first)s – %(last)s",
    "Wer sieht die Antworten?": "Cine vede răspunsurile?",
    "Wie lange bleiben sie?": "Cât timp se păstrează?",
    "Die einzelnen Antworten löschen wir %(n)s Monate nach dem Ende der Umfrage.": (
        "Răspunsurile individuale le ștergem la %(n)s luni după încheierea sondajului."
    ),
    "Was mit Ihren Angaben geschieht": "Ce se întâmplă cu datele dumneavoastră",
    "Danke fürs Mitmachen!": "Vă mulțumim pentru participare!",
    (
        "Ihre Antworten sind gespeichert. Mit diesem Code sehen Sie später, was aus Ihren Worten "
        "geworden ist, und können Ihre Antworten löschen."
    ): (
        "Răspunsurile sunt salvate. Cu acest cod vedeți mai târziu ce s-a ales de cuvintele dumneavoastră "
        "și puteți șterge răspunsurile."
    ),
    "Fehler:": "Eroare:",
    "Bitte prüfen Sie Ihre Antwort": "Vă rugăm să verificați răspunsul",
    "Bitte antworten Sie, oder wählen Sie „Weiß nicht / keine Angabe“.": (
        "Vă rugăm să răspundeți sau să alegeți „Nu știu / nu doresc să răspund”."
    ),
    "Das sind %(length)s Zeichen, möglich sind %(most)s. Bitte kürzen Sie den Text; er ist unten noch ganz da.": (
        "Textul are %(length)s caractere, sunt posibile %(most)s. Vă rugăm să îl scurtați; textul este în "
        "întregime mai jos."
    ),
    "Diese Möglichkeit gibt es hier nicht. Bitte wählen Sie noch einmal.": (
        "Această variantă nu există aici. Vă rugăm să alegeți din nou."
    ),
    "Bitte wählen Sie nur eine Möglichkeit.": "Vă rugăm să alegeți o singură variantă.",
    "Bitte wählen Sie mindestens %(least)s Möglichkeiten.": "Vă rugăm să alegeți variante. Cel puțin: %(least)s.",
    "Bitte wählen Sie höchstens %(most)s Möglichkeiten.": "Vă rugăm să alegeți variante. Cel mult: %(most)s.",
    "Bitte ordnen Sie höchstens %(most)s Möglichkeiten.": "Vă rugăm să ordonați variante. Cel mult: %(most)s.",
    "Das ist keine Zahl. Bitte schreiben Sie zum Beispiel 12 oder 3,5.": (
        "Acesta nu este un număr. Vă rugăm să scrieți, de exemplu, 12 sau 3,5."
    ),
    "Der kleinste mögliche Wert ist %(least)s.": "Cea mai mică valoare posibilă este %(least)s.",
    "Der größte mögliche Wert ist %(most)s.": "Cea mai mare valoare posibilă este %(most)s.",
    "Bitte prüfen Sie das Datum, zum Beispiel 24.12.2026.": "Vă rugăm să verificați data, de exemplu 24.12.2026.",
    "Diesen Ort gibt es in unserer Liste nicht. Bitte wählen Sie ihn neu.": (
        "Acest loc nu este în lista noastră. Vă rugăm să alegeți din nou."
    ),
    "Umfrage": "Sondaj",
    (
        "Ihre Antworten sind aufgehoben. Auf diesem Gerät machen Sie einfach weiter; auf einem anderen mit diesem Code."
    ): ("Răspunsurile sunt păstrate. Pe acest dispozitiv continuați pur și simplu; pe altul, cu acest cod."),
    "Ihr Code zum Weitermachen": "Codul dumneavoastră pentru a continua",
    "QR-Code: führt zur Seite, auf der Sie den Code eingeben": "Cod QR: duce la pagina unde introduceți codul",
    "So geht es auf einem anderen Gerät: %(address)s aufrufen und den Code eingeben.": (
        "Așa continuați pe alt dispozitiv: deschideți %(address)s și introduceți codul."
    ),
    "Sie können den Code auch am Telefon vorlesen.": "Puteți și citi codul la telefon.",
    "Bitte machen Sie bis %(day)s weiter: Dann endet die Umfrage.": (
        "Vă rugăm să continuați până la %(day)s: atunci se încheie sondajul."
    ),
    "Code drucken": "Tipărește codul",
    "Code kopieren": "Copiază codul",
    "Fragebogen weiter ausfüllen": "Continuați chestionarul",
    ("Geben Sie den Code ein, den Sie beim Unterbrechen bekommen haben. Alle bisherigen Antworten sind noch da."): (
        "Introduceți codul primit când ați făcut pauză. Toate răspunsurile de până acum sunt păstrate."
    ),
    "16 Zeichen in vier Gruppen. Striche, große und kleine Buchstaben spielen keine Rolle.": (
        "16 caractere în patru grupuri. Liniuțele, literele mari și mici nu contează."
    ),
    "Diese Umfrage ist beendet": "Acest sondaj s-a încheiat",
    "Sie können leider nichts mehr senden. Ihre angefangenen Antworten wurden nicht gespeichert.": (
        "Din păcate nu mai puteți trimite nimic. Răspunsurile începute nu au fost salvate."
    ),
    "Ist Ihnen etwas wichtig, das wir wissen sollten? Melden Sie es als Anliegen, oder rufen Sie uns an.": (
        "Este ceva important ce ar trebui să știm? Semnalați-ne sau sunați-ne."
    ),
    "Anliegen melden": "Semnalează o problemă",
    "Zur Seite der Umfrage": "La pagina sondajului",
    "Andere Umfragen": "Alte sondaje",
    "Ihr Rückmelde-Code": "Codul dumneavoastră de răspuns",
    "QR-Code: führt zur Seite Rückmeldung, der Code ist dort schon eingetragen": (
        "Cod QR: duce la pagina cu răspunsul nostru, unde codul este deja completat"
    ),
    "Ihren Code zeigen wir hier nicht mehr.": "Aici nu mai arătăm codul dumneavoastră.",
    (
        "Nach einer halben Stunde verschwindet der Code von dieser Seite. So kann ihn niemand lesen, der "
        "nach Ihnen an diesem Gerät sitzt. Ihre Antworten sind sicher gespeichert."
    ): (
        "După o jumătate de oră codul dispare de pe această pagină. Astfel nu îl poate citi nimeni care "
        "folosește acest dispozitiv după dumneavoastră. Răspunsurile sunt salvate în siguranță."
    ),
    "So geht es weiter": "Ce urmează",
    "Am %(day)s endet die Umfrage. Dann werden alle Antworten gezählt.": (
        "Sondajul se încheie la %(day)s. Apoi se numără toate răspunsurile."
    ),
    "Was Sie in eigenen Worten geschrieben haben, liest ein Mensch.": (
        "Ce ați scris cu propriile cuvinte este citit de un om."
    ),
    "Das Ergebnis steht danach auf der Seite dieser Umfrage.": (
        "După aceea, rezultatul se află pe pagina acestui sondaj."
    ),
    "Diese Umfrage beginnt am %(day)s. Schauen Sie dann gern wieder vorbei.": (
        "Acest sondaj începe la %(day)s. Vă așteptăm cu drag atunci."
    ),
    (
        "Diese Umfrage ist gerade zu Ende gegangen. Wer schon begonnen hat, kann noch zwei Stunden lang "
        "senden. Neu beginnen geht nicht mehr."
    ): (
        "Acest sondaj tocmai s-a încheiat. Cine a început deja mai poate trimite timp de două ore. Nu se "
        "mai poate începe din nou."
    ),
    "Diese Umfrage ist beendet. Vielen Dank an alle, die mitgemacht haben.": (
        "Acest sondaj s-a încheiat. Mulțumim tuturor celor care au participat."
    ),
    "Ihr persönlicher Code": "Codul dumneavoastră personal",
    "Er steht in dem Brief, den Sie bekommen haben.": "Se află în scrisoarea pe care ați primit-o.",
    "In der Liste suchen": "Căutați în listă",
    "Gefunden: %(n)s": "Găsite: %(n)s",
    "Bitte prüfen Sie Ihre Angaben": "Vă rugăm să verificați ce ați scris",
    "Bitte geben Sie den Code ein, den Sie sich notiert haben.": "Vă rugăm să introduceți codul pe care l-ați notat.",
    (
        "Zu diesem Code gibt es keinen angefangenen Fragebogen. Vielleicht ist er schon gesendet. Bitte "
        "vergleichen Sie den Code Zeichen für Zeichen."
    ): (
        "Pentru acest cod nu există un chestionar început. Poate a fost deja trimis. Vă rugăm să "
        "comparați codul caracter cu caracter."
    ),
    "Diesen Code kennen wir nicht. Bitte vergleichen Sie ihn Zeichen für Zeichen mit Ihrem Brief.": (
        "Nu cunoaștem acest cod. Vă rugăm să îl comparați caracter cu caracter cu scrisoarea."
    ),
    "Dieser Code gilt nicht mehr. Bitte rufen Sie uns an: Wir helfen gern.": (
        "Acest cod nu mai este valabil. Vă rugăm să ne sunați: vă ajutăm cu plăcere."
    ),
    (
        "Dieser Code wurde schon verwendet. Haben Sie auf einem anderen Gerät begonnen, machen Sie bitte "
        "dort weiter, oder rufen Sie uns an."
    ): (
        "Acest cod a fost deja folosit. Dacă ați început pe alt dispozitiv, vă rugăm să continuați acolo "
        "sau să ne sunați."
    ),
    "Mit diesem Code wurde schon geantwortet. Jeder Code gilt einmal.": (
        "Cu acest cod s-a răspuns deja. Fiecare cod este valabil o singură dată."
    ),
    (
        "Dieser Fragebogen wird jetzt auf einem anderen Gerät weiter ausgefüllt. Bitte senden Sie ihn "
        "dort; hier geht er nicht mehr."
    ): (
        "Acest chestionar se completează acum pe alt dispozitiv. Vă rugăm să îl trimiteți de acolo; aici "
        "nu mai este posibil."
    ),
    "Die Seite war lange offen. Ihre Eingaben sind noch da: Bitte senden Sie noch einmal.": (
        "Pagina a fost deschisă mult timp. Ce ați scris este încă aici: vă rugăm să trimiteți din nou."
    ),
    "Ihre Antworten": "Răspunsurile dumneavoastră",
    "Gegeben am %(day)s. Diese Seite sieht nur, wer Ihren Code hat.": (
        "Date la %(day)s. Această pagină o vede numai cine are codul dumneavoastră."
    ),
    "Was aus Ihren Worten wurde: %(question)s": "Ce s-a ales de cuvintele dumneavoastră: %(question)s",
    "Das haben Sie geantwortet": "Ce ați răspuns",
    "Antworten löschen": "Ștergerea răspunsurilor",
    (
        "Sie können Ihre Antworten jederzeit löschen. Das gilt sofort und lässt sich nicht rückgängig "
        "machen. Zahlen, die schon veröffentlicht sind, ändern sich nicht."
    ): (
        "Puteți șterge oricând răspunsurile. Ștergerea are efect imediat și nu poate fi anulată. Cifrele "
        "deja publicate nu se schimbă."
    ),
    "Alle meine Antworten löschen": "Șterge toate răspunsurile mele",
    "Alle Ihre Antworten löschen?": "Ștergeți toate răspunsurile?",
}
