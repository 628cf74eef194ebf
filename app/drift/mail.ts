import { createHash } from 'node:crypto'
import { IntlMessageFormat } from 'intl-messageformat'
import { config } from '../platform/config.ts'
import type { StaffLanguage } from '../platform/i18n.ts'
import type { Mail } from '../platform/mail.ts'
import type { ShopDomain } from '../platform/shop-domain.ts'
import { appInAdminUrl } from '../shopify/links.ts'
import type { NotedDrift } from './model.ts'
import type { DriftRecipient } from './recipient.ts'
import type { DriftRef } from './store.ts'
import en from './texts/en.json' with { type: 'json' }
import fr from './texts/fr.json' with { type: 'json' }

const TEXTS = { en, fr } satisfies Record<StaffLanguage, typeof en>

interface Told {
  shop: ShopDomain
  /** All that the job was to tell: what tells this mail from the others. */
  asked: readonly DriftRef[]
  drifts: readonly NotedDrift[]
  recipient: DriftRecipient
}

/** The mail to staff: what was found, since when, and where to go. It names no customer, no page and no tracker. */
export function driftMail({ shop, asked, drifts, recipient: { address, language } }: Told): Mail {
  const texts = TEXTS[language]
  const fill = (text: string, values: Record<string, string | number | Date>) =>
    String(
      new IntlMessageFormat(
        text,
        language,
        { date: { day: { dateStyle: 'long', timeZone: 'UTC' } } },
        { ignoreTag: true },
      ).format(values),
    )
  const lines = drifts.map(({ kind, foundAt }) => `- ${texts.kinds[kind]} ${fill(texts.since, { day: foundAt })}`)
  const link = appInAdminUrl(shop)
  return {
    to: address,
    subject: fill(texts.subject, { shop, count: drifts.length }),
    text: [
      fill(texts.intro, { shop, count: drifts.length }),
      lines.join('\n'),
      fill(texts.link, { link }),
      fill(texts.once, { count: drifts.length }),
      texts.why,
    ].join('\n\n'),
    messageId: `<drift-${idOf(asked)}.${shop}@${new URL(config.SHOPIFY_APP_URL).hostname}>`,
  }
}

/** The same for the same findings. */
const idOf = (drifts: readonly DriftRef[]): string =>
  createHash('sha256')
    .update(drifts.map(({ kind, number }) => `${kind}-${number}`).join())
    .digest('hex')
    .slice(0, 32)
