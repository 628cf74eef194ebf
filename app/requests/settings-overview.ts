import { isMailConfigured, type MailTemplate, mailTemplate, wordedTexts } from '../mail/index.ts'
import type { ShopTransaction } from '../platform/db.ts'
import { regimeFor } from './clock/model.ts'
import { REGIMES, type Regime } from './clock/regimes.ts'
import { type IdentityMethod, offeredMethods } from './identity/index.ts'
import { readSavedSettings, type SavedRequestSettings } from './settings/store.ts'
import type { RegimeId } from './words.ts'

export interface RequestSettingsOverview extends SavedRequestSettings {
  isMailConfigured: boolean
  /** The ways that the register offers. */
  identityMethods: IdentityMethod[]
  /** What the law gives, law by law. */
  regimes: Regime[]
  /** The law that counts where nobody knows the person's country. */
  defaultRegime: RegimeId
  /** Mails that staff worded themselves, each with its languages. */
  worded: { template: MailTemplate; language: string }[]
}

/** All that the page of settings shows. */
export async function readSettingsOverview(tx: ShopTransaction): Promise<RequestSettingsOverview> {
  return {
    ...(await readSavedSettings(tx)),
    isMailConfigured: isMailConfigured(),
    identityMethods: await offeredMethods(tx),
    regimes: [...REGIMES],
    defaultRegime: regimeFor(null, null),
    worded: (await wordedTexts(tx)).flatMap(({ template, language }) => {
      const known = mailTemplate.safeParse(template)
      return known.success ? [{ template: known.data, language }] : []
    }),
  }
}
