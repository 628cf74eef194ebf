/** Registers as large as a bench wants them: the template with more of everything. */
import { cpus } from 'node:os'
import { frenchRetailer, type Register, register } from '../../app/register/index.ts'

const LANGUAGES = ['en', 'fr', 'de', 'es', 'it', 'nl'] as const
const WORDS =
  'données personnelles traitement finalité durée conservation client commande livraison paiement consentement intérêt'.split(
    ' ',
  )

/** Words in an order of their own for each seed. */
function text(characters: number, seed: number): string {
  let said = ''
  for (let n = seed; said.length < characters; n += 1) said += `${WORDS[(n * 7 + n * n) % WORDS.length]} `
  return said.slice(0, Math.max(1, characters)).trim()
}

const inEach = (characters: number, seed: number) =>
  Object.fromEntries(LANGUAGES.map((language, n) => [language, text(characters, seed + n)]))

/** The entries, and copies of those that may be there often. */
function many<Entry extends { id: string }>(
  entries: readonly Entry[],
  size: number,
  change: (n: number) => object,
  mayBeCopied: (entry: Entry) => boolean = () => true,
) {
  const copied = entries.filter(mayBeCopied)
  const copies = Array.from({ length: Math.max(0, size - entries.length) }, (_, n) => {
    const entry = copied[n % copied.length]
    return { ...entry, id: `${entry?.id}-${n}`, ...change(n) }
  })
  return [...entries, ...copies]
}

/** @param characters of each text that is added, in each of six languages; 0 for the template as it is */
export function largeRegister({ purposes, characters }: { purposes: number; characters: number }): Register {
  const template = frenchRetailer({
    shopName: 'Maison Théa',
    address: '12 rue des Lilas\n69002 Lyon',
    email: 'dpo@maison-thea.example',
    url: 'https://maison-thea.example/',
    contactPage: 'https://maison-thea.example/pages/contact',
    today: '2026-11-23',
  })
  if (characters === 0) return template
  return register.parse({
    ...template,
    languages: { default: 'fr', offered: [...LANGUAGES] },
    // A banner asks for 40 purposes at most.
    purposes: many(
      template.purposes,
      purposes,
      (n) => ({ name: inEach(60, n), description: inEach(characters, n) }),
      ({ legalBasis }) => legalBasis === 'contract',
    ),
    trackers: many(template.trackers, 1_000, (n) => ({ pattern: `_tracker_${n}`, description: inEach(80, n) })),
    recipients: many(template.recipients, purposes, (n) => ({ name: inEach(40, n), description: inEach(80, n) })),
    clauses: many(template.clauses, 100, (n) => ({ text: inEach(4 * characters, n) })),
  })
}

export const machineName = () => `${cpus().length} cores, ${cpus()[0]?.model}, Node ${process.version}`
