import polarisEn from '@shopify/polaris/locales/en.json' with { type: 'json' }
import polarisFr from '@shopify/polaris/locales/fr.json' with { type: 'json' }
import type { StaffLanguage } from '../platform/i18n.ts'
import en from './messages/en.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }

const MESSAGES = {
  en: { messages: en, polaris: polarisEn },
  fr: { messages: fr, polaris: polarisFr },
} satisfies Record<StaffLanguage, { messages: typeof en; polaris: object }>

/** Kept's sentences and Polaris's, in one language. */
export const messagesFor = (language: StaffLanguage) => MESSAGES[language]

declare module 'use-intl' {
  interface AppConfig {
    Messages: typeof en
    Locale: StaffLanguage
  }
}
