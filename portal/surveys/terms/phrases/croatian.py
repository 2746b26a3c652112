"""The fixed words of a questionnaire in Croatian."""

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "Ja": "Da",
    "Nein": "Ne",
    "sehr gut": "vrlo dobro",
    "gut": "dobro",
    "mittel": "srednje",
    "schlecht": "loše",
    "sehr schlecht": "vrlo loše",
    "unter 18 Jahre": "manje od 18 godina",
    "18 bis 29 Jahre": "18–29 godina",
    "30 bis 44 Jahre": "30–44 godine",
    "45 bis 59 Jahre": "45–59 godina",
    "60 bis 69 Jahre": "60–69 godina",
    "70 bis 79 Jahre": "70–79 godina",
    "80 Jahre und älter": "80 godina i više",
    "weiblich": "žensko",
    "männlich": "muško",
    "divers": "drugo",
    "Sonstiges": "Ostalo",
    "Weiß nicht / keine Angabe": "Ne znam / ne želim odgovoriti",
    "Wenn Sonstiges: was meinen Sie?": "Ako ostalo: što točno?",
    "Warum? (freiwillig)": "Zašto? (po želji)",
    "Sie haben „Weiß nicht / keine Angabe“ gewählt.": "Odabrali ste „Ne znam / ne želim odgovoriti”.",
    "Bitte wählen Sie %(least)s bis %(most)s.": "Molimo odaberite od %(least)s do %(most)s.",
    "Sie können bis zu %(most)s wählen.": "Možete odabrati najviše %(most)s.",
    "Bitte wählen Sie mindestens %(least)s.": "Molimo odaberite najmanje %(least)s.",
    "Sie können mehrere wählen.": "Možete odabrati više odgovora.",
    "Wählen Sie zuerst, was Ihnen am wichtigsten ist. Mit den Knöpfen ändern Sie die Reihenfolge.": (
        "Najprije odaberite ono što vam je najvažnije. Gumbima mijenjate redoslijed."
    ),
    "Höher": "Gore",
    "Tiefer": "Dolje",
    "Weg": "Ukloni",
    "Tippen oder auswählen": "Upišite ili odaberite",
    "Bitte wählen": "Molimo odaberite",
    "Beschreiben Sie die Stelle in Worten, zum Beispiel „beim alten Bahnhof“.": (
        "Opišite mjesto riječima, na primjer „kod starog kolodvora”."
    ),
    "Ein Punkt auf der Karte": "Točka na karti",
    "Frage %(number)s von %(total)s": "Pitanje %(number)s od %(total)s",
    "Weiter": "Dalje",
    "Zurück": "Natrag",
    "Später weitermachen": "Nastavi kasnije",
    "Sprache der Fragen": "Jezik pitanja",
    (
        "Diese Frage betrifft besonders geschützte Angaben, zum Beispiel zur Gesundheit. Ihre Antwort "
        "ist freiwillig. Mit „Weiter“ willigen Sie ein, dass wir sie für diese Umfrage auswerten "
        "(Art. 9 DSGVO). Mit „Weiß nicht / keine Angabe“ sagen Sie nichts dazu."
    ): (
        "Ovo se pitanje odnosi na posebno zaštićene podatke, na primjer o zdravlju. Odgovor je "
        "dobrovoljan. Pritiskom na „Dalje” pristajete da vaš odgovor obradimo za ovu anketu (čl. 9. "
        "GDPR-a). Ako odaberete „Ne znam / ne želim odgovoriti”, o tome ništa ne kažete."
    ),
    "Die Umfrage ist zu Ende. Weil Sie vorher begonnen haben, können Sie noch bis %(time)s Uhr senden.": (
        "Anketa je završena. Budući da ste počeli ranije, odgovore još možete poslati do %(time)s sati."
    ),
    "Stimmt alles?": "Je li sve točno?",
    (
        "Hier sehen Sie Ihre Antworten noch einmal. Gespeichert werden sie erst, wenn Sie auf "
        "„Antworten senden“ drücken."
    ): ("Ovdje još jednom vidite svoje odgovore. Spremaju se tek kada pritisnete „Pošalji odgovore”."),
    "nicht beantwortet": "bez odgovora",
    "Ändern": "Promijeni",
    "Antworten senden": "Pošalji odgovore",
    "Beginnen": "Započni",
    "Neu beginnen": "Započni ponovno",
    "Weitermachen": "Nastavi",
    "Sie haben schon angefangen": "Već ste započeli",
    "Lieber auf Papier (PDF)": "Radije na papiru (PDF)",
    "Freiwillig": "Dobrovoljno",
    "Sie müssen nicht mitmachen. Zu jeder Frage können Sie „Weiß nicht / keine Angabe“ wählen.": (
        "Ne morate sudjelovati. Kod svakog pitanja možete odabrati „Ne znam / ne želim odgovoriti”."
    ),
    "Anonym?": "Anonimno?",
    "Ja. Niemand kann Ihre Antworten mit Ihnen verbinden, auch wir nicht.": (
        "Da. Nitko ne može povezati odgovore s vama, pa ni mi."
    ),
    "Nein. Wir behandeln Ihre Antworten vertraulich.": "Ne. S vašim odgovorima postupamo povjerljivo.",
    "Gut zu wissen": "Dobro je znati",
    "Dauer": "Trajanje",
    "etwa %(n)s Minuten für %(asked)s Fragen": "oko %(n)s min, broj pitanja: %(asked)s",
    "Zeitraum": "Razdoblje",
    "%(first)s bis %(last)s": "%(first)s – %(last)s",
    "Wer sieht die Antworten?": "Tko vidi odgovore?",
    "Wie lange bleiben sie?": "Koliko se dugo čuvaju?",
    "Die einzelnen Antworten löschen wir %(n)s Monate nach dem Ende der Umfrage.": (
        "Pojedinačne odgovore brišemo %(n)s mj. nakon završetka ankete."
    ),
    "Was mit Ihren Angaben geschieht": "Što se događa s vašim podacima",
    "Danke fürs Mitmachen!": "Hvala na sudjelovanju!",
    (
        "Ihre Antworten sind gespeichert. Mit diesem Code sehen Sie später, was aus Ihren Worten "
        "geworden ist, und können Ihre Antworten löschen."
    ): (
        "Vaši su odgovori spremljeni. S ovim kodom kasnije možete vidjeti što je proizašlo iz vaših riječi "
        "i možete izbrisati svoje odgovore."
    ),
    "Fehler:": "Pogreška:",
    "Bitte prüfen Sie Ihre Antwort": "Molimo provjerite svoj odgovor",
    "Bitte antworten Sie, oder wählen Sie „Weiß nicht / keine Angabe“.": (
        "Molimo odgovorite ili odaberite „Ne znam / ne želim odgovoriti”."
    ),
    "Das sind %(length)s Zeichen, möglich sind %(most)s. Bitte kürzen Sie den Text; er ist unten noch ganz da.": (
        "Broj znakova: %(length)s, dopušteno: %(most)s. Molimo skratite tekst; cijeli je tekst još dolje."
    ),
    "Diese Möglichkeit gibt es hier nicht. Bitte wählen Sie noch einmal.": (
        "Ta mogućnost ovdje ne postoji. Molimo odaberite ponovno."
    ),
    "Bitte wählen Sie nur eine Möglichkeit.": "Molimo odaberite samo jednu mogućnost.",
    "Bitte wählen Sie mindestens %(least)s Möglichkeiten.": "Molimo odaberite odgovore. Najmanje: %(least)s.",
    "Bitte wählen Sie höchstens %(most)s Möglichkeiten.": "Molimo odaberite odgovore. Najviše: %(most)s.",
    "Bitte ordnen Sie höchstens %(most)s Möglichkeiten.": "Molimo poredajte odgovore. Najviše: %(most)s.",
    "Das ist keine Zahl. Bitte schreiben Sie zum Beispiel 12 oder 3,5.": (
        "To nije broj. Molimo upišite na primjer 12 ili 3,5."
    ),
    "Der kleinste mögliche Wert ist %(least)s.": "Najmanja moguća vrijednost je %(least)s.",
    "Der größte mögliche Wert ist %(most)s.": "Najveća moguća vrijednost je %(most)s.",
    "Bitte prüfen Sie das Datum, zum Beispiel 24.12.2026.": "Molimo provjerite datum, na primjer 24.12.2026.",
    "Diesen Ort gibt es in unserer Liste nicht. Bitte wählen Sie ihn neu.": (
        "Tog mjesta nema na našem popisu. Molimo odaberite ponovno."
    ),
    "Umfrage": "Anketa",
    (
        "Ihre Antworten sind aufgehoben. Auf diesem Gerät machen Sie einfach weiter; auf einem anderen mit diesem Code."
    ): ("Vaši su odgovori sačuvani. Na ovom uređaju jednostavno nastavljate, a na drugom pomoću ovog koda."),
    "Ihr Code zum Weitermachen": "Vaš kod za nastavak",
    "QR-Code: führt zur Seite, auf der Sie den Code eingeben": "QR kod: vodi na stranicu na kojoj upisujete kod",
    "So geht es auf einem anderen Gerät: %(address)s aufrufen und den Code eingeben.": (
        "Na drugom uređaju: otvorite %(address)s i upišite kod."
    ),
    "Sie können den Code auch am Telefon vorlesen.": "Kod možete i pročitati telefonom.",
    "Bitte machen Sie bis %(day)s weiter: Dann endet die Umfrage.": (
        "Molimo nastavite do %(day)s: tada anketa završava."
    ),
    "Code drucken": "Ispiši kod",
    "Code kopieren": "Kopiraj kod",
    "Fragebogen weiter ausfüllen": "Nastavak ispunjavanja ankete",
    ("Geben Sie den Code ein, den Sie beim Unterbrechen bekommen haben. Alle bisherigen Antworten sind noch da."): (
        "Upišite kod koji ste dobili pri prekidu. Svi dosadašnji odgovori još su tu."
    ),
    "16 Zeichen in vier Gruppen. Striche, große und kleine Buchstaben spielen keine Rolle.": (
        "16 znakova u četiri skupine. Crtice te velika i mala slova nisu važni."
    ),
    "Diese Umfrage ist beendet": "Ova je anketa završena",
    "Sie können leider nichts mehr senden. Ihre angefangenen Antworten wurden nicht gespeichert.": (
        "Nažalost, više ne možete ništa poslati. Vaši započeti odgovori nisu spremljeni."
    ),
    "Ist Ihnen etwas wichtig, das wir wissen sollten? Melden Sie es als Anliegen, oder rufen Sie uns an.": (
        "Postoji li nešto važno što bismo trebali znati? Prijavite nam to ili nas nazovite."
    ),
    "Anliegen melden": "Prijavi problem",
    "Zur Seite der Umfrage": "Na stranicu ankete",
    "Andere Umfragen": "Druge ankete",
    "Ihr Rückmelde-Code": "Vaš kod za povratnu informaciju",
    "QR-Code: führt zur Seite Rückmeldung, der Code ist dort schon eingetragen": (
        "QR kod: vodi na stranicu s povratnom informacijom, kod je ondje već upisan"
    ),
    "Ihren Code zeigen wir hier nicht mehr.": "Vaš kod ovdje više ne prikazujemo.",
    (
        "Nach einer halben Stunde verschwindet der Code von dieser Seite. So kann ihn niemand lesen, der "
        "nach Ihnen an diesem Gerät sitzt. Ihre Antworten sind sicher gespeichert."
    ): (
        "Nakon pola sata kod nestaje s ove stranice. Tako ga ne može pročitati nitko tko nakon vas "
        "koristi ovaj uređaj. Vaši su odgovori sigurno spremljeni."
    ),
    "So geht es weiter": "Što slijedi",
    "Am %(day)s endet die Umfrage. Dann werden alle Antworten gezählt.": (
        "Anketa završava %(day)s. Tada se broje svi odgovori."
    ),
    "Was Sie in eigenen Worten geschrieben haben, liest ein Mensch.": (
        "Ono što ste napisali vlastitim riječima pročitat će čovjek."
    ),
    "Das Ergebnis steht danach auf der Seite dieser Umfrage.": "Nakon toga rezultat se nalazi na stranici ove ankete.",
    "Diese Umfrage beginnt am %(day)s. Schauen Sie dann gern wieder vorbei.": (
        "Ova anketa počinje %(day)s. Rado navratite tada."
    ),
    (
        "Diese Umfrage ist gerade zu Ende gegangen. Wer schon begonnen hat, kann noch zwei Stunden lang "
        "senden. Neu beginnen geht nicht mehr."
    ): (
        "Ova je anketa upravo završila. Tko je već započeo, može još dva sata slati odgovore. Započeti "
        "ponovno više nije moguće."
    ),
    "Diese Umfrage ist beendet. Vielen Dank an alle, die mitgemacht haben.": (
        "Ova je anketa završena. Hvala svima koji su sudjelovali."
    ),
    "Ihr persönlicher Code": "Vaš osobni kod",
    "Er steht in dem Brief, den Sie bekommen haben.": "Nalazi se u pismu koje ste dobili.",
    "In der Liste suchen": "Traži na popisu",
    "Gefunden: %(n)s": "Pronađeno: %(n)s",
    "Bitte prüfen Sie Ihre Angaben": "Molimo provjerite upisano",
    "Bitte geben Sie den Code ein, den Sie sich notiert haben.": "Molimo upišite kod koji ste zabilježili.",
    (
        "Zu diesem Code gibt es keinen angefangenen Fragebogen. Vielleicht ist er schon gesendet. Bitte "
        "vergleichen Sie den Code Zeichen für Zeichen."
    ): ("Za ovaj kod nema započete ankete. Možda je već poslana. Molimo usporedite kod znak po znak."),
    "Diesen Code kennen wir nicht. Bitte vergleichen Sie ihn Zeichen für Zeichen mit Ihrem Brief.": (
        "Ne poznajemo ovaj kod. Molimo usporedite ga znak po znak sa svojim pismom."
    ),
    "Dieser Code gilt nicht mehr. Bitte rufen Sie uns an: Wir helfen gern.": (
        "Ovaj kod više ne vrijedi. Molimo nazovite nas: rado ćemo pomoći."
    ),
    (
        "Dieser Code wurde schon verwendet. Haben Sie auf einem anderen Gerät begonnen, machen Sie bitte "
        "dort weiter, oder rufen Sie uns an."
    ): ("Ovaj je kod već iskorišten. Ako ste započeli na drugom uređaju, molimo nastavite ondje ili nas nazovite."),
    "Mit diesem Code wurde schon geantwortet. Jeder Code gilt einmal.": (
        "S ovim je kodom već odgovoreno. Svaki kod vrijedi jednom."
    ),
    (
        "Dieser Fragebogen wird jetzt auf einem anderen Gerät weiter ausgefüllt. Bitte senden Sie ihn "
        "dort; hier geht er nicht mehr."
    ): ("Ova se anketa sada ispunjava na drugom uređaju. Molimo pošaljite je ondje; ovdje to više nije moguće."),
    "Die Seite war lange offen. Ihre Eingaben sind noch da: Bitte senden Sie noch einmal.": (
        "Stranica je dugo bila otvorena. Ono što ste upisali još je tu: molimo pošaljite ponovno."
    ),
    "Ihre Antworten": "Vaši odgovori",
    "Gegeben am %(day)s. Diese Seite sieht nur, wer Ihren Code hat.": (
        "Datum odgovora: %(day)s. Ovu stranicu vidi samo tko ima vaš kod."
    ),
    "Was aus Ihren Worten wurde: %(question)s": "Što je proizašlo iz vaših riječi: %(question)s",
    "Das haben Sie geantwortet": "Ovo ste odgovorili",
    "Antworten löschen": "Brisanje odgovora",
    (
        "Sie können Ihre Antworten jederzeit löschen. Das gilt sofort und lässt sich nicht rückgängig "
        "machen. Zahlen, die schon veröffentlicht sind, ändern sich nicht."
    ): (
        "Svoje odgovore možete izbrisati u svakom trenutku. To vrijedi odmah i ne može se poništiti. Već "
        "objavljeni brojevi se ne mijenjaju."
    ),
    "Alle meine Antworten löschen": "Izbriši sve moje odgovore",
    "Alle Ihre Antworten löschen?": "Izbrisati sve vaše odgovore?",
}
