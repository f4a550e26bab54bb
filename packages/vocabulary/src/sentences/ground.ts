import type { Sentences } from '../sentences.ts'

/** Malformed values and texts: what a reader found wrong before any rule was asked. */
export const groundSentences = {
  'json-syntax': {
    what: {
      en: 'The text is not valid JSON.',
      fr: 'Le texte n’est pas du JSON valide.',
      nl: 'De tekst is geen geldige JSON.',
      ar: 'النص ليس بصيغة JSON صحيحة.',
    },
    next: {
      en: 'Correct it at the line and column shown.',
      fr: 'Corrigez-le à la ligne et à la colonne indiquées.',
      nl: 'Verbeter de tekst op de aangegeven regel en kolom.',
      ar: 'صححه عند السطر والعمود المبينين.',
    },
  },
  'json-too-large': {
    what: {
      en: 'The text is larger than is accepted here.',
      fr: 'Le texte dépasse la taille acceptée ici.',
      nl: 'De tekst is groter dan hier wordt aanvaard.',
      ar: 'حجم النص يفوق المسموح به هنا.',
    },
    next: {
      en: 'Shorten it, or send the long part as an attachment.',
      fr: 'Raccourcissez-le ou joignez la partie longue en pièce jointe.',
      nl: 'Kort hem in of stuur het lange deel als bijlage.',
      ar: 'اختصره أو أرسل الجزء الطويل كمرفق.',
    },
  },
  'json-too-deep': {
    what: {
      en: 'The text is nested too deeply.',
      fr: 'Le texte comporte trop de niveaux imbriqués.',
      nl: 'De tekst is te diep genest.',
      ar: 'مستويات التداخل في النص كثيرة جدا.',
    },
    next: { en: 'Flatten its structure.', fr: 'Simplifiez sa structure.', nl: 'Vereenvoudig de structuur.', ar: 'بسّط بنيته.' },
  },
  'json-duplicate-name': {
    what: {
      en: 'A field is written twice.',
      fr: 'Un champ est écrit deux fois.',
      nl: 'Een veld staat er twee keer.',
      ar: 'كُتب حقل مرتين.',
    },
    next: { en: 'Keep one of the two.', fr: 'Gardez-en un seul.', nl: 'Laat er één staan.', ar: 'احتفظ بواحد منهما.' },
  },
  'json-forbidden-name': {
    what: {
      en: 'A field has a name that is never accepted.',
      fr: 'Un champ porte un nom qui n’est jamais accepté.',
      nl: 'Een veld heeft een naam die nooit wordt aanvaard.',
      ar: 'يحمل حقل اسما غير مقبول إطلاقا.',
    },
    next: { en: 'Rename or remove it.', fr: 'Renommez-le ou supprimez-le.', nl: 'Hernoem of verwijder het.', ar: 'غيّر اسمه أو احذفه.' },
  },
  'json-number': {
    what: {
      en: 'A number cannot be represented exactly.',
      fr: 'Un nombre ne peut pas être représenté exactement.',
      nl: 'Een getal kan niet exact worden weergegeven.',
      ar: 'لا يمكن تمثيل أحد الأرقام بدقة.',
    },
    next: {
      en: 'Write it shorter, or as text.',
      fr: 'Écrivez-le plus court ou sous forme de texte.',
      nl: 'Schrijf het korter of als tekst.',
      ar: 'اكتبه بصيغة أقصر أو كنص.',
    },
  },
  'json-text': {
    what: {
      en: 'A text holds a character that cannot be sent.',
      fr: 'Un texte contient un caractère qui ne peut pas être transmis.',
      nl: 'Een tekst bevat een teken dat niet verzonden kan worden.',
      ar: 'يتضمن أحد النصوص حرفا لا يمكن إرساله.',
    },
    next: {
      en: 'Delete it and type the word again.',
      fr: 'Effacez-le et retapez le mot.',
      nl: 'Wis het en typ het woord opnieuw.',
      ar: 'احذفه وأعد كتابة الكلمة.',
    },
  },
  'bytes-not-utf8': {
    what: {
      en: 'The file is not text in UTF-8.',
      fr: 'Le fichier n’est pas du texte en UTF-8.',
      nl: 'Het bestand is geen tekst in UTF-8.',
      ar: 'الملف ليس نصا بترميز UTF-8.',
    },
    next: {
      en: 'Save it as UTF-8 and try again.',
      fr: 'Enregistrez-le en UTF-8 et réessayez.',
      nl: 'Sla het op als UTF-8 en probeer opnieuw.',
      ar: 'احفظه بترميز UTF-8 وأعد المحاولة.',
    },
  },
} as const satisfies Sentences
