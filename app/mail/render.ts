import { typeset } from '../platform/typography.ts'
import { htmlOf, plainTextOf, type WrittenMail } from './document.ts'
import { filled, MAIL_VALUES, type MailValues, type MailWording, type WrittenLanguage } from './model.ts'
import { MAIL_TEXTS } from './texts.ts'
import { isForPerson, isForStaff, type MailTemplate } from './words.ts'

/** In whose name a mail is written. */
export interface MailSender {
  name: string
  /** Where a reader can ask; null where the register names no address. */
  contact: string | null
  /** The address of the shop's privacy centre. */
  centre: string
}

export interface RenderedMail {
  subject: string
  html: string
  text: string
}

/** Kept's own wording. */
export function ownWording(template: MailTemplate, language: WrittenLanguage): MailWording {
  const { subject, paragraphs } = MAIL_TEXTS[language].templates[template]
  return { subject, paragraphs }
}

export interface MailToRender<Template extends MailTemplate> {
  template: Template
  language: WrittenLanguage
  values: MailValues[Template]
  sender: MailSender
  /** As staff worded it; null for Kept's own. */
  wording: MailWording | null
}

/**
 * A mail with its subject, as HTML and as plain text. Pure.
 *
 * @throws ZodError when a value is missing, unknown or too long
 */
export function renderMail<Template extends MailTemplate>(mail: MailToRender<Template>): RenderedMail {
  const written = writtenMail(mail)
  return { subject: written.subject, html: htmlOf(written), text: plainTextOf(written) }
}

function writtenMail<Template extends MailTemplate>(mail: MailToRender<Template>): WrittenMail {
  const { template, language, sender } = mail
  const values: Record<string, string | number | undefined> = MAIL_VALUES[template].parse(mail.values)
  const { frame, templates } = MAIL_TEXTS[language]
  const { button, fixed } = templates[template]
  const { subject, paragraphs } = mail.wording ?? ownWording(template, language)
  const spoken = { ...spokenValues(values, language), shop: sender.name }
  const fill = (text: string) => typeset(filled(text, spoken), language)
  const { link } = values
  const contact = sender.contact === null ? [] : [filled(frame.contact, { contact: sender.contact })]
  return {
    language,
    subject: fill(subject).replaceAll(/\s+/g, ' ').trim(),
    greeting: frame.greeting,
    paragraphs: [...paragraphs, ...(fixed === null ? [] : [fixed])].map(fill),
    button: button !== null && link ? { label: button, url: String(link), hint: typeset(frame.link, language) } : null,
    signature: frame.signature,
    shop: sender.name,
    footer: isForStaff(template)
      ? [fill(frame.staffWhy)]
      : [
          ...contact.map((line) => typeset(line, language)),
          ...(isForPerson(template) ? [filled(frame.centre, { shop: sender.name, centre: sender.centre })] : []),
          fill(isForPerson(template) ? frame.why : frame.recipientWhy),
        ],
  }
}

const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/

/** Values as readers of the language write them: days in full. */
function spokenValues(values: Record<string, string | number | undefined>, language: WrittenLanguage) {
  const days = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' })
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      if (value === undefined) return []
      const text = String(value)
      return [[name, ISO_DAY.test(text) ? days.format(new Date(text)) : text]]
    }),
  )
}
