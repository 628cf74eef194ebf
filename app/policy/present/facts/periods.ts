/** Periods in a text: "36 months", "three (3) years", "trente-six mois". */
import type { PolicyLanguage } from '../../languages.ts'

/** In months: a month has 365.25 / 12 days. */
const DAY = 12 / 365.25

const UNITS: Record<PolicyLanguage, Record<string, number>> = {
  en: {
    hour: DAY / 24,
    hours: DAY / 24,
    day: DAY,
    days: DAY,
    week: 7 * DAY,
    weeks: 7 * DAY,
    month: 1,
    months: 1,
    year: 12,
    years: 12,
  },
  fr: {
    heure: DAY / 24,
    heures: DAY / 24,
    jour: DAY,
    jours: DAY,
    semaine: 7 * DAY,
    semaines: 7 * DAY,
    mois: 1,
    an: 12,
    ans: 12,
    annee: 12,
    annees: 12,
  },
  de: {
    stunde: DAY / 24,
    stunden: DAY / 24,
    tag: DAY,
    tage: DAY,
    tagen: DAY,
    woche: 7 * DAY,
    wochen: 7 * DAY,
    monat: 1,
    monate: 1,
    monaten: 1,
    monats: 1,
    jahr: 12,
    jahre: 12,
    jahren: 12,
    jahres: 12,
  },
  es: {
    hora: DAY / 24,
    horas: DAY / 24,
    dia: DAY,
    dias: DAY,
    semana: 7 * DAY,
    semanas: 7 * DAY,
    mes: 1,
    meses: 1,
    ano: 12,
    anos: 12,
  },
  it: {
    ora: DAY / 24,
    ore: DAY / 24,
    giorno: DAY,
    giorni: DAY,
    settimana: 7 * DAY,
    settimane: 7 * DAY,
    mese: 1,
    mesi: 1,
    anno: 12,
    anni: 12,
  },
  nl: {
    uur: DAY / 24,
    uren: DAY / 24,
    dag: DAY,
    dagen: DAY,
    week: 7 * DAY,
    weken: 7 * DAY,
    maand: 1,
    maanden: 1,
    jaar: 12,
    jaren: 12,
  },
}

const NUMBERS: Record<PolicyLanguage, string> = {
  en: 'one=1 a=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 twelve=12 thirteen=13 eighteen=18 twenty=20 thirty=30',
  fr: 'un=1 une=1 deux=2 trois=3 quatre=4 cinq=5 six=6 sept=7 huit=8 neuf=9 dix=10 douze=12 treize=13 vingt=20 trente=30',
  de: 'ein=1 einen=1 einem=1 eines=1 einer=1 zwei=2 drei=3 vier=4 funf=5 sechs=6 sieben=7 acht=8 neun=9 zehn=10 zwolf=12 dreizehn=13 dreissig=30',
  es: 'un=1 una=1 dos=2 tres=3 cuatro=4 cinco=5 seis=6 siete=7 ocho=8 nueve=9 diez=10 doce=12 trece=13 treinta=30',
  it: 'un=1 uno=1 una=1 due=2 tre=3 quattro=4 cinque=5 sei=6 sette=7 otto=8 nove=9 dieci=10 dodici=12 tredici=13 trenta=30',
  nl: 'een=1 twee=2 drie=3 vier=4 vijf=5 zes=6 zeven=7 acht=8 negen=9 tien=10 twaalf=12 dertien=13 dertig=30',
}

const numbers = new Map<PolicyLanguage, Map<string, number>>()

function numbersIn(language: PolicyLanguage): Map<string, number> {
  const known =
    numbers.get(language) ??
    new Map(
      NUMBERS[language].split(' ').map((each): [string, number] => {
        const [word = '', value] = each.split('=')
        return [word, Number(value)]
      }),
    )
  numbers.set(language, known)
  return known
}

export interface Period {
  months: number
  /** As the text says it. */
  said: string
}

const MOST_DIGITS = /^\d{1,4}$/

/** @param text as `wordsOf` returns it */
export function periodsIn(text: string, language: PolicyLanguage): Period[] {
  const words = text.split(' ')
  const units = UNITS[language]
  const spelled = numbersIn(language)
  const numberAt = (at: number) => {
    const word = words[at] ?? ''
    return MOST_DIGITS.test(word) ? Number(word) : spelled.get(word)
  }
  return words.flatMap((word, at): Period[] => {
    const unit = Object.hasOwn(units, word) ? units[word] : undefined
    if (unit === undefined) return []
    // "three full years" and "trente-six mois" have a word between, or two that add up.
    const [last, before] = [numberAt(at - 1), numberAt(at - 2)]
    const isSum =
      last !== undefined && before !== undefined && before >= 20 && last < 10 && spelled.has(words[at - 2] ?? '')
    const count = isSum ? before + last : (last ?? before)
    const from = isSum || last === undefined ? at - 2 : at - 1
    return count === undefined || count === 0
      ? []
      : [{ months: count * unit, said: words.slice(from, at + 1).join(' ') }]
  })
}

/** 30 days are a month, and 52 weeks a year. */
const ALIKE = 0.02

export const isSamePeriod = (one: number, other: number): boolean =>
  Number.isInteger(one) && Number.isInteger(other)
    ? one === other
    : Math.abs(one - other) <= ALIKE * Math.max(one, other)
