/** Made-up values with which a mail is shown to staff, in its language. Pure. */
import type { MailValues, WrittenLanguage } from '../model.ts'
import type { MailTemplate } from '../words.ts'

const KINDS: Record<WrittenLanguage, string> = {
  en: 'access to personal data',
  fr: 'accès aux données personnelles',
  de: 'Auskunft über personenbezogene Daten',
  es: 'acceso a los datos personales',
  it: 'accesso ai dati personali',
  nl: 'inzage in persoonsgegevens',
}

const OCCASIONS: Record<WrittenLanguage, string> = {
  en: 'please erase this person’s data',
  fr: 'veuillez effacer les données de cette personne',
  de: 'bitte löschen Sie die Daten dieser Person',
  es: 'suprima los datos de esta persona',
  it: 'cancelli i dati di questa persona',
  nl: 'wis de gegevens van deze persoon',
}

/** No word of these is anybody's. The address leads nowhere (RFC 2606). */
export function sampleValues<Template extends MailTemplate>(
  template: Template,
  language: WrittenLanguage,
  today: string,
): MailValues[Template] {
  const about = { kind: KINDS[language], receivedOn: today }
  const link = 'https://example.com/'
  const toRecipient = { article: '19', occasion: OCCASIONS[language], reference: '0000-0000', answerBy: today, link }
  const samples: MailValues = {
    request_received: { ...about, dueOn: today, link },
    identity_link: { minutes: 30, link },
    your_link: { minutes: 30, link },
    centre_link: { minutes: 30, link },
    more_time: { ...about, dueOn: today, reason: '…' },
    answer_ready: { ...about, availableUntil: today, link },
    refused: { ...about, reason: '…', authority: '…' },
    erasure_done: { ...about, table: '…', authority: '…' },
    rectification_done: { ...about, table: '…', authority: '…', link },
    restriction_set: { ...about, ground: '…', done: '…', authority: '…' },
    restriction_lifting: { ...about, liftsOn: today, reason: '…', authority: '…' },
    restriction_kept: { ...about, reason: '…', authority: '…' },
    review_decided: { ...about, decision: '…', reason: '…', authority: '…' },
    objection_done: { ...about, effects: '…', authority: '…' },
    staff_new: { kind: KINDS[language], dueOn: today, link },
    staff_due: { kind: KINDS[language], dueOn: today, daysLeft: 6, link },
    staff_overdue: { kind: KINDS[language], dueOn: today, link },
    staff_erasure_late: { kind: KINDS[language], dueOn: today, link },
    staff_returned: { kind: KINDS[language], dueOn: today, link },
    recipient_notice: toRecipient,
    recipient_reminder: toRecipient,
  }
  return samples[template]
}
