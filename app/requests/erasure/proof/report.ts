import type { ProofFile } from './model.ts'

/** What a valid proof says, in lines for the person who verifies. */
export function reportOfProof({ head, about, groups, shopify, recipients }: ProofFile, today: string): string[] {
  const { shop, erasure, version, writtenAt } = head
  return [
    `OK: the proof of erasure ${erasure} by ${shop}, version ${version}, written ${writtenAt}.`,
    about.request === null ? 'Shopify asked for it (customers/redact).' : `It answers request ${about.request}.`,
    `Kept destroyed the person’s key: ${about.keptErasedAt ?? 'not yet'}. Shopify: ${shopify.state}${shopify.settledAt ? ` (${shopify.settledAt})` : ''}.`,
    ...groups.map(({ group, fate, outcome }) => `  ${group}: ${fate?.fate ?? 'not planned'} → ${said(outcome)}`),
    recipients.length === 0
      ? 'No recipient is named.'
      : `Recipients: ${recipients.map(({ name, state }) => `${name} (${state})`).join(', ')}.`,
    ...aboutTheEnd(head, shopify.erasedBy, today),
  ]
}

const said = (outcome: ProofFile['groups'][number]['outcome']) =>
  outcome
    ? `${outcome.state} (${outcome.count}${outcome.code ? `, ${outcome.code}` : ''}), ${outcome.at}`
    : 'nothing to do'

/** A file alone cannot tell that there is a later version. It tells when there has to be one. */
function aboutTheEnd({ settled, version }: ProofFile['head'], erasedBy: string | null, today: string): string[] {
  const compare = 'Compare with a later copy: --against.'
  if (settled)
    return [
      `Version ${version} says how it ended. A later version can only follow if something changed afterwards. ${compare}`,
    ]
  if (erasedBy === null || today <= erasedBy) {
    return [
      `Version ${version} is not the last: Shopify erases by ${erasedBy ?? 'a day that is not known yet'}. A later version says whether it did. ${compare}`,
    ]
  }
  return [
    `Version ${version} is not the last: Shopify was to erase by ${erasedBy}, and that day is over. Ask the shop for the later version. ${compare}`,
  ]
}
