/**
 * What a storefront sets, and whom it calls, before a choice, after a refusal and after an acceptance: what may be, and
 * what not (Directive 2002/58/EC Art. 5(3); CNIL guidelines 2020-091 §§ 12-16).
 */

/** In the order in which a check goes through them. */
export const PHASES = ['before', 'refused', 'accepted'] as const
export type Phase = (typeof PHASES)[number]

/** Names of each kind that one phase reports at most. */
export const MOST_NAMES_OF_A_KIND = 100

export type Kind = 'cookie' | 'storage' | 'host'

/** Whether a name may be there without consent: it needs none, it does, or nobody has said. */
export type Status = 'exempt' | 'optional' | 'unknown'

/**
 * `early`: set before the choice although consent is needed. `stays`: still there, or there again, after a refusal.
 * `unexplained`: there without consent, and nobody has said what for. `undeclared`: allowed, but not in the register.
 */
const VERDICTS = ['early', 'stays', 'unexplained', 'undeclared', 'fine'] as const
export type Verdict = (typeof VERDICTS)[number]

export const PROBLEMS: readonly Verdict[] = ['early', 'stays', 'unexplained']

/** By what the name is, and the first phase in which it was seen. */
const BY_FIRST_SEEN: Record<Status, Record<Phase, Verdict>> = {
  exempt: { before: 'fine', refused: 'fine', accepted: 'fine' },
  optional: { before: 'early', refused: 'stays', accepted: 'fine' },
  unknown: { before: 'unexplained', refused: 'unexplained', accepted: 'undeclared' },
}

export function verdictOn({ status, isDeclared }: Known, seenIn: readonly Phase[]): Verdict {
  const first = PHASES.find((phase) => seenIn.includes(phase))
  const verdict = first ? BY_FIRST_SEEN[status][first] : 'fine'
  return verdict === 'fine' && !isDeclared ? 'undeclared' : verdict
}

export interface Known {
  status: Status
  isDeclared: boolean
  /** Whose it is; null when that is not known. */
  owner: string | null
}

export interface Finding extends Known {
  name: string
  kind: Kind
  seenIn: Phase[]
  verdict: Verdict
}

export type Seen = Record<'cookies' | 'storage' | 'hosts', string[]>

const KIND = { cookies: 'cookie', storage: 'storage', hosts: 'host' } as const satisfies Record<keyof Seen, Kind>

/** Every name that a check saw, the worst first. */
export function findings(phases: Partial<Record<Phase, Seen>>, known: (name: string, kind: Kind) => Known): Finding[] {
  const found = new Map<string, Omit<Finding, 'verdict' | keyof Known>>()
  for (const phase of PHASES) {
    for (const [list, kind] of Object.entries(KIND) as [keyof Seen, Kind][]) {
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
