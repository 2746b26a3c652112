"""The fixed words of a questionnaire in Turkish."""

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "Ja": "Evet",
    "Nein": "Hayır",
    "sehr gut": "çok iyi",
    "gut": "iyi",
    "mittel": "orta",
    "schlecht": "kötü",
    "sehr schlecht": "çok kötü",
    "unter 18 Jahre": "18 yaşından küçük",
    "18 bis 29 Jahre": "18–29 yaş",
    "30 bis 44 Jahre": "30–44 yaş",
    "45 bis 59 Jahre": "45–59 yaş",
    "60 bis 69 Jahre": "60–69 yaş",
    "70 bis 79 Jahre": "70–79 yaş",
    "80 Jahre und älter": "80 yaş ve üzeri",
    "weiblich": "kadın",
    "männlich": "erkek",
    "divers": "diğer",
    "Sonstiges": "Diğer",
    "Weiß nicht / keine Angabe": "Bilmiyorum / belirtmek istemiyorum",
    "Wenn Sonstiges: was meinen Sie?": "Diğer ise: Ne demek istiyorsunuz?",
    "Warum? (freiwillig)": "Neden? (isteğe bağlı)",
    "Sie haben „Weiß nicht / keine Angabe“ gewählt.": "“Bilmiyorum / belirtmek istemiyorum” seçeneğini seçtiniz.",
    "Bitte wählen Sie %(least)s bis %(most)s.": "Lütfen en az %(least)s, en fazla %(most)s seçenek seçin.",
    "Sie können bis zu %(most)s wählen.": "En fazla %(most)s seçenek seçebilirsiniz.",
    "Bitte wählen Sie mindestens %(least)s.": "Lütfen en az %(least)s seçenek seçin.",
    "Sie können mehrere wählen.": "Birden fazla seçenek seçebilirsiniz.",
    "Wählen Sie zuerst, was Ihnen am wichtigsten ist. Mit den Knöpfen ändern Sie die Reihenfolge.": (
        "Önce sizin için en önemli olanı seçin. Düğmelerle sırayı değiştirebilirsiniz."
    ),
    "Höher": "Yukarı",
    "Tiefer": "Aşağı",
    "Weg": "Çıkar",
    "Tippen oder auswählen": "Yazın veya seçin",
    "Bitte wählen": "Lütfen seçin",
    "Beschreiben Sie die Stelle in Worten, zum Beispiel „beim alten Bahnhof“.": (
        "Yeri kendi sözlerinizle anlatın, örneğin “eski istasyonun yanında”."
    ),
    "Ein Punkt auf der Karte": "Haritada bir nokta",
    "Frage %(number)s von %(total)s": "Soru %(number)s / %(total)s",
    "Weiter": "İleri",
    "Zurück": "Geri",
    "Später weitermachen": "Daha sonra devam et",
    "Sprache der Fragen": "Soruların dili",
    (
        "Diese Frage betrifft besonders geschützte Angaben, zum Beispiel zur Gesundheit. Ihre Antwort "
        "ist freiwillig. Mit „Weiter“ willigen Sie ein, dass wir sie für diese Umfrage auswerten "
        "(Art. 9 DSGVO). Mit „Weiß nicht / keine Angabe“ sagen Sie nichts dazu."
    ): (
        "Bu soru, örneğin sağlık gibi özel olarak korunan bilgilerle ilgilidir. Yanıtınız gönüllüdür. "
        "“İleri” ile yanıtınızın bu anket için değerlendirilmesini kabul edersiniz (GDPR madde 9). "
        "“Bilmiyorum / belirtmek istemiyorum” ile bu konuda hiçbir şey söylememiş olursunuz."
    ),
    "Die Umfrage ist zu Ende. Weil Sie vorher begonnen haben, können Sie noch bis %(time)s Uhr senden.": (
        "Anket sona erdi. Daha önce başladığınız için yanıtlarınızı yine de gönderebilirsiniz. Son saat: %(time)s."
    ),
    "Stimmt alles?": "Her şey doğru mu?",
    (
        "Hier sehen Sie Ihre Antworten noch einmal. Gespeichert werden sie erst, wenn Sie auf "
        "„Antworten senden“ drücken."
    ): (
        "Burada yanıtlarınızı bir kez daha görüyorsunuz. Yanıtlar ancak “Yanıtları gönder” düğmesine "
        "bastığınızda kaydedilir."
    ),
    "nicht beantwortet": "yanıtlanmadı",
    "Ändern": "Değiştir",
    "Antworten senden": "Yanıtları gönder",
    "Beginnen": "Başla",
    "Neu beginnen": "Yeniden başla",
    "Weitermachen": "Devam et",
    "Sie haben schon angefangen": "Daha önce başladınız",
    "Lieber auf Papier (PDF)": "Kâğıt üzerinde doldurmak istiyorum (PDF)",
    "Freiwillig": "Gönüllü",
    "Sie müssen nicht mitmachen. Zu jeder Frage können Sie „Weiß nicht / keine Angabe“ wählen.": (
        "Katılmak zorunda değilsiniz. Her soruda “Bilmiyorum / belirtmek istemiyorum” seçeneğini seçebilirsiniz."
    ),
    "Anonym?": "Anonim mi?",
    "Ja. Niemand kann Ihre Antworten mit Ihnen verbinden, auch wir nicht.": (
        "Evet. Hiç kimse yanıtlarınızı sizinle ilişkilendiremez, biz de dahil."
    ),
    "Nein. Wir behandeln Ihre Antworten vertraulich.": "Hayır. Yanıtlarınızı gizli tutuyoruz.",
    "Gut zu wissen": "Bilmeniz gerekenler",
    "Dauer": "Süre",
    "etwa %(n)s Minuten für %(asked)s Fragen": "%(asked)s soru için yaklaşık %(n)s dakika",
    "Zeitraum": "Tarih",
    "%(first)s bis %(last)s": "%(first)s – %(last)s",
    "Wer sieht die Antworten?": "Yanıtları kim görür?",
    "Wie lange bleiben sie?": "Yanıtlar ne kadar saklanır?",
    "Die einzelnen Antworten löschen wir %(n)s Monate nach dem Ende der Umfrage.": (
        "Tek tek yanıtları anketin bitiminden %(n)s ay sonra sileriz."
    ),
    "Was mit Ihren Angaben geschieht": "Bilgilerinize ne olur?",
    "Danke fürs Mitmachen!": "Katıldığınız için teşekkür ederiz!",
    (
        "Ihre Antworten sind gespeichert. Mit diesem Code sehen Sie später, was aus Ihren Worten "
        "geworden ist, und können Ihre Antworten löschen."
    ): (
        "Yanıtlarınız kaydedildi. Bu kodla daha sonra sözlerinizle ilgili ne yapıldığını görebilir ve "
        "yanıtlarınızı silebilirsiniz."
    ),
    "Fehler:": "Hata:",
    "Bitte prüfen Sie Ihre Antwort": "Lütfen yanıtınızı kontrol edin",
    "Bitte antworten Sie, oder wählen Sie „Weiß nicht / keine Angabe“.": (
        "Lütfen yanıt verin veya “Bilmiyorum / belirtmek istemiyorum” seçeneğini seçin."
    ),
    "Das sind %(length)s Zeichen, möglich sind %(most)s. Bitte kürzen Sie den Text; er ist unten noch ganz da.": (
        "Metniniz %(length)s karakter, en fazla %(most)s karakter olabilir. Lütfen metni kısaltın; metnin "
        "tamamı hâlâ aşağıda duruyor."
    ),
    "Diese Möglichkeit gibt es hier nicht. Bitte wählen Sie noch einmal.": (
        "Böyle bir seçenek yok. Lütfen yeniden seçin."
    ),
    "Bitte wählen Sie nur eine Möglichkeit.": "Lütfen yalnızca bir seçenek seçin.",
    "Bitte wählen Sie mindestens %(least)s Möglichkeiten.": "Lütfen en az %(least)s seçenek seçin.",
    "Bitte wählen Sie höchstens %(most)s Möglichkeiten.": "Lütfen en fazla %(most)s seçenek seçin.",
    "Bitte ordnen Sie höchstens %(most)s Möglichkeiten.": "Lütfen en fazla %(most)s seçeneği sıralayın.",
    "Das ist keine Zahl. Bitte schreiben Sie zum Beispiel 12 oder 3,5.": (
        "Bu bir sayı değil. Lütfen örneğin 12 veya 3,5 yazın."
    ),
    "Der kleinste mögliche Wert ist %(least)s.": "En küçük olası değer: %(least)s.",
    "Der größte mögliche Wert ist %(most)s.": "En büyük olası değer: %(most)s.",
    "Bitte prüfen Sie das Datum, zum Beispiel 24.12.2026.": "Lütfen tarihi kontrol edin, örneğin 24.12.2026.",
    "Diesen Ort gibt es in unserer Liste nicht. Bitte wählen Sie ihn neu.": (
        "Bu yer listemizde yok. Lütfen yeniden seçin."
    ),
    "Umfrage": "Anket",
    (
        "Ihre Antworten sind aufgehoben. Auf diesem Gerät machen Sie einfach weiter; auf einem anderen mit diesem Code."
    ): ("Yanıtlarınız saklandı. Bu cihazda doğrudan devam edebilirsiniz; başka bir cihazda bu kodla devam edersiniz."),
    "Ihr Code zum Weitermachen": "Devam etmek için kodunuz",
    "QR-Code: führt zur Seite, auf der Sie den Code eingeben": "QR kod: kodu gireceğiniz sayfaya götürür",
    "So geht es auf einem anderen Gerät: %(address)s aufrufen und den Code eingeben.": (
        "Başka bir cihazda şöyle devam edersiniz: %(address)s sayfasını açın ve kodu girin."
    ),
    "Sie können den Code auch am Telefon vorlesen.": "Kodu telefonda da okuyabilirsiniz.",
    "Bitte machen Sie bis %(day)s weiter: Dann endet die Umfrage.": (
        "Lütfen en geç şu tarihe kadar devam edin: %(day)s. Anket o zaman sona erer."
    ),
    "Code drucken": "Kodu yazdır",
    "Code kopieren": "Kodu kopyala",
    "Fragebogen weiter ausfüllen": "Ankete devam et",
    ("Geben Sie den Code ein, den Sie beim Unterbrechen bekommen haben. Alle bisherigen Antworten sind noch da."): (
        "Ara verirken aldığınız kodu girin. Şimdiye kadarki tüm yanıtlarınız duruyor."
    ),
    "16 Zeichen in vier Gruppen. Striche, große und kleine Buchstaben spielen keine Rolle.": (
        "Dört grup hâlinde 16 karakter. Tireler ve büyük-küçük harfler fark etmez."
    ),
    "Diese Umfrage ist beendet": "Bu anket sona erdi",
    "Sie können leider nichts mehr senden. Ihre angefangenen Antworten wurden nicht gespeichert.": (
        "Maalesef artık bir şey gönderemezsiniz. Başladığınız yanıtlar kaydedilmedi."
    ),
    "Ist Ihnen etwas wichtig, das wir wissen sollten? Melden Sie es als Anliegen, oder rufen Sie uns an.": (
        "Bilmemiz gereken, sizin için önemli bir şey mi var? Bize bildirin veya bizi arayın."
    ),
    "Anliegen melden": "Bir konuyu bildir",
    "Zur Seite der Umfrage": "Anketin sayfasına git",
    "Andere Umfragen": "Diğer anketler",
    "Ihr Rückmelde-Code": "Geri bildirim kodunuz",
    "QR-Code: führt zur Seite Rückmeldung, der Code ist dort schon eingetragen": (
        "QR kod: kodun hazır yazılı olduğu geri bildirim sayfasına götürür"
    ),
    "Ihren Code zeigen wir hier nicht mehr.": "Kodunuzu artık burada göstermiyoruz.",
    (
        "Nach einer halben Stunde verschwindet der Code von dieser Seite. So kann ihn niemand lesen, der "
        "nach Ihnen an diesem Gerät sitzt. Ihre Antworten sind sicher gespeichert."
    ): (
        "Kod yarım saat sonra bu sayfadan kaybolur. Böylece bu cihazı sizden sonra kullanan kimse kodu "
        "okuyamaz. Yanıtlarınız güvenle kaydedildi."
    ),
    "So geht es weiter": "Bundan sonra ne olacak?",
    "Am %(day)s endet die Umfrage. Dann werden alle Antworten gezählt.": (
        "Anketin sona ereceği tarih: %(day)s. Ardından tüm yanıtlar sayılır."
    ),
    "Was Sie in eigenen Worten geschrieben haben, liest ein Mensch.": (
        "Kendi sözlerinizle yazdıklarınızı bir insan okur."
    ),
    "Das Ergebnis steht danach auf der Seite dieser Umfrage.": "Sonuç daha sonra bu anketin sayfasında yayımlanır.",
    "Diese Umfrage beginnt am %(day)s. Schauen Sie dann gern wieder vorbei.": (
        "Bu anketin başlayacağı tarih: %(day)s. O zaman yeniden bekleriz."
    ),
    (
        "Diese Umfrage ist gerade zu Ende gegangen. Wer schon begonnen hat, kann noch zwei Stunden lang "
        "senden. Neu beginnen geht nicht mehr."
    ): (
        "Bu anket az önce sona erdi. Daha önce başlayanlar iki saat daha yanıtlarını gönderebilir. Artık "
        "yeniden başlanamaz."
    ),
    "Diese Umfrage ist beendet. Vielen Dank an alle, die mitgemacht haben.": (
        "Bu anket sona erdi. Katılan herkese çok teşekkür ederiz."
    ),
    "Ihr persönlicher Code": "Kişisel kodunuz",
    "Er steht in dem Brief, den Sie bekommen haben.": "Kod, size gelen mektupta yazılıdır.",
    "In der Liste suchen": "Listede ara",
    "Gefunden: %(n)s": "Bulunan: %(n)s",
    "Bitte prüfen Sie Ihre Angaben": "Lütfen yazdıklarınızı kontrol edin",
    "Bitte geben Sie den Code ein, den Sie sich notiert haben.": "Lütfen not ettiğiniz kodu girin.",
    (
        "Zu diesem Code gibt es keinen angefangenen Fragebogen. Vielleicht ist er schon gesendet. Bitte "
        "vergleichen Sie den Code Zeichen für Zeichen."
    ): (
        "Bu koda ait başlanmış bir anket yok. Belki daha önce gönderilmiştir. Lütfen kodu karakter "
        "karakter karşılaştırın."
    ),
    "Diesen Code kennen wir nicht. Bitte vergleichen Sie ihn Zeichen für Zeichen mit Ihrem Brief.": (
        "Bu kodu tanımıyoruz. Lütfen kodu mektubunuzla karakter karakter karşılaştırın."
    ),
    "Dieser Code gilt nicht mehr. Bitte rufen Sie uns an: Wir helfen gern.": (
        "Bu kod artık geçerli değil. Lütfen bizi arayın: Yardımcı olmaktan memnuniyet duyarız."
    ),
    (
        "Dieser Code wurde schon verwendet. Haben Sie auf einem anderen Gerät begonnen, machen Sie bitte "
        "dort weiter, oder rufen Sie uns an."
    ): ("Bu kod daha önce kullanıldı. Başka bir cihazda başladıysanız lütfen orada devam edin veya bizi arayın."),
    "Mit diesem Code wurde schon geantwortet. Jeder Code gilt einmal.": (
        "Bu kodla daha önce yanıt verildi. Her kod bir kez geçerlidir."
    ),
    (
        "Dieser Fragebogen wird jetzt auf einem anderen Gerät weiter ausgefüllt. Bitte senden Sie ihn "
        "dort; hier geht er nicht mehr."
    ): ("Bu anket şimdi başka bir cihazda dolduruluyor. Lütfen oradan gönderin; buradan artık gönderilemez."),
    "Die Seite war lange offen. Ihre Eingaben sind noch da: Bitte senden Sie noch einmal.": (
        "Sayfa uzun süre açık kaldı. Yazdıklarınız hâlâ duruyor: Lütfen bir kez daha gönderin."
    ),
    "Ihre Antworten": "Yanıtlarınız",
    "Gegeben am %(day)s. Diese Seite sieht nur, wer Ihren Code hat.": (
        "Yanıt tarihi: %(day)s. Bu sayfayı yalnızca kodunuzu bilen görebilir."
    ),
    "Was aus Ihren Worten wurde: %(question)s": "Sözlerinizle ilgili ne yapıldı: %(question)s",
    "Das haben Sie geantwortet": "Verdiğiniz yanıtlar",
    "Antworten löschen": "Yanıtları sil",
    (
        "Sie können Ihre Antworten jederzeit löschen. Das gilt sofort und lässt sich nicht rückgängig "
        "machen. Zahlen, die schon veröffentlicht sind, ändern sich nicht."
    ): (
        "Yanıtlarınızı istediğiniz zaman silebilirsiniz. Silme hemen geçerli olur ve geri alınamaz. Daha "
        "önce yayımlanmış sayılar değişmez."
    ),
    "Alle meine Antworten löschen": "Tüm yanıtlarımı sil",
    "Alle Ihre Antworten löschen?": "Tüm yanıtlarınız silinsin mi?",
}
