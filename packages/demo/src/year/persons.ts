import type { Chance } from './chance.ts'

/** Somebody invented: names in both scripts, as papers of either state would spell them. */
export type Somebody = {
  readonly latin: string
  readonly arabic: string
  readonly spelledElsewhere: string
  readonly born: string
  readonly birthPlace: string
  readonly sex: 'M' | 'F'
}

const men = [
  ['Mohamed', 'محمد', 'Mohammed'],
  ['Youssef', 'يوسف', 'Yousef'],
  ['Rachid', 'رشيد', 'Rashid'],
  ['Abdelkader', 'عبد القادر', 'Abdel Kader'],
  ['Hicham', 'هشام', 'Hisham'],
  ['Noureddine', 'نور الدين', 'Nordin'],
  ['Mustapha', 'مصطفى', 'Mostafa'],
  ['Saïd', 'سعيد', 'Said'],
  ['Driss', 'إدريس', 'Idriss'],
  ['Jaouad', 'جواد', 'Jawad'],
  ['Bilal', 'بلال', 'Bilel'],
  ['Anouar', 'أنوار', 'Anwar'],
] as const
const women = [
  ['Fatima Zahra', 'فاطمة الزهراء', 'Fatimazahra'],
  ['Khadija', 'خديجة', 'Hadija'],
  ['Naïma', 'نعيمة', 'Naima'],
  ['Souad', 'سعاد', 'Soad'],
  ['Meryem', 'مريم', 'Mariam'],
  ['Hafsa', 'حفصة', 'Hafssa'],
] as const
/** Family names that say that nobody bears them: the example, the imagined, the fictitious, the trial, the model. */
const families = [
  ['El Mital', 'المثال', 'Lmital'],
  ['Khayali', 'خيالي', 'Khiali'],
  ['Tajribi', 'تجريبي', 'Tadjribi'],
  ['Benmithal', 'بنمثال', 'Ben Mithal'],
  ['El Wahmi', 'الوهمي', 'Ouahmi'],
  ['Namoudaji', 'نموذجي', 'Nemoudaji'],
  ['Ould Fikra', 'ولد فكرة', 'Oulad Fikra'],
  ['Aït Moutakhayal', 'أيت متخيل', 'Ait Motakhayel'],
  ['Iftiradi', 'افتراضي', 'El Iftiradi'],
  ['Bougharad', 'بوغرض', 'Bougherad'],
  ['El Mokhtalaq', 'المختلق', 'Mokhtalak'],
  ['Soura', 'صورة', 'Essoura'],
] as const
const places = ['Nador', 'Oujda', 'Tanger', 'Tétouan', 'Al Hoceïma', 'Casablanca', 'Fès', 'Berkane', 'Larache', 'Imzouren'] as const

/** Invents somebody. */
export function somebody(chance: Chance): Somebody {
  const sex = chance.next() < 0.82 ? 'M' : 'F'
  const given = chance.one<readonly [string, string, string]>(sex === 'M' ? men : women)
  const family = chance.one(families)
  const year = chance.between(1962, 2005)
  const born = chance.weighed([
    [`${year}-${two(chance.between(1, 12))}-${two(chance.between(1, 28))}`, 70],
    [`${year}-01-01`, 14],
    [`${year}`, 10],
    [`${year}-${two(chance.between(1, 12))}`, 6],
  ])
  return {
    latin: `${given[0]} ${family[0]}`,
    arabic: `${given[1]} ${family[1]}`,
    spelledElsewhere: `${family[2]} ${given[2]}`,
    born,
    birthPlace: chance.one(places),
    sex,
  }
}

const two = (number: number) => String(number).padStart(2, '0')
