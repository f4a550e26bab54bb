import type { Sentences } from '../sentences.ts'

/** what and next, each in English, French, Dutch and Arabic. */
type Four = readonly [en: string, fr: string, nl: string, ar: string]
const say = (what: Four, next: Four) => ({
  what: { en: what[0], fr: what[1], nl: what[2], ar: what[3] },
  next: { en: next[0], fr: next[1], nl: next[2], ar: next[3] },
})

/** What is said at the desk: of what is taken back, of who stands in for whom, of what is kept there. */
export const deskSentences = {
  'undo-too-late': say(
    [
      'This can no longer be taken back: the dossier has changed since, or a day has passed.',
      'Ceci ne peut plus être annulé : le dossier a changé depuis, ou un jour s’est écoulé.',
      'Dit kan niet meer ongedaan gemaakt worden: het dossier is intussen gewijzigd, of er is een dag voorbij.',
      'لم يعد من الممكن التراجع عن هذا: تغير الملف منذ ذلك الحين أو مر يوم كامل.',
    ],
    [
      'Read how the dossier stands now and go on from there.',
      'Lisez où en est le dossier à présent et poursuivez à partir de là.',
      'Lees hoe het dossier er nu voor staat en ga van daaruit verder.',
      'اقرأ وضع الملف الحالي وتابع انطلاقا منه.',
    ],
  ),
  'substitute-unfit': say(
    [
      'This account can neither stand in for somebody nor be stood in for.',
      'Ce compte ne peut ni remplacer quelqu’un ni être remplacé.',
      'Dit account kan niemand vervangen en niet vervangen worden.',
      'لا يمكن لهذا الحساب أن ينوب عن أحد ولا أن ينوب عنه أحد.',
    ],
    [
      'Choose another active colleague; administrators and inspectors take no part.',
      'Choisissez un autre collègue actif ; administrateurs et inspecteurs en sont exclus.',
      'Kies een andere actieve collega; beheerders en inspecteurs nemen hier niet aan deel.',
      'اختر زميلا آخر نشطا؛ ولا يشمل ذلك المديرين والمفتشين.',
    ],
  ),
  'substitution-period': say(
    [
      'A substitution ends after it begins, in the future, and lasts a year at most.',
      'Un remplacement se termine après son début, dans le futur, et dure un an au plus.',
      'Een vervanging eindigt na haar begin, in de toekomst, en duurt hoogstens een jaar.',
      'تنتهي النيابة بعد بدايتها وفي المستقبل، ولا تتجاوز سنة.',
    ],
    ['Choose two other moments.', 'Choisissez deux autres moments.', 'Kies twee andere momenten.', 'اختر وقتين آخرين.'],
  ),
  'substitution-stands': say(
    [
      'This colleague already stands in during that time.',
      'Ce collègue assure déjà le remplacement pendant cette période.',
      'Deze collega vervangt in die periode al.',
      'هذا الزميل ينوب أصلا خلال تلك المدة.',
    ],
    [
      'End that one first, or choose another time.',
      'Mettez d’abord fin à celui-ci, ou choisissez une autre période.',
      'Beëindig eerst die vervanging, of kies een andere periode.',
      'أنه تلك النيابة أولا، أو اختر مدة أخرى.',
    ],
  ),
  'substitution-over': say(
    ['This substitution is over already.', 'Ce remplacement est déjà terminé.', 'Deze vervanging is al voorbij.', 'انتهت هذه النيابة من قبل.'],
    ['Nothing is left to end.', 'Il n’y a plus rien à terminer.', 'Er valt niets meer te beëindigen.', 'لم يبق ما ينهى.'],
  ),
  'too-many-templates': say(
    [
      'This office keeps as many templates as there is room for.',
      'Ce service conserve déjà autant de modèles que possible.',
      'Deze dienst bewaart al zoveel sjablonen als er plaats is.',
      'تحتفظ هذه المصلحة بأقصى عدد ممكن من النماذج.',
    ],
    ['Take away one that nobody uses.', 'Retirez-en un que personne n’utilise.', 'Verwijder er een die niemand gebruikt.', 'احذف نموذجا لا يستعمله أحد.'],
  ),
  'too-many-filters': say(
    [
      'You keep as many filters as there is room for.',
      'Vous conservez déjà autant de filtres que possible.',
      'U bewaart al zoveel filters als er plaats is.',
      'تحتفظ بأقصى عدد ممكن من المرشحات.',
    ],
    ['Take away one that you do not use.', 'Retirez-en un que vous n’utilisez pas.', 'Verwijder er een die u niet gebruikt.', 'احذف مرشحا لا تستعمله.'],
  ),
} as const satisfies Sentences
