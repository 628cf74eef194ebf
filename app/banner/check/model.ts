/**
 * What a storefront sets, and whom it calls, before a choice, after a refusal and after an acceptance: what may be, and
 * what not (Directive 2002/58/EC Art. 5(3); CNIL guidelines 2020-091 §§ 12-16).
 */

/** In the order in which a check goes through them. */
export const PHASES = ['before', 'refused', 'accepted'] as const
export type Phase = (typeof PHASES)[number]

/** Names of each kind that one phase reports at most. */
export const MOST_NAMES_OF_A_KIND = 100

export type NameKind = 'cookie' | 'storage' | 'host'

/** Whether a name may be there without consent: it needs none, it does, or nobody has said. */
export type ConsentNeed = 'exempt' | 'optional' | 'unknown'

/**
 * `early`: set before the choice although consent is needed. `stays`: still there, or there again, after a refusal.
 * `unexplained`: there without consent, and nobody has said what for. `undeclared`: allowed, but not in the register.
 */
const VERDICTS = ['early', 'stays', 'unexplained', 'undeclared', 'fine'] as const
export type CheckVerdict = (typeof VERDICTS)[number]

export const PROBLEM_VERDICTS: readonly CheckVerdict[] = ['early', 'stays', 'unexplained']

/** By what the name is, and the first phase in which it was seen. */
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
  /** Whose it is; null when that is not known. */
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

/** Every name that a check saw, the worst first. */
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
