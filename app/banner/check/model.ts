/**
 * Judges what a storefront sets, and which hosts it calls, before a choice, after a refusal and after an acceptance
 * (Directive 2002/58/EC Art. 5(3); CNIL guidelines 2020-091 §§ 12-16).
 */

/** The phases in the order in which a check runs them. */
export const PHASES = ['before', 'refused', 'accepted'] as const
export type Phase = (typeof PHASES)[number]

/** The most names of one kind that one phase may report. */
export const MOST_NAMES_OF_A_KIND = 100

export type NameKind = 'cookie' | 'storage' | 'host'

/**
 * Whether a name needs consent: `exempt` needs none, `optional` needs it, `unknown` is in neither the register nor the
 * database.
 */
export type ConsentNeed = 'exempt' | 'optional' | 'unknown'

/**
 * `early`: it needs consent and was set before the choice. `stays`: it needs consent and was there after a refusal.
 * `unexplained`: it was set without consent, and nobody declared its purpose. `undeclared`: it is allowed, but not in
 * the register.
 */
const VERDICTS = ['early', 'stays', 'unexplained', 'undeclared', 'fine'] as const
export type CheckVerdict = (typeof VERDICTS)[number]

export const PROBLEM_VERDICTS: readonly CheckVerdict[] = ['early', 'stays', 'unexplained']

/** The verdict, by the kind of name and the first phase that saw it. */
const BY_FIRST_SEEN: Record<ConsentNeed, Record<Phase, CheckVerdict>> = {
  exempt: { before: 'fine', refused: 'fine', accepted: 'fine' },
  optional: { before: 'early', refused: 'stays', accepted: 'fine' },
  unknown: { before: 'unexplained', refused: 'unexplained', accepted: 'undeclared' },
}

export function verdictOn({ status, isDeclared }: NameStatus, seenIn: readonly Phase[]): CheckVerdict {
  const first = PHASES.find((phase) => seenIn.includes(phase))
  const verdict = first ? BY_FIRST_SEEN[status][first] : 'fine'
  return verdict === 'fine' && !isDeclared ? 'undeclared' : verdict
}

export interface NameStatus {
  status: ConsentNeed
  isDeclared: boolean
  /** The company that sets it; null when unknown. */
  owner: string | null
}

export interface CheckFinding extends NameStatus {
  name: string
  kind: NameKind
  seenIn: Phase[]
  verdict: CheckVerdict
}

export type SeenNames = Record<'cookies' | 'storage' | 'hosts', string[]>

const KIND = { cookies: 'cookie', storage: 'storage', hosts: 'host' } as const satisfies Record<
  keyof SeenNames,
  NameKind
>

/** Every name that a check saw, the worst verdict first. */
export function checkFindings(
  phases: Partial<Record<Phase, SeenNames>>,
  known: (name: string, kind: NameKind) => NameStatus,
): CheckFinding[] {
  const found = new Map<string, Omit<CheckFinding, 'verdict' | keyof NameStatus>>()
  for (const phase of PHASES) {
    for (const [list, kind] of Object.entries(KIND) as [keyof SeenNames, NameKind][]) {
      for (const name of phases[phase]?.[list] ?? []) {
        const one = found.get(`${kind} ${name}`) ?? { name, kind, seenIn: [] }
        if (!one.seenIn.includes(phase)) one.seenIn.push(phase)
        found.set(`${kind} ${name}`, one)
      }
    }
  }
  return [...found.values()]
    .map((one) => {
      const about = known(one.name, one.kind)
      return { ...one, ...about, verdict: verdictOn(about, one.seenIn) }
    })
    .toSorted((a, b) => VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict) || a.name.localeCompare(b.name))
}
