/** Kept's own words in mails, in the languages that the policy is written in. */
import { z } from 'zod'
import type { WrittenLanguage } from './model.ts'
import de from './texts/de.json' with { type: 'json' }
import en from './texts/en.json' with { type: 'json' }
import es from './texts/es.json' with { type: 'json' }
import fr from './texts/fr.json' with { type: 'json' }
import it from './texts/it.json' with { type: 'json' }
import nl from './texts/nl.json' with { type: 'json' }
import { MAIL_TEMPLATES } from './words.ts'

const mailTexts = z.strictObject({
  frame: z.strictObject({
    greeting: z.string(),
    signature: z.string(),
    contact: z.string(),
    why: z.string(),
    centre: z.string(),
    staffWhy: z.string(),
    recipientWhy: z.string(),
    link: z.string(),
  }),
  templates: z.record(
    z.enum(MAIL_TEMPLATES),
    z.strictObject({
      subject: z.string(),
      paragraphs: z.array(z.string()),
      button: z.string().nullable(),
      /** What the law wants to be said, whatever staff write. */
      fixed: z.string().nullable(),
    }),
  ),
})
export type MailTexts = z.infer<typeof mailTexts>

export const MAIL_TEXTS: Record<WrittenLanguage, MailTexts> = {
  en: mailTexts.parse(en),
  fr: mailTexts.parse(fr),
  de: mailTexts.parse(de),
  es: mailTexts.parse(es),
  it: mailTexts.parse(it),
  nl: mailTexts.parse(nl),
}
