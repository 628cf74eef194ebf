import { IntlMessageFormat } from 'intl-messageformat'
import { config } from '../../platform/config.ts'
import type { StaffLanguage } from '../../platform/i18n.ts'
import type { Mail } from '../../platform/mail.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import type { MailRecipient } from './model.ts'
import { addressesOf, guideAddress } from './published.ts'
import type { StoredCheckpoint } from './store.ts'
import en from './texts/en.json' with { type: 'json' }
import fr from './texts/fr.json' with { type: 'json' }

const TEXTS = { en, fr } satisfies Record<StaffLanguage, typeof en>

/** The mail that the recipient keeps: the checkpoint as an unchanged attachment, and how to verify a ledger with it. */
export function checkpointMail({
  shop,
  checkpoint: { size, note, signedAt },
  keys,
  recipient: { number, address, language },
}: {
  shop: ShopDomain
  checkpoint: Pick<StoredCheckpoint, 'size' | 'note' | 'signedAt'>
  keys: readonly string[]
  recipient: MailRecipient
}): Mail {
  const file = `checkpoint-${size}.txt`
  const values = {
    shop,
    size,
    day: signedAt,
    note: note.trimEnd(),
    keys: keys.join('\n'),
    file,
    command: `npm run verify -- ledger.jsonl --against ${file}`,
    address: addressesOf(shop).checkpoint,
    guide: guideAddress(shop, language),
  }
  const fill = (text: string) =>
    String(
      new IntlMessageFormat(
        text,
        language,
        { date: { day: { dateStyle: 'long', timeZone: 'UTC' } } },
        { ignoreTag: true },
      ).format(values),
    )
  return {
    to: address,
    subject: fill(TEXTS[language].subject),
    text: TEXTS[language].body.map(fill).join('\n\n'),
    attachments: [{ filename: file, content: note }],
    messageId: `<checkpoint-${size}-${number}.${shop}@${new URL(config.SHOPIFY_APP_URL).hostname}>`,
  }
}
