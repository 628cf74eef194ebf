/** The report about a valid ledger or receipt. */
import { type KnownEvidence, sourceOf } from './against/index.ts'
import type { LedgerContents } from './check.ts'
import type { ReceiptVerdict } from './receipt.ts'

/** @param pinned the fingerprint that the verifier gave */
export const aboutKey = (fingerprint: string, pinned: string | null): string[] =>
  pinned
    ? [`First signing key ${fingerprint}: the one you gave.`]
    : [
        `First signing key ${fingerprint}.`,
        'Compare it with the one that Kept shows on its consent pages: whoever made this file chose the key in it.',
      ]

export function reportOfReceipt(
  { receipt, sealedAt, fingerprint }: ReceiptVerdict & { ok: true },
  pinned: string | null,
): string[] {
  const choices = receipt.purposes.map(({ purpose_name, event_state }) => `  ${purpose_name}: ${event_state}`)
  return [
    `OK: record ${receipt.record_id} of ${receipt.shop}, ${receipt.event.event_time}, sealed ${sealedAt}.`,
    ...choices,
    ...aboutKey(fingerprint, pinned),
  ]
}

/** @param against the earlier evidence; null without one */
export function reportOfLedger(ledger: LedgerContents, pinned: string | null, against: KnownEvidence | null): string[] {
  const { shop, events, erased, unsealed, exportedAt, keys, fingerprint } = ledger
  return [
    `OK: the consent ledger of ${shop}, exported ${exportedAt}.`,
    `${events} events and ${erased} of people who were erased; nothing changed, removed, added or reordered.`,
    ...aboutSeals(ledger),
    ...(unsealed > 0
      ? [`${unsealed} events are not sealed yet: for these there is only the word of this export.`]
      : []),
    ...(against ? aboutComparison(against) : aboutTheEnd(ledger)),
    ...(keys > 1 ? [`The shop has changed its signing key ${keys - 1} times, each time with the key before.`] : []),
    ...aboutKey(fingerprint, pinned),
  ]
}

const aboutSeals = ({ seals, sealedUntil, lastSealedAt }: LedgerContents): string[] => [
  lastSealedAt === null
    ? 'Nothing is sealed yet.'
    : `${seals} seals cover positions 0 to ${sealedUntil - 1}; the last is of ${lastSealedAt}.`,
]

/** A file whose end was removed and that was signed again is valid by itself. The report can only state its time. */
const aboutTheEnd = ({ seals, lastRoot }: LedgerContents): string[] => [
  `This holds ${lastRoot === null ? 'as of this export, without a seal' : `as of seal ${seals - 1}, root ${lastRoot}`}: what was removed after that cannot be told from this file alone.`,
  'Compare it with an older export, a receipt or a checkpoint: --against.',
]

function aboutComparison(known: KnownEvidence): string[] {
  const kept = 'is still here, and the same.'
  switch (known.kind) {
    case 'export':
      return [
        `All that ${sourceOf(known)} (${known.exportedAt}) knows, ${known.size} positions and ${(known.lastSeal?.number ?? -1) + 1} seals, ${kept}`,
      ]
    case 'receipt':
      return [`Seal ${known.seal.number}, which ${sourceOf(known)} knows, ${kept} So is every seal before it.`]
    case 'checkpoint':
      return [
        `All that ${sourceOf(known)} knows, ${known.size} positions, ${kept}`,
        ...(known.note ? [] : ['Nobody signed its size and root: give the whole checkpoint to have that checked too.']),
      ]
    case 'root':
      return [`What had ${sourceOf(known)} ${kept}`]
  }
}
