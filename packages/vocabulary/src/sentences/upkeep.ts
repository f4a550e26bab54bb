import type { Sentences } from '../sentences.ts'

type Four = readonly [en: string, fr: string, nl: string, ar: string]
const say = (what: Four, next: Four) => ({
  what: { en: what[0], fr: what[1], nl: what[2], ar: what[3] },
  next: { en: next[0], fr: next[1], nl: next[2], ar: next[3] },
})

const anotherBackup: Four = [
  'Use another backup, and find out what happened to this one.',
  'Prenez une autre sauvegarde et cherchez ce qui est arrivé à celle-ci.',
  'Gebruik een andere back-up en zoek uit wat met deze gebeurde.',
  'استعمل نسخة احتياطية أخرى وابحث عما حدث لهذه.',
]
const newCopy: Four = [
  'Bring the file back from a backup.',
  'Reprenez le fichier dans une sauvegarde.',
  'Zet het bestand terug uit een back-up.',
  'استرجع الملف من نسخة احتياطية.',
]
const program: Four = [
  'Start the version of the program that made this store, or a newer one.',
  'Démarrez la version du programme qui a créé ces données, ou une plus récente.',
  'Start de programmaversie die deze opslag maakte, of een nieuwere.',
  'شغّل نسخة البرنامج التي أنشأت هذا المخزن أو أحدث منها.',
]

/** What `doctor`, backup and restore find, each with what mends it. */
export const upkeepSentences = {
  'node-too-old': say(
    [
      'The runtime is older than the program needs.',
      "L'environnement d'exécution est trop ancien.",
      'De runtime is ouder dan het programma vereist.',
      'بيئة التشغيل أقدم مما يتطلبه البرنامج.',
    ],
    ['Install Node 24.12 or newer.', 'Installez Node 24.12 ou plus récent.', 'Installeer Node 24.12 of nieuwer.', 'ثبّت Node 24.12 أو أحدث.'],
  ),
  'folder-missing': say(
    ['There is no such folder.', "Ce dossier n'existe pas.", 'Deze map bestaat niet.', 'لا وجود لهذا المجلد.'],
    [
      'Name the folder that "entraide node init" made.',
      'Indiquez le dossier créé par « entraide node init ».',
      'Noem de map die "entraide node init" maakte.',
      'اذكر المجلد الذي أنشأه "entraide node init".',
    ],
  ),
  'rights-too-wide': say(
    [
      'Others on this machine can read the node’s folder or files.',
      "D'autres sur cette machine peuvent lire les fichiers du nœud.",
      'Anderen op deze machine kunnen de bestanden van het knooppunt lezen.',
      'يستطيع آخرون على هذا الجهاز قراءة ملفات العقدة.',
    ],
    [
      'Take the rights of group and others away (chmod go-rwx).',
      'Retirez les droits du groupe et des autres (chmod go-rwx).',
      'Neem de rechten van groep en anderen weg (chmod go-rwx).',
      'احذف صلاحيات المجموعة والآخرين (chmod go-rwx).',
    ],
  ),
  'config-missing': say(
    ['There is no node in this folder.', "Il n'y a pas de nœud dans ce dossier.", 'Er is geen knooppunt in deze map.', 'لا توجد عقدة في هذا المجلد.'],
    [
      'Name the folder that "entraide node init" made.',
      'Indiquez le dossier créé par « entraide node init ».',
      'Noem de map die "entraide node init" maakte.',
      'اذكر المجلد الذي أنشأه "entraide node init".',
    ],
  ),
  'config-shape': say(
    ['The configuration is wrong.', 'La configuration est erronée.', 'De configuratie is fout.', 'الإعدادات خاطئة.'],
    [
      'Correct the member named in config.json.',
      'Corrigez le membre indiqué dans config.json.',
      'Verbeter het genoemde lid in config.json.',
      'صحح العنصر المذكور في config.json.',
    ],
  ),
  'keys-of-demo': say(
    [
      'These keys were made for a demonstration: anybody may have been let in behind them.',
      "Ces clés ont été créées pour une démonstration : n'importe qui a pu entrer derrière elles.",
      'Deze sleutels zijn voor een demonstratie gemaakt: iedereen kan erachter binnengelaten zijn.',
      'أُنشئت هذه المفاتيح للعرض: قد يكون أي شخص دخل بها.',
    ],
    [
      'Make a real node with "entraide node init".',
      'Créez un vrai nœud avec « entraide node init ».',
      'Maak een echt knooppunt met "entraide node init".',
      'أنشئ عقدة حقيقية بـ "entraide node init".',
    ],
  ),
  'keys-not-of-demo': say(
    [
      'These keys are of a real node and do not run as a demonstration.',
      "Ces clés sont celles d'un vrai nœud et ne servent pas à une démonstration.",
      'Deze sleutels zijn van een echt knooppunt en dienen niet voor een demonstratie.',
      'هذه مفاتيح عقدة حقيقية ولا تُستعمل للعرض.',
    ],
    [
      'Set "demo" in config.json back to false, and ask who changed it.',
      'Remettez « demo » à false dans config.json, et demandez qui l’a changé.',
      'Zet "demo" in config.json terug op false en vraag wie het veranderde.',
      'أعد "demo" في config.json إلى false واسأل من غيّرها.',
    ],
  ),
  'demo-mode': say(
    [
      'This is a demonstration node: invented data and one-click sign-ins.',
      'Ce nœud est une démonstration : données inventées et connexions en un clic.',
      'Dit is een demonstratieknooppunt: verzonnen gegevens en aanmelding met één klik.',
      'هذه عقدة عرض: بيانات مختلقة ودخول بنقرة واحدة.',
    ],
    [
      'Never put real data in it; make a real node with "entraide node init".',
      "N'y mettez jamais de vraies données ; créez un vrai nœud avec « entraide node init ».",
      'Zet er nooit echte gegevens in; maak een echt knooppunt met "entraide node init".',
      'لا تضع فيها بيانات حقيقية؛ أنشئ عقدة حقيقية بـ "entraide node init".',
    ],
  ),
  'demo-beyond-loopback': say(
    [
      'A demonstration node would be reached from beyond this machine.',
      'Un nœud de démonstration serait accessible au-delà de cette machine.',
      'Een demonstratieknooppunt zou buiten deze machine bereikbaar zijn.',
      'ستكون عقدة العرض متاحة خارج هذا الجهاز.',
    ],
    [
      'Let it listen on 127.0.0.1 only.',
      'Faites-le écouter sur 127.0.0.1 seulement.',
      'Laat het enkel op 127.0.0.1 luisteren.',
      'اجعلها تستمع على 127.0.0.1 فقط.',
    ],
  ),
  'policy-shape': say(
    [
      'The node’s own law does not read.',
      'Le droit propre du nœud est illisible.',
      'Het eigen recht van het knooppunt is onleesbaar.',
      'تعذرت قراءة القانون الخاص بالعقدة.',
    ],
    [
      'Correct policy.json at the line shown.',
      'Corrigez policy.json à la ligne indiquée.',
      'Verbeter policy.json op de getoonde regel.',
      'صحح policy.json عند السطر المبين.',
    ],
  ),
  'policy-missing': say(
    ['The node’s own law is missing.', 'Le droit propre du nœud manque.', 'Het eigen recht van het knooppunt ontbreekt.', 'القانون الخاص بالعقدة مفقود.'],
    newCopy,
  ),
  'keys-missing': say(
    [
      'The keys are missing: nothing can be read or signed without them.',
      'Les clés manquent : rien ne peut être lu ni signé sans elles.',
      'De sleutels ontbreken: zonder kan niets gelezen of ondertekend worden.',
      'المفاتيح مفقودة: لا يمكن القراءة أو التوقيع دونها.',
    ],
    newCopy,
  ),
  'keys-shape': say(
    ['The keys file does not read.', 'Le fichier des clés est illisible.', 'Het sleutelbestand is onleesbaar.', 'تعذرت قراءة ملف المفاتيح.'],
    newCopy,
  ),
  'passphrase-known': say(
    [
      'The passphrase is one from a demonstration or a document.',
      "La phrase secrète vient d'une démonstration ou d'un document.",
      'De wachtzin komt uit een demonstratie of document.',
      'عبارة السر مأخوذة من عرض أو وثيقة.',
    ],
    ['Change it at once.', 'Changez-la immédiatement.', 'Wijzig ze onmiddellijk.', 'غيّرها فورا.'],
  ),
  'certificate-unreadable': say(
    ['The TLS certificate does not read.', 'Le certificat TLS est illisible.', 'Het TLS-certificaat is onleesbaar.', 'تعذرت قراءة شهادة TLS.'],
    newCopy,
  ),
  'certificate-expired': say(
    ['The TLS certificate has expired.', 'Le certificat TLS a expiré.', 'Het TLS-certificaat is verlopen.', 'انتهت صلاحية شهادة TLS.'],
    [
      'Make a new one and give partners the new card.',
      'Faites-en un nouveau et donnez la nouvelle carte aux partenaires.',
      'Maak een nieuw en geef partners de nieuwe kaart.',
      'أنشئ شهادة جديدة وسلّم الشركاء البطاقة الجديدة.',
    ],
  ),
  'certificate-ends': say(
    ['The TLS certificate ends soon.', 'Le certificat TLS expire bientôt.', 'Het TLS-certificaat verloopt binnenkort.', 'تقترب نهاية صلاحية شهادة TLS.'],
    [
      'Plan its renewal with the partners.',
      'Préparez son renouvellement avec les partenaires.',
      'Plan de vernieuwing met de partners.',
      'خطط لتجديدها مع الشركاء.',
    ],
  ),
  'own-card-ends': say(
    [
      'The card of this node ends soon.',
      'La carte de ce nœud expire bientôt.',
      'De kaart van dit knooppunt verloopt binnenkort.',
      'تقترب نهاية صلاحية بطاقة هذه العقدة.',
    ],
    [
      'Have the security officer run "entraide partner renew-card".',
      "Faites exécuter « entraide partner renew-card » par l'officier de sécurité.",
      'Laat de veiligheidsofficier "entraide partner renew-card" uitvoeren.',
      'ليشغّل ضابط الأمن "entraide partner renew-card".',
    ],
  ),
  'own-card-expired': say(
    [
      'The card of this node is no longer valid: partners take nothing from it.',
      "La carte de ce nœud n'est plus valable : les partenaires n'en acceptent plus rien.",
      'De kaart van dit knooppunt is niet meer geldig: partners nemen er niets meer van aan.',
      'لم تعد بطاقة هذه العقدة صالحة: لا يقبل الشركاء منها شيئا.',
    ],
    [
      'Have the security officer run "entraide partner renew-card".',
      "Faites exécuter « entraide partner renew-card » par l'officier de sécurité.",
      'Laat de veiligheidsofficier "entraide partner renew-card" uitvoeren.',
      'ليشغّل ضابط الأمن "entraide partner renew-card".',
    ],
  ),
  'own-card-outdated': say(
    [
      'The configuration no longer says what the card of this node says.',
      'La configuration ne dit plus ce que dit la carte de ce nœud.',
      'De configuratie zegt niet meer wat de kaart van dit knooppunt zegt.',
      'لم تعد الإعدادات تطابق بطاقة هذه العقدة.',
    ],
    [
      'Have the security officer run "entraide partner renew-card".',
      "Faites exécuter « entraide partner renew-card » par l'officier de sécurité.",
      'Laat de veiligheidsofficier "entraide partner renew-card" uitvoeren.',
      'ليشغّل ضابط الأمن "entraide partner renew-card".',
    ],
  ),
  'card-ends': say(
    [
      'A partner’s card ends soon.',
      "La carte d'un partenaire expire bientôt.",
      'De kaart van een partner verloopt binnenkort.',
      'تقترب نهاية صلاحية بطاقة شريك.',
    ],
    [
      'Ask the partner for its new card.',
      'Demandez au partenaire sa nouvelle carte.',
      'Vraag de partner om zijn nieuwe kaart.',
      'اطلب من الشريك بطاقته الجديدة.',
    ],
  ),
  'disk-nearly-full': say(
    ['The disk is nearly full.', 'Le disque est presque plein.', 'De schijf is bijna vol.', 'القرص شبه ممتلئ.'],
    [
      'Make room before messages are refused.',
      'Libérez de la place avant que des messages soient refusés.',
      'Maak ruimte voor berichten geweigerd worden.',
      'حرّر مساحة قبل رفض الرسائل.',
    ],
  ),
  'store-unreachable': say(
    ['The store does not answer.', 'Les données ne répondent pas.', 'De opslag antwoordt niet.', 'المخزن لا يستجيب.'],
    [
      'Check the database server and the address in config.json.',
      "Vérifiez le serveur de base de données et l'adresse dans config.json.",
      'Controleer de databaseserver en het adres in config.json.',
      'تحقق من خادم قاعدة البيانات والعنوان في config.json.',
    ],
  ),
  'store-unreadable': say(
    ['The store does not read.', 'Les données sont illisibles.', 'De opslag is onleesbaar.', 'تعذرت قراءة المخزن.'],
    ['Restore a backup.', 'Restaurez une sauvegarde.', 'Herstel een back-up.', 'استعد نسخة احتياطية.'],
  ),
  'store-locked': say(
    [
      'Another process of this node uses the store.',
      'Un autre processus de ce nœud utilise les données.',
      'Een ander proces van dit knooppunt gebruikt de opslag.',
      'تستعمل عملية أخرى لهذه العقدة المخزن.',
    ],
    ['Stop the other process first.', "Arrêtez d'abord l'autre processus.", 'Stop eerst het andere proces.', 'أوقف العملية الأخرى أولا.'],
  ),
  'store-not-empty': say(
    [
      'The store to restore into is not empty.',
      "Le stock où restaurer n'est pas vide.",
      'De opslag om in te herstellen is niet leeg.',
      'المخزن المراد الاستعادة إليه غير فارغ.',
    ],
    ['Name a new schema.', 'Indiquez un nouveau schéma.', 'Noem een nieuw schema.', 'اذكر مخططا جديدا.'],
  ),
  'migration-changed': say(
    [
      'A change of the store’s shape was altered after it was applied.',
      'Une évolution du schéma a été modifiée après application.',
      'Een schemawijziging werd na toepassing veranderd.',
      'عُدّل تغيير للمخزن بعد تطبيقه.',
    ],
    program,
  ),
  'migration-unknown': say(
    [
      'The store was changed by a newer version of the program.',
      'Les données ont été modifiées par une version plus récente.',
      'De opslag werd door een nieuwere versie gewijzigd.',
      'غُيّر المخزن بنسخة أحدث من البرنامج.',
    ],
    program,
  ),
  'migrations-waiting': say(
    [
      'The store will be brought to this version at the next start.',
      'Les données seront adaptées à cette version au prochain démarrage.',
      'De opslag wordt bij de volgende start aangepast.',
      'سيُحدّث المخزن عند التشغيل القادم.',
    ],
    ['Make a backup before you start.', 'Faites une sauvegarde avant de démarrer.', 'Maak een back-up voor u start.', 'أنشئ نسخة احتياطية قبل التشغيل.'],
  ),
  'log-stalled': say(
    [
      'Log lines wait and nobody places them: the node acts no more.',
      "Des lignes de journal attendent sans être placées : le nœud n'agit plus.",
      'Logregels wachten en niemand plaatst ze: het knooppunt handelt niet meer.',
      'أسطر السجل تنتظر ولا تُرتب: توقفت العقدة عن العمل.',
    ],
    [
      'Restart the node; if it stays so, call support.',
      'Redémarrez le nœud ; si cela persiste, appelez le support.',
      'Herstart het knooppunt; bel ondersteuning als het blijft.',
      'أعد تشغيل العقدة؛ وإن استمر الأمر فاتصل بالدعم.',
    ],
  ),
  'log-broken': say(
    [
      'A log does not follow from its first line to its head.',
      'Un journal ne se suit pas de sa première ligne à sa tête.',
      'Een logboek klopt niet van eerste regel tot hoofd.',
      'أحد السجلات لا يتسلسل من أول سطر إلى رأسه.',
    ],
    anotherBackup,
  ),
  'outbox-stuck': say(
    ['Messages wait and do not get through.', 'Des messages attendent et ne passent pas.', 'Berichten wachten en komen er niet door.', 'رسائل تنتظر ولا تمر.'],
    [
      'Look at the outbox for the reason and test the line.',
      'Voyez le motif dans les envois et testez la ligne.',
      'Bekijk de reden in de uitbox en test de lijn.',
      'راجع السبب في الصادر واختبر الخط.',
    ],
  ),
  'line-down': say(
    ['The line to a partner is down.', 'La ligne vers un partenaire est coupée.', 'De lijn naar een partner ligt plat.', 'الخط إلى أحد الشركاء مقطوع.'],
    ['Test the line on the partner’s page.', 'Testez la ligne sur la page du partenaire.', 'Test de lijn op de partnerpagina.', 'اختبر الخط في صفحة الشريك.'],
  ),
  'partner-unconfirmed': say(
    [
      'A partner’s card is here and the words were not read aloud.',
      "La carte d'un partenaire est là, mais les mots n'ont pas été lus.",
      'De kaart van een partner is er, maar de woorden zijn niet voorgelezen.',
      'بطاقة شريك موجودة ولم تُقرأ الكلمات.',
    ],
    [
      'Read them with the partner’s security officer.',
      "Lisez-les avec l'officier de sécurité du partenaire.",
      'Lees ze met de veiligheidsofficier van de partner.',
      'اقرأها مع ضابط أمن الشريك.',
    ],
  ),
  'restored-uncompared': say(
    [
      'The node was restored and its log not yet compared with every partner.',
      "Le nœud a été restauré et son journal n'est pas encore comparé avec chaque partenaire.",
      'Het knooppunt is hersteld en het logboek nog niet met elke partner vergeleken.',
      'استُعيدت العقدة ولم يُقارن سجلها بعد مع كل شريك.',
    ],
    [
      'Test the line to each partner; the comparison happens then.',
      'Testez la ligne vers chaque partenaire ; la comparaison se fait alors.',
      'Test de lijn naar elke partner; dan gebeurt de vergelijking.',
      'اختبر الخط مع كل شريك؛ وعندها تتم المقارنة.',
    ],
  ),
  'folder-not-empty': say(
    ['The folder is not empty.', "Le dossier n'est pas vide.", 'De map is niet leeg.', 'المجلد غير فارغ.'],
    ['Name a new folder.', 'Indiquez un nouveau dossier.', 'Noem een nieuwe map.', 'اذكر مجلدا جديدا.'],
  ),
  'folder-unusable': say(
    ['This cannot be used as a folder.', 'Ceci ne peut pas servir de dossier.', 'Dit kan niet als map dienen.', 'لا يمكن استعمال هذا كمجلد.'],
    [
      'Name a new folder, or one that you may write.',
      'Indiquez un nouveau dossier, ou un dossier où vous pouvez écrire.',
      'Noem een nieuwe map, of een waarin u mag schrijven.',
      'اذكر مجلدا جديدا أو مجلدا يمكنك الكتابة فيه.',
    ],
  ),
  'erasures-unreadable': say(
    [
      'No list of erasures can be read there. Nothing was restored.',
      'Aucune liste d’effacements n’y est lisible. Rien n’a été restauré.',
      'Daar kan geen lijst van wissingen worden gelezen. Er is niets teruggezet.',
      'لا يمكن قراءة أي لائحة لعمليات المحو هناك. لم يسترجع أي شيء.',
    ],
    [
      'Name a newer backup, or its store/tombstones.jsonl.',
      'Indiquez une sauvegarde plus récente, ou son fichier store/tombstones.jsonl.',
      'Noem een nieuwere back-up, of zijn store/tombstones.jsonl.',
      'اذكر نسخة احتياطية أحدث أو ملفها store/tombstones.jsonl.',
    ],
  ),
  'backup-missing': say(
    [
      'There is no backup here, or a part of it is missing.',
      "Il n'y a pas de sauvegarde ici, ou une partie manque.",
      'Hier is geen back-up, of een deel ontbreekt.',
      'لا توجد نسخة احتياطية هنا أو ينقص جزء منها.',
    ],
    [
      'Name the right folder, and with --keys where its keys are.',
      'Indiquez le bon dossier, et avec --keys où sont ses clés.',
      'Noem de juiste map, en met --keys waar de sleutels zijn.',
      'اذكر المجلد الصحيح ومكان المفاتيح بـ --keys.',
    ],
  ),
  'backup-damaged': say(['The backup is damaged.', 'La sauvegarde est endommagée.', 'De back-up is beschadigd.', 'النسخة الاحتياطية تالفة.'], anotherBackup),
} as const satisfies Sentences
