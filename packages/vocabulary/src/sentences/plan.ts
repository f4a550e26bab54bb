import type { Sentences } from '../sentences.ts'

/** what and next, each in English, French, Dutch and Arabic. */
type Four = readonly [en: string, fr: string, nl: string, ar: string]
const say = (what: Four, next: Four) => ({
  what: { en: what[0], fr: what[1], nl: what[2], ar: what[3] },
  next: { en: next[0], fr: next[1], nl: next[2], ar: next[3] },
})

/** Action plans, what is counted of exchanges, and what leaves as a figure. */
export const planSentences = {
  'plan-text': say(
    [
      'The text of the plan contradicts itself or names somebody who is no party to it.',
      'Le texte du plan se contredit ou cite quelqu’un qui n’y est pas partie.',
      'De tekst van het plan spreekt zichzelf tegen of noemt iemand die er geen partij bij is.',
      'نص الخطة متناقض أو يذكر جهة ليست طرفا فيها.',
    ],
    [
      'Mend the place that is named: period, regime, owner, day, or two things with one name.',
      'Corrigez l’endroit indiqué : période, régime, responsable, date, ou deux éléments du même nom.',
      'Herstel de genoemde plaats: periode, regime, eigenaar, datum, of twee onderdelen met één naam.',
      'صحح الموضع المذكور: الفترة أو النظام أو الجهة المسؤولة أو التاريخ أو عنصران بالاسم نفسه.',
    ],
  ),
  'plan-digest': say(
    [
      'The two sides do not hold the same text or the same end of the plan.',
      'Les deux parties n’ont pas le même texte ou la même fin du plan.',
      'De twee zijden hebben niet dezelfde tekst of hetzelfde einde van het plan.',
      'لا يملك الطرفان النص نفسه أو النهاية نفسها للخطة.',
    ],
    [
      'Read what has come in meanwhile, then do it again.',
      'Lisez ce qui est arrivé entre-temps, puis recommencez.',
      'Lees wat intussen is binnengekomen en doe het dan opnieuw.',
      'اطلع على ما ورد في هذه الأثناء ثم أعد العملية.',
    ],
  ),
  'plan-item-unknown': say(
    [
      'The plan has no item of that name.',
      'Le plan ne compte aucun élément de ce nom.',
      'Het plan heeft geen onderdeel met die naam.',
      'لا يوجد في الخطة عنصر بهذا الاسم.',
    ],
    ['Choose an item of the plan.', 'Choisissez un élément du plan.', 'Kies een onderdeel van het plan.', 'اختر عنصرا من الخطة.'],
  ),
  'plan-item-foreign': say(
    [
      'Only the node that owns an action says how it stands.',
      'Seul le nœud responsable d’une action dit où elle en est.',
      'Alleen het knooppunt dat een actie bezit, zegt hoe het ermee staat.',
      'العقدة المسؤولة عن الإجراء هي وحدها من تبين حالته.',
    ],
    ['Ask the partner to say it.', 'Demandez au partenaire de le dire.', 'Vraag de partner om het te zeggen.', 'اطلب من الشريك أن يبين ذلك.'],
  ),
  'plan-evidence-missing': say(
    [
      'An action is done only with evidence: the reference of at least one exchange or visit.',
      'Une action n’est faite qu’avec preuve : la référence d’au moins un échange ou une visite.',
      'Een actie is pas uitgevoerd met bewijs: de referentie van minstens één uitwisseling of bezoek.',
      'لا يعد الإجراء منجزا إلا بإثبات: مرجع تبادل واحد أو زيارة واحدة على الأقل.',
    ],
    ['Add a reference.', 'Ajoutez une référence.', 'Voeg een referentie toe.', 'أضف مرجعا.'],
  ),
  'plan-evidence-unknown': say(
    [
      'No exchange with this partner has that reference.',
      'Aucun échange avec ce partenaire ne porte cette référence.',
      'Geen uitwisseling met deze partner heeft die referentie.',
      'لا يوجد تبادل مع هذا الشريك بهذا المرجع.',
    ],
    [
      'Copy the reference from the dossier, ours or theirs.',
      'Copiez la référence depuis le dossier, la nôtre ou la leur.',
      'Kopieer de referentie uit het dossier, de onze of die van hen.',
      'انسخ المرجع من الملف، مرجعنا أو مرجعهم.',
    ],
  ),
  'plan-reason-missing': say(
    [
      'No item is blocked, dropped or carried over, and no plan declined or reopened, without a reason.',
      'Aucun élément n’est bloqué, abandonné ou reporté, et aucun plan décliné ou rouvert, sans motif.',
      'Geen onderdeel wordt geblokkeerd, geschrapt of overgedragen, en geen plan afgewezen of heropend, zonder reden.',
      'لا يوقف عنصر ولا يتخلى عنه ولا يرحل، ولا ترفض خطة ولا يعاد فتحها، دون تعليل.',
    ],
    ['Say why.', 'Dites pourquoi.', 'Zeg waarom.', 'اذكر السبب.'],
  ),
  'plan-items-open': say(
    [
      'The plan cannot be closed: some of its items have not ended.',
      'Le plan ne peut être clos : certains de ses éléments ne sont pas terminés.',
      'Het plan kan niet worden afgesloten: sommige onderdelen zijn niet beëindigd.',
      'لا يمكن إغلاق الخطة: بعض عناصرها لم تنته.',
    ],
    [
      'Each ends done with evidence, dropped for a reason, or carried into the next plan; its owner says so.',
      'Chacun se termine fait avec preuve, abandonné avec motif, ou reporté au plan suivant ; son responsable le dit.',
      'Elk eindigt uitgevoerd met bewijs, vervallen met reden, of overgedragen naar het volgende plan; de eigenaar zegt dat.',
      'ينتهي كل عنصر منجزا بإثبات، أو متخلى عنه بتعليل، أو مرحلا إلى الخطة الموالية؛ والجهة المسؤولة هي من تبين ذلك.',
    ],
  ),
  'plan-carried-missing': say(
    [
      'The next plan lacks items that were carried into it.',
      'Il manque au plan suivant des éléments qui y ont été reportés.',
      'In het volgende plan ontbreken onderdelen die erin zijn overgedragen.',
      'تنقص الخطة الموالية عناصر رحلت إليها.',
    ],
    [
      'Give each carried item an action that names it.',
      'Donnez à chaque élément reporté une action qui le cite.',
      'Geef elk overgedragen onderdeel een actie die het noemt.',
      'خصص لكل عنصر مرحل إجراء يشير إليه.',
    ],
  ),
  'plan-name-taken': say(
    [
      'Another plan with this partner has that name already.',
      'Un autre plan avec ce partenaire porte déjà ce nom.',
      'Een ander plan met deze partner heeft die naam al.',
      'توجد خطة أخرى مع هذا الشريك بهذا الاسم.',
    ],
    ['Give it another name.', 'Donnez-lui un autre nom.', 'Geef het een andere naam.', 'اختر اسما آخر.'],
  ),
  'plan-period': say(
    [
      'The period is not within that of the plan.',
      'La période n’est pas comprise dans celle du plan.',
      'De periode ligt niet binnen die van het plan.',
      'الفترة خارج فترة الخطة.',
    ],
    [
      'Choose days between the first and the last of the plan.',
      'Choisissez des jours entre le premier et le dernier du plan.',
      'Kies dagen tussen de eerste en de laatste van het plan.',
      'اختر أياما بين أول يوم وآخر يوم من الخطة.',
    ],
  ),
  'plan-counts': say(
    [
      'The counts name something that is not counted in this plan.',
      'Les décomptes citent quelque chose qui n’est pas compté dans ce plan.',
      'De tellingen noemen iets dat in dit plan niet wordt geteld.',
      'تشير الإحصاءات إلى ما لا يحصى في هذه الخطة.',
    ],
    ['Let the node count anew.', 'Laissez le nœud recompter.', 'Laat het knooppunt opnieuw tellen.', 'دع العقدة تعيد الإحصاء.'],
  ),
  'plan-counts-stale': say(
    [
      'These are not the counts that this node made last.',
      'Ce ne sont pas les derniers décomptes établis par ce nœud.',
      'Dit zijn niet de tellingen die dit knooppunt het laatst heeft gemaakt.',
      'ليست هذه آخر إحصاءات أنجزتها هذه العقدة.',
    ],
    [
      'Count anew and hand the new counts over: figures are counted, never typed.',
      'Recomptez et transmettez les nouveaux décomptes : les chiffres se comptent, ils ne se saisissent pas.',
      'Tel opnieuw en geef de nieuwe tellingen over: cijfers worden geteld, nooit ingetypt.',
      'أعد الإحصاء وسلم الإحصاءات الجديدة: الأرقام تحصى ولا تكتب يدويا.',
    ],
  ),
  'plan-counts-missing': say(
    [
      'Before a plan ends, each side tells its counts of the whole period.',
      'Avant la fin d’un plan, chaque partie communique ses décomptes de toute la période.',
      'Voordat een plan eindigt, deelt elke zijde haar tellingen van de hele periode mee.',
      'قبل نهاية الخطة يبلغ كل طرف إحصاءاته عن الفترة كلها.',
    ],
    [
      'Count the whole period, have the counts released, then close.',
      'Comptez toute la période, faites valider les décomptes, puis clôturez.',
      'Tel de hele periode, laat de tellingen vrijgeven en sluit dan af.',
      'أحص الفترة كلها، واعمل على الترخيص بإرسال الإحصاءات، ثم أغلق.',
    ],
  ),
  'plan-clause-none': say(
    [
      'No agreement in force with this partner permits a plan.',
      'Aucun accord en vigueur avec ce partenaire n’autorise un plan.',
      'Geen akkoord van kracht met deze partner staat een plan toe.',
      'لا يسمح أي اتفاق ساري المفعول مع هذا الشريك بخطة.',
    ],
    [
      'A plan needs a clause for the management of the cooperation; ask the legal adviser.',
      'Un plan exige une clause sur la gestion de la coopération ; adressez-vous au conseiller juridique.',
      'Een plan vereist een bepaling over het beheer van de samenwerking; vraag het aan de juridisch adviseur.',
      'تتطلب الخطة بندا يتعلق بتدبير التعاون؛ اسأل المستشار القانوني.',
    ],
  ),
} as const satisfies Sentences
