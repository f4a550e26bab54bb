import type { Scheme } from '../scheme.ts'

/** Country (subset). Source: ISO 3166-1 alpha-2, alpha-3 in iso3. */
export const country = {
  id: 'country',
  label: { en: 'Country (subset)', fr: 'Pays (extrait)', nl: 'Land (selectie)', ar: 'البلد (مقتطف)' },
  standard: 'ISO 3166-1 alpha-2, alpha-3 in iso3',
  codeStatus: 'standard-unverified',
  note: 'Place of birth is kept as printed; never derive a country code from it automatically.',
  terms: [
    { code: 'BE', label: { en: 'Belgium', fr: 'Belgique', nl: 'België', ar: 'بلجيكا' }, iso3: 'BEL' },
    { code: 'MA', label: { en: 'Morocco', fr: 'Maroc', nl: 'Marokko', ar: 'المغرب' }, iso3: 'MAR' },
    { code: 'FR', label: { en: 'France', fr: 'France', nl: 'Frankrijk', ar: 'فرنسا' }, iso3: 'FRA' },
    { code: 'NL', label: { en: 'Netherlands', fr: 'Pays-Bas', nl: 'Nederland', ar: 'هولندا' }, iso3: 'NLD' },
    { code: 'ES', label: { en: 'Spain', fr: 'Espagne', nl: 'Spanje', ar: 'إسبانيا' }, iso3: 'ESP' },
    { code: 'XXA', label: { en: 'Stateless person (ICAO)', fr: 'Apatride (OACI)', nl: 'Staatloze (ICAO)', ar: 'عديم الجنسية' }, icao: true },
    {
      code: 'XXX',
      label: { en: 'Nationality unspecified (ICAO)', fr: 'Nationalité non précisée (OACI)', nl: 'Nationaliteit onbepaald (ICAO)', ar: 'جنسية غير محددة' },
      icao: true,
    },
  ],
} as const satisfies Scheme

/** Place for seizures (subset). Source: UN/LOCODE. */
export const port = {
  id: 'port',
  label: { en: 'Place for seizures (subset)', fr: 'Lieu de saisie (extrait)', nl: 'Plaats van vangst (selectie)', ar: 'مكان الحجز (مقتطف)' },
  standard: 'UN/LOCODE',
  codeStatus: 'standard-unverified',
  terms: [
    { code: 'BEANR', label: { en: 'Antwerp', fr: 'Anvers', nl: 'Antwerpen', ar: 'أنتويرب' } },
    { code: 'BEZEE', label: { en: 'Zeebrugge', fr: 'Zeebruges', nl: 'Zeebrugge', ar: 'زيبروج' } },
    { code: 'BEBRU', label: { en: 'Brussels', fr: 'Bruxelles', nl: 'Brussel', ar: 'بروكسيل' } },
    { code: 'MACAS', label: { en: 'Casablanca', fr: 'Casablanca', nl: 'Casablanca', ar: 'الدار البيضاء' } },
    { code: 'MAPTM', label: { en: 'Tanger Med', fr: 'Tanger Med', nl: 'Tanger Med', ar: 'طنجة المتوسط' } },
    { code: 'MANDR', label: { en: 'Nador', fr: 'Nador', nl: 'Nador', ar: 'الناظور' } },
    { code: 'MAAGA', label: { en: 'Agadir', fr: 'Agadir', nl: 'Agadir', ar: 'أكادير' } },
    { code: 'ESALG', label: { en: 'Algeciras', fr: 'Algésiras', nl: 'Algeciras', ar: 'الجزيرة الخضراء' } },
    { code: 'NLRTM', label: { en: 'Rotterdam', fr: 'Rotterdam', nl: 'Rotterdam', ar: 'روتردام' } },
  ],
} as const satisfies Scheme

/** Language. Source: ISO 639. */
export const language = {
  id: 'language',
  label: { en: 'Language', fr: 'Langue', nl: 'Taal', ar: 'اللغة' },
  standard: 'ISO 639',
  codeStatus: 'standard-unverified',
  terms: [
    { code: 'fr', label: { en: 'French', fr: 'Français', nl: 'Frans', ar: 'الفرنسية' } },
    { code: 'nl', label: { en: 'Dutch', fr: 'Néerlandais', nl: 'Nederlands', ar: 'الهولندية' } },
    { code: 'ar', label: { en: 'Arabic', fr: 'Arabe', nl: 'Arabisch', ar: 'العربية' } },
    { code: 'en', label: { en: 'English', fr: 'Anglais', nl: 'Engels', ar: 'الإنجليزية' } },
    { code: 'de', label: { en: 'German', fr: 'Allemand', nl: 'Duits', ar: 'الألمانية' } },
    {
      code: 'zgh',
      label: { en: 'Standard Moroccan Tamazight', fr: 'Amazighe standard marocain', nl: 'Standaard Marokkaans Tamazight', ar: 'الأمازيغية المعيارية المغربية' },
    },
    { code: 'rif', label: { en: 'Tarifit', fr: 'Rifain', nl: 'Riffijns', ar: 'الريفية' } },
    { code: 'ary', label: { en: 'Moroccan Arabic', fr: 'Arabe marocain (darija)', nl: 'Marokkaans Arabisch', ar: 'الدارجة المغربية' } },
  ],
} as const satisfies Scheme

/** Writing system. Source: ISO 15924. */
export const script = {
  id: 'script',
  label: { en: 'Writing system', fr: 'Écriture', nl: 'Schrift', ar: 'نظام الكتابة' },
  standard: 'ISO 15924',
  codeStatus: 'standard-unverified',
  terms: [
    { code: 'Latn', label: { en: 'Latin', fr: 'Latine', nl: 'Latijns', ar: 'لاتيني' } },
    { code: 'Arab', label: { en: 'Arabic', fr: 'Arabe', nl: 'Arabisch', ar: 'عربي' } },
    { code: 'Tfng', label: { en: 'Tifinagh', fr: 'Tifinagh', nl: 'Tifinagh', ar: 'تيفيناغ' } },
  ],
} as const satisfies Scheme
