import type { Scheme } from '../scheme.ts'

/** Exchange type. Source: local (names follow SIENA/UMF usage); CLR, RTC, RFS, WDW, IDS and ACK are the turns of one exchange. */
export const messageType = {
  id: 'messageType',
  label: { en: 'Exchange type', fr: "Type d'échange", nl: 'Type uitwisseling', ar: 'نوع التبادل' },
  standard: 'local (names follow SIENA/UMF usage); CLR, RTC, RFS, WDW, IDS and ACK are the turns of one exchange',
  codeStatus: 'local',
  terms: [
    { code: 'REQ', label: { en: 'Request for information', fr: "Demande d'information", nl: 'Verzoek om informatie', ar: 'طلب معلومات' } },
    { code: 'REP', label: { en: 'Reply', fr: 'Réponse', nl: 'Antwoord', ar: 'جواب' } },
    { code: 'SPO', label: { en: 'Spontaneous information', fr: 'Information spontanée', nl: 'Spontane informatie', ar: 'معلومات تلقائية' } },
    { code: 'HNH', label: { en: 'Hit/no-hit query', fr: 'Requête hit/no-hit', nl: 'Hit/no-hit-bevraging', ar: 'استعلام مطابق/غير مطابق' } },
    {
      code: 'IDR',
      label: {
        en: 'Identification request (return)',
        fr: "Demande d'identification (retour)",
        nl: 'Identificatieverzoek (terugkeer)',
        ar: 'طلب تحديد الهوية (العودة)',
      },
    },
    { code: 'IDA', label: { en: 'Identification answer', fr: "Réponse d'identification", nl: 'Identificatieantwoord', ar: 'جواب تحديد الهوية' } },
    {
      code: 'FTN',
      label: {
        en: 'Foreign terrorist fighter / returnee notice',
        fr: 'Avis combattant terroriste étranger / returnee',
        nl: 'Melding buitenlandse terroristische strijder / terugkeerder',
        ar: 'إشعار بمقاتل إرهابي أجنبي أو عائد',
      },
    },
    { code: 'SEI', label: { en: 'Drug seizure notice', fr: 'Avis de saisie de stupéfiants', nl: 'Melding drugsvangst', ar: 'إشعار بحجز مخدرات' } },
    { code: 'DEC', label: { en: 'Deconfliction query', fr: 'Requête de déconfliction', nl: 'Deconflictie-bevraging', ar: 'طلب تنسيق لتفادي تعارض التحقيقات' } },
    {
      code: 'THB',
      label: { en: 'Trafficking referral', fr: 'Orientation traite des êtres humains', nl: 'Doorverwijzing mensenhandel', ar: 'إحالة حالة اتجار بالبشر' },
    },
    { code: 'THR', label: { en: 'Threat assessment product', fr: 'Analyse de la menace', nl: 'Dreigingsanalyse', ar: 'تقييم التهديد' } },
    { code: 'WAR', label: { en: 'Warning, imminent danger', fr: 'Alerte, danger imminent', nl: 'Waarschuwing, onmiddellijk gevaar', ar: 'إنذار بخطر وشيك' } },
    { code: 'COR', label: { en: 'Correction notice', fr: 'Avis de rectification', nl: 'Rechtzettingsbericht', ar: 'إشعار بالتصحيح' } },
    { code: 'DEL', label: { en: 'Deletion notice', fr: "Avis d'effacement", nl: 'Wissingsbericht', ar: 'إشعار بالحذف' } },
    { code: 'RST', label: { en: 'Restriction notice', fr: 'Avis de limitation', nl: 'Beperkingsbericht', ar: 'إشعار بتقييد المعالجة' } },
    {
      code: 'RET',
      label: {
        en: 'Retention / review notice',
        fr: 'Avis de conservation / réexamen',
        nl: 'Bewaar- of herzieningsbericht',
        ar: 'إشعار بمدة الحفظ أو المراجعة',
      },
    },
    { code: 'FBK', label: { en: 'Feedback on use made', fr: "Retour sur l'usage", nl: 'Terugkoppeling over het gebruik', ar: 'إفادة حول الاستعمال' } },
    {
      code: 'CON',
      label: {
        en: 'Consent request (handling, onward use)',
        fr: "Demande d'accord (traitement, usage ultérieur)",
        nl: 'Toestemmingsverzoek (behandeling, verder gebruik)',
        ar: 'طلب موافقة (المعالجة أو الاستعمال اللاحق)',
      },
    },
    { code: 'VIS', label: { en: 'Working visit item', fr: 'Élément de visite de travail', nl: 'Element van werkbezoek', ar: 'عنصر من زيارة عمل' } },
    { code: 'PLN', label: { en: 'Action plan item', fr: "Élément du plan d'action", nl: 'Element van actieplan', ar: 'عنصر من خطة العمل' } },
    { code: 'CLR', label: { en: 'Request for clarification', fr: 'Demande de précision', nl: 'Verzoek om verduidelijking', ar: 'طلب توضيح' } },
    { code: 'RTC', label: { en: 'Returned for completion', fr: 'Renvoi pour complément', nl: 'Teruggestuurd ter aanvulling', ar: 'إرجاع لاستكمال الطلب' } },
    { code: 'RFS', label: { en: 'Refusal', fr: 'Refus', nl: 'Weigering', ar: 'رفض' } },
    { code: 'WDW', label: { en: 'Withdrawal', fr: 'Retrait', nl: 'Intrekking', ar: 'سحب' } },
    { code: 'IDS', label: { en: 'Identification step', fr: "Étape d'identification", nl: 'Identificatiestap', ar: 'خطوة في تحديد الهوية' } },
    {
      code: 'ACK',
      label: {
        en: 'Acknowledgement of a notice',
        fr: "Accusé d'un avis de rectification, d'effacement ou de limitation",
        nl: 'Bevestiging van een rechtzetting, wissing of beperking',
        ar: 'إقرار بإشعار تصحيح أو حذف أو تقييد',
      },
    },
  ],
} as const satisfies Scheme

/** Purpose. Source: local; first five mirror LED art. 1(1). */
export const purpose = {
  id: 'purpose',
  label: { en: 'Purpose', fr: 'Finalité', nl: 'Doel', ar: 'الغرض' },
  standard: 'local; first five mirror LED art. 1(1)',
  codeStatus: 'local',
  terms: [
    {
      code: 'PREV',
      label: {
        en: 'Prevention of criminal offences',
        fr: 'Prévention des infractions pénales',
        nl: 'Voorkoming van strafbare feiten',
        ar: 'الوقاية من الجرائم',
      },
      regimes: ['LE', 'CU'],
    },
    { code: 'DETE', label: { en: 'Detection', fr: 'Détection', nl: 'Opsporing (detectie)', ar: 'الكشف عن الجرائم' }, regimes: ['LE', 'CU'] },
    { code: 'INVE', label: { en: 'Investigation', fr: 'Enquête', nl: 'Onderzoek', ar: 'البحث والتحري' }, regimes: ['LE', 'CU'] },
    { code: 'PROS', label: { en: 'Prosecution', fr: 'Poursuite', nl: 'Vervolging', ar: 'المتابعة القضائية' }, regimes: ['JU'] },
    {
      code: 'PUBS',
      label: {
        en: 'Safeguarding against threats to public security',
        fr: 'Protection contre les menaces pour la sécurité publique',
        nl: 'Bescherming tegen gevaren voor de openbare veiligheid',
        ar: 'الوقاية من تهديدات الأمن العام',
      },
      regimes: ['LE', 'TA'],
    },
    {
      code: 'MISS',
      label: {
        en: 'Missing person or unidentified body',
        fr: 'Personne disparue ou corps non identifié',
        nl: 'Vermiste persoon of onbekend lijk',
        ar: 'شخص مختف أو جثة مجهولة الهوية',
      },
      regimes: ['LE'],
    },
    {
      code: 'OBJT',
      label: {
        en: 'Stolen, missing or misappropriated object',
        fr: 'Objet volé, disparu ou détourné',
        nl: 'Gestolen, verdwenen of verduisterd voorwerp',
        ar: 'شيء مسروق أو مفقود أو مختلس',
      },
      regimes: ['LE', 'CU'],
    },
    {
      code: 'RETN',
      label: {
        en: 'Identification for return of a person in irregular stay',
        fr: "Identification en vue du retour d'une personne en séjour irrégulier",
        nl: 'Identificatie met het oog op terugkeer van persoon in onwettig verblijf',
        ar: 'تحديد الهوية لغرض عودة شخص في وضعية إقامة غير قانونية',
      },
      regimes: ['AM'],
    },
    {
      code: 'VICT',
      label: { en: 'Protection of a victim', fr: "Protection d'une victime", nl: 'Bescherming van een slachtoffer', ar: 'حماية ضحية' },
      regimes: ['LE', 'AM'],
    },
    {
      code: 'NSEC',
      label: {
        en: 'National security (intelligence task)',
        fr: 'Sécurité nationale (mission de renseignement)',
        nl: 'Nationale veiligheid (inlichtingenopdracht)',
        ar: 'الأمن الوطني (مهمة استخباراتية)',
      },
      regimes: ['IN'],
    },
    { code: 'THRA', label: { en: 'Threat analysis', fr: 'Analyse de la menace', nl: 'Dreigingsanalyse', ar: 'تحليل التهديد' }, regimes: ['TA'] },
    {
      code: 'EVNT',
      label: { en: 'Protection of a major event', fr: "Protection d'un grand événement", nl: 'Bescherming van een groot evenement', ar: 'تأمين تظاهرة كبرى' },
      regimes: ['LE', 'TA'],
    },
    {
      code: 'OVER',
      label: {
        en: 'Oversight and rights of the data subject',
        fr: 'Contrôle et droits de la personne concernée',
        nl: 'Toezicht en rechten van de betrokkene',
        ar: 'الرقابة وحقوق الشخص المعني',
      },
      regimes: ['LE', 'AM', 'IN', 'TA', 'JU', 'CU'],
    },
    {
      code: 'MGMT',
      label: {
        en: 'Management of cooperation (no personal data)',
        fr: 'Gestion de la coopération (sans données personnelles)',
        nl: 'Beheer van de samenwerking (zonder persoonsgegevens)',
        ar: 'تدبير التعاون (دون معطيات شخصية)',
      },
      regimes: ['LE', 'AM', 'IN', 'TA', 'JU', 'CU'],
    },
  ],
} as const satisfies Scheme

/** Urgency. Source: Directive (EU) 2023/977 art. 5 time limits re-read (good practice here, not binding with Morocco); IMM and ID45 local. */
export const urgency = {
  id: 'urgency',
  label: { en: 'Urgency', fr: 'Urgence', nl: 'Dringendheid', ar: 'درجة الاستعجال' },
  standard: 'Directive (EU) 2023/977 art. 5 time limits re-read (good practice here, not binding with Morocco); IMM and ID45 local',
  codeStatus: 'standard',
  terms: [
    {
      code: 'IMM',
      label: {
        en: 'Imminent danger: immediate, target 1 hour',
        fr: 'Danger imminent : immédiat, cible 1 heure',
        nl: 'Onmiddellijk gevaar: meteen, streefdoel 1 uur',
        ar: 'خطر وشيك: فوري، هدف ساعة واحدة',
      },
      target: 'PT1H',
      local: true,
    },
    {
      code: 'U8H',
      label: {
        en: 'Urgent, directly accessible: 8 hours',
        fr: 'Urgent, directement accessible : 8 heures',
        nl: 'Dringend, rechtstreeks toegankelijk: 8 uur',
        ar: 'مستعجل، متاح مباشرة: 8 ساعات',
      },
      target: 'PT8H',
    },
    {
      code: 'U3D',
      label: {
        en: 'Urgent, not directly accessible: 3 calendar days',
        fr: 'Urgent, non directement accessible : 3 jours calendrier',
        nl: 'Dringend, niet rechtstreeks toegankelijk: 3 kalenderdagen',
        ar: 'مستعجل، غير متاح مباشرة: 3 أيام',
      },
      target: 'P3D',
    },
    {
      code: 'N7D',
      label: { en: 'Normal: 7 calendar days', fr: 'Normal : 7 jours calendrier', nl: 'Normaal: 7 kalenderdagen', ar: 'عادي: 7 أيام' },
      target: 'P7D',
    },
    {
      code: 'ID45',
      label: {
        en: 'Identification for return: 45 days',
        fr: 'Identification retour : 45 jours',
        nl: 'Identificatie terugkeer: 45 dagen',
        ar: 'تحديد الهوية للعودة: 45 يوما',
      },
      target: 'P45D',
      regime: 'AM',
    },
  ],
} as const satisfies Scheme

/** Refusal or blocking ground. Source: local; eu2023977 = art. 6 letter; others from human-rights and data-protection law. */
export const refusalGround = {
  id: 'refusalGround',
  label: { en: 'Refusal or blocking ground', fr: 'Motif de refus ou de blocage', nl: 'Weigerings- of blokkeringsgrond', ar: 'سبب الرفض أو المنع' },
  standard: 'local; eu2023977 = art. 6 letter; others from human-rights and data-protection law',
  codeStatus: 'local',
  note: 'Grounds with internalOnly are recorded for the supervisor and must be indistinguishable on the wire from GENR.',
  terms: [
    {
      code: 'NAVL',
      label: { en: 'Information not available', fr: 'Information non disponible', nl: 'Informatie niet beschikbaar', ar: 'المعلومة غير متوفرة' },
      eu2023977: 'a',
    },
    {
      code: 'FORM',
      label: {
        en: 'Request incomplete or not compliant',
        fr: 'Demande incomplète ou non conforme',
        nl: 'Verzoek onvolledig of niet conform',
        ar: 'الطلب ناقص أو غير مطابق',
      },
      eu2023977: 'b',
    },
    {
      code: 'JUDI',
      label: {
        en: 'Judicial authorisation refused or missing',
        fr: 'Autorisation judiciaire refusée ou manquante',
        nl: 'Gerechtelijke machtiging geweigerd of ontbrekend',
        ar: 'رفض أو غياب الإذن القضائي',
      },
      eu2023977: 'c',
    },
    {
      code: 'DCAT',
      label: {
        en: 'Data category outside the agreement',
        fr: 'Catégorie de données hors accord',
        nl: 'Gegevenscategorie buiten akkoord',
        ar: 'فئة معطيات خارج نطاق الاتفاق',
      },
      eu2023977: 'd',
    },
    {
      code: 'INAC',
      label: {
        en: 'Information inaccurate, incomplete or out of date',
        fr: 'Information inexacte, incomplète ou périmée',
        nl: 'Informatie onjuist, onvolledig of verouderd',
        ar: 'معلومة غير دقيقة أو ناقصة أو متقادمة',
      },
      eu2023977: 'e',
    },
    {
      code: 'SOVE',
      label: {
        en: 'Sovereignty, national security or essential interests',
        fr: 'Souveraineté, sécurité nationale ou intérêts essentiels',
        nl: 'Soevereiniteit, nationale veiligheid of wezenlijke belangen',
        ar: 'السيادة أو الأمن الوطني أو المصالح الأساسية',
      },
      eu2023977: 'f-i',
      internalOnly: true,
      shownToPartnerAs: 'GENR',
    },
    {
      code: 'INVE',
      label: {
        en: "Would jeopardise an investigation or a person's safety",
        fr: "Compromettrait une enquête ou la sécurité d'une personne",
        nl: 'Zou onderzoek of veiligheid van persoon in gevaar brengen',
        ar: 'يعرض بحثا جاريا أو سلامة شخص للخطر',
      },
      eu2023977: 'f-ii',
      internalOnly: true,
      shownToPartnerAs: 'GENR',
    },
    {
      code: 'MINO',
      label: {
        en: 'Minor offence or no offence under requested law',
        fr: 'Infraction mineure ou fait non punissable',
        nl: 'Licht feit of niet strafbaar',
        ar: 'جريمة بسيطة أو فعل غير معاقب عليه',
      },
      eu2023977: 'g',
    },
    {
      code: 'THIR',
      label: {
        en: 'Third-party information, originator has not consented',
        fr: "Information de tiers sans accord de l'émetteur",
        nl: 'Informatie van derde zonder toestemming',
        ar: 'معلومة طرف ثالث دون موافقته',
      },
      eu2023977: 'h',
      internalOnly: true,
      shownToPartnerAs: 'GENR',
    },
    {
      code: 'POLI',
      label: {
        en: 'Political, military, religious or racial character',
        fr: 'Caractère politique, militaire, religieux ou racial',
        nl: 'Politiek, militair, religieus of raciaal karakter',
        ar: 'طابع سياسي أو عسكري أو ديني أو عرقي',
      },
    },
    {
      code: 'DISC',
      label: {
        en: 'Discriminatory selector (nationality, religion, ethnicity only)',
        fr: 'Sélecteur discriminatoire',
        nl: 'Discriminerende selector',
        ar: 'معيار انتقاء تمييزي',
      },
    },
    {
      code: 'DEAT',
      label: {
        en: 'Death-penalty risk without assurance',
        fr: 'Risque de peine de mort sans garantie',
        nl: 'Risico op doodstraf zonder waarborg',
        ar: 'خطر عقوبة الإعدام دون ضمانات',
      },
    },
    {
      code: 'TORT',
      label: {
        en: 'Risk of torture or ill-treatment',
        fr: 'Risque de torture ou de mauvais traitements',
        nl: 'Risico op foltering of slechte behandeling',
        ar: 'خطر التعذيب أو سوء المعاملة',
      },
    },
    {
      code: 'ASYL',
      label: {
        en: 'Asylum application pending or protection granted',
        fr: "Demande d'asile pendante ou protection accordée",
        nl: 'Asielverzoek hangende of bescherming verleend',
        ar: 'طلب لجوء قيد النظر أو حماية ممنوحة',
      },
      internalOnly: true,
      shownToPartnerAs: 'GENR',
    },
    {
      code: 'MINR',
      label: {
        en: 'Minor without the required safeguards',
        fr: 'Mineur sans garanties requises',
        nl: 'Minderjarige zonder vereiste waarborgen',
        ar: 'قاصر دون الضمانات المطلوبة',
      },
      internalOnly: true,
      shownToPartnerAs: 'GENR',
    },
    {
      code: 'VICT',
      label: { en: 'Victim under protection', fr: 'Victime sous protection', nl: 'Slachtoffer onder bescherming', ar: 'ضحية تحت الحماية' },
      internalOnly: true,
      shownToPartnerAs: 'GENR',
    },
    {
      code: 'CITZ',
      label: {
        en: 'Citizen of the requesting side, or dual national',
        fr: "Ressortissant de l'État demandeur ou binational",
        nl: 'Onderdaan van verzoekende staat of dubbele nationaliteit',
        ar: 'مواطن الدولة الطالبة أو مزدوج الجنسية',
      },
    },
    {
      code: 'CHAN',
      label: {
        en: 'Wrong channel (judicial, FIU, customs, INTERPOL)',
        fr: 'Mauvais canal (judiciaire, CRF, douane, INTERPOL)',
        nl: 'Verkeerd kanaal (justitieel, FIE, douane, INTERPOL)',
        ar: 'قناة غير مناسبة (قضائية، مالية، جمركية، إنتربول)',
      },
    },
    {
      code: 'DISP',
      label: {
        en: 'Disproportionate or bulk request',
        fr: 'Demande disproportionnée ou massive',
        nl: 'Onevenredig of bulkverzoek',
        ar: 'طلب غير متناسب أو جماعي',
      },
    },
    {
      code: 'CLAS',
      label: {
        en: 'Classification above the agreed ceiling',
        fr: 'Classification supérieure au plafond convenu',
        nl: 'Classificatie boven afgesproken plafond',
        ar: 'درجة سرية تفوق السقف المتفق عليه',
      },
    },
    {
      code: 'GENR',
      label: {
        en: 'Cannot be answered (no reason given)',
        fr: 'Ne peut recevoir de suite (sans motif)',
        nl: 'Kan niet worden beantwoord (zonder reden)',
        ar: 'تعذر الجواب (دون تعليل)',
      },
    },
  ],
} as const satisfies Scheme

/** Hit/no-hit outcome. Source: local. */
export const hitOutcome = {
  id: 'hitOutcome',
  label: { en: 'Hit/no-hit outcome', fr: 'Résultat hit/no-hit', nl: 'Hit/no-hit-resultaat', ar: 'نتيجة الاستعلام' },
  standard: 'local',
  codeStatus: 'local',
  note: 'NOH must also be what the partner sees for withheld or protected entries.',
  terms: [
    {
      code: 'HIT',
      label: { en: 'Hit: contact through a follow-up request', fr: 'Hit : suite par demande', nl: 'Hit: vervolg via verzoek', ar: 'مطابقة: المتابعة عبر طلب' },
    },
    { code: 'NOH', label: { en: 'No hit', fr: 'Pas de hit', nl: 'Geen hit', ar: 'لا مطابقة' } },
    {
      code: 'AMB',
      label: {
        en: 'Ambiguous: needs more identifiers',
        fr: 'Ambigu : identifiants insuffisants',
        nl: 'Onzeker: meer kenmerken nodig',
        ar: 'ملتبس: يتطلب معرفات إضافية',
      },
    },
    {
      code: 'THR',
      label: { en: 'Rejected: quota or policy', fr: 'Rejeté : quota ou politique', nl: 'Geweigerd: quotum of beleid', ar: 'مرفوض: الحصة أو السياسة' },
    },
  ],
} as const satisfies Scheme

/** Acknowledgement of a correction, deletion or restriction. Source: local. */
export const noticeAck = {
  id: 'noticeAck',
  label: {
    en: 'Acknowledgement of a correction, deletion or restriction',
    fr: 'Accusé de rectification, effacement ou limitation',
    nl: 'Bevestiging van rechtzetting, wissing of beperking',
    ar: 'الإشعار بتنفيذ التصحيح أو الحذف أو التقييد',
  },
  standard: 'local',
  codeStatus: 'local',
  terms: [
    { code: 'APP', label: { en: 'Applied everywhere', fr: 'Appliqué partout', nl: 'Overal toegepast', ar: 'طبق في جميع الأنظمة' } },
    {
      code: 'APO',
      label: {
        en: 'Applied; onward recipients notified',
        fr: 'Appliqué ; destinataires ultérieurs avertis',
        nl: 'Toegepast; verdere ontvangers ingelicht',
        ar: 'طبق وأشعر المتلقون اللاحقون',
      },
    },
    {
      code: 'RST',
      label: { en: 'Restricted instead (evidence)', fr: 'Limité à la place (preuve)', nl: 'In plaats daarvan beperkt (bewijs)', ar: 'تقييد عوض الحذف (حجة)' },
    },
    { code: 'DIS', label: { en: 'Disputed, reasons given', fr: 'Contesté, motifs donnés', nl: 'Betwist, met redenen', ar: 'متنازع فيه مع التعليل' } },
    { code: 'NFD', label: { en: 'Not found here', fr: 'Non trouvé', nl: 'Niet gevonden', ar: 'غير موجود' } },
    { code: 'OVD', label: { en: 'Overdue', fr: 'En retard', nl: 'Achterstallig', ar: 'متأخر' } },
  ],
} as const satisfies Scheme
