import type { Scheme } from '../scheme.ts'

/** Threat level (CUTA/OCAM/OCAD). Source: Belgian royal decree of 28 November 2006 art. 11 § 6. */
export const threatLevel = {
  id: 'threatLevel',
  label: { en: 'Threat level (CUTA/OCAM/OCAD)', fr: 'Niveau de la menace (OCAM)', nl: 'Dreigingsniveau (OCAD)', ar: 'مستوى التهديد' },
  standard: 'Belgian royal decree of 28 November 2006 art. 11 § 6',
  codeStatus: 'standard',
  note: 'A level is always scoped: general, or specific to a place, person, group or event. English CUTA wording may differ; the French text governs.',
  terms: [
    { code: '1', label: { en: 'Low: not threatened', fr: "Faible : n'est pas menacé", nl: 'Laag: niet bedreigd', ar: 'ضعيف: غير مهدد' } },
    {
      code: '2',
      label: {
        en: 'Medium: threat unlikely',
        fr: 'Moyen : menace peu vraisemblable',
        nl: 'Gemiddeld: dreiging weinig waarschijnlijk',
        ar: 'متوسط: تهديد قليل الاحتمال',
      },
    },
    {
      code: '3',
      label: {
        en: 'Serious: threat possible and plausible',
        fr: 'Grave : menace possible et vraisemblable',
        nl: 'Ernstig: dreiging mogelijk en waarschijnlijk',
        ar: 'خطير: تهديد ممكن ومحتمل',
      },
    },
    {
      code: '4',
      label: {
        en: 'Very serious: threat serious and imminent',
        fr: 'Très grave : menace sérieuse et imminente',
        nl: 'Zeer ernstig: dreiging ernstig en zeer nabij',
        ar: 'خطير جدا: تهديد جدي ووشيك',
      },
    },
  ],
} as const satisfies Scheme

/** Belgian common database category (T.E.R.). Source: OCAM public description; law of 29 March 2024. */
export const terCategory = {
  id: 'terCategory',
  label: {
    en: 'Belgian common database category (T.E.R.)',
    fr: 'Catégorie de la banque de données commune T.E.R.',
    nl: 'Categorie gemeenschappelijke gegevensbank T.E.R.',
    ar: 'فئة قاعدة البيانات المشتركة البلجيكية',
  },
  standard: 'OCAM public description; law of 29 March 2024',
  codeStatus: 'standard-unverified',
  note: 'National categories of one party: never sent as a bare label, always with facts, date and evaluation code.',
  terms: [
    {
      code: 'FTF',
      label: {
        en: 'Foreign terrorist fighter (left, en route, returned, prevented, intends)',
        fr: 'Combattant terroriste étranger (parti, en route, revenu, empêché, intention)',
        nl: 'Buitenlandse terroristische strijder (vertrokken, onderweg, teruggekeerd, verhinderd, intentie)',
        ar: 'مقاتل إرهابي أجنبي (غادر أو في الطريق أو عاد أو منع أو ينوي)',
      },
    },
    {
      code: 'HTF',
      label: { en: 'Homegrown terrorist fighter', fr: 'Combattant terroriste national', nl: 'Homegrown terrorist fighter', ar: 'مقاتل إرهابي محلي' },
    },
    { code: 'HP', label: { en: 'Hate propagandist', fr: 'Propagandiste de haine', nl: 'Haatpropagandist', ar: 'داعية كراهية' } },
    {
      code: 'PEV',
      label: {
        en: 'Potentially violent extremist',
        fr: 'Extrémiste potentiellement violent',
        nl: 'Potentieel gewelddadige extremist',
        ar: 'متطرف يحتمل أن يكون عنيفا',
      },
    },
    { code: 'TC', label: { en: 'Person convicted of terrorism', fr: 'Condamné pour terrorisme', nl: 'Terrorismeveroordeelde', ar: 'مدان بالإرهاب' } },
  ],
} as const satisfies Scheme
