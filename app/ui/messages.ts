import polarisEn from '@shopify/polaris/locales/en.json' with { type: 'json' }
import polarisFr from '@shopify/polaris/locales/fr.json' with { type: 'json' }
import type { StaffLanguage } from '../platform/i18n.ts'
import requestAnswerEn from './messages/answer.en.json' with { type: 'json' }
import requestAnswerFr from './messages/answer.fr.json' with { type: 'json' }
import bannerEn from './messages/banner.en.json' with { type: 'json' }
import bannerFr from './messages/banner.fr.json' with { type: 'json' }
import checkEn from './messages/check.en.json' with { type: 'json' }
import checkFr from './messages/check.fr.json' with { type: 'json' }
import consentsEn from './messages/consents.en.json' with { type: 'json' }
import consentsFr from './messages/consents.fr.json' with { type: 'json' }
import driftEn from './messages/drift.en.json' with { type: 'json' }
import driftFr from './messages/drift.fr.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import requestErasureEn from './messages/erasure.en.json' with { type: 'json' }
import requestErasureFr from './messages/erasure.fr.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }
import requestHeldEn from './messages/held.en.json' with { type: 'json' }
import requestHeldFr from './messages/held.fr.json' with { type: 'json' }
import identityEn from './messages/identity.en.json' with { type: 'json' }
import identityFr from './messages/identity.fr.json' with { type: 'json' }
import importsEn from './messages/imports.en.json' with { type: 'json' }
import importsFr from './messages/imports.fr.json' with { type: 'json' }
import leftoversEn from './messages/leftovers.en.json' with { type: 'json' }
import leftoversFr from './messages/leftovers.fr.json' with { type: 'json' }
import mailsEn from './messages/mails.en.json' with { type: 'json' }
import mailsFr from './messages/mails.fr.json' with { type: 'json' }
import requestObjectionEn from './messages/objection.en.json' with { type: 'json' }
import requestObjectionFr from './messages/objection.fr.json' with { type: 'json' }
import outgoingEn from './messages/outgoing.en.json' with { type: 'json' }
import outgoingFr from './messages/outgoing.fr.json' with { type: 'json' }
import policyEn from './messages/policy.en.json' with { type: 'json' }
import policyFr from './messages/policy.fr.json' with { type: 'json' }
import presentEn from './messages/present.en.json' with { type: 'json' }
import presentFr from './messages/present.fr.json' with { type: 'json' }
import proofEn from './messages/proof.en.json' with { type: 'json' }
import proofFr from './messages/proof.fr.json' with { type: 'json' }
import recipientsEn from './messages/recipients.en.json' with { type: 'json' }
import recipientsFr from './messages/recipients.fr.json' with { type: 'json' }
import requestRectificationEn from './messages/rectification.en.json' with { type: 'json' }
import requestRectificationFr from './messages/rectification.fr.json' with { type: 'json' }
import registerEn from './messages/register.en.json' with { type: 'json' }
import registerFr from './messages/register.fr.json' with { type: 'json' }
import requestEn from './messages/request.en.json' with { type: 'json' }
import requestFr from './messages/request.fr.json' with { type: 'json' }
import requestsEn from './messages/requests.en.json' with { type: 'json' }
import requestsFr from './messages/requests.fr.json' with { type: 'json' }
import restrictionEn from './messages/restriction.en.json' with { type: 'json' }
import restrictionFr from './messages/restriction.fr.json' with { type: 'json' }
import reviewEn from './messages/review.en.json' with { type: 'json' }
import reviewFr from './messages/review.fr.json' with { type: 'json' }
import requestSettingsEn from './messages/settings.en.json' with { type: 'json' }
import requestSettingsFr from './messages/settings.fr.json' with { type: 'json' }
import setupEn from './messages/setup.en.json' with { type: 'json' }
import setupFr from './messages/setup.fr.json' with { type: 'json' }
import systemsEn from './messages/systems.en.json' with { type: 'json' }
import systemsFr from './messages/systems.fr.json' with { type: 'json' }

const english = {
  ...en,
  register: registerEn,
  policy: policyEn,
  present: presentEn,
  banner: bannerEn,
  check: checkEn,
  consents: consentsEn,
  setup: setupEn,
  request: requestEn,
  requestAnswer: requestAnswerEn,
  requestHeld: requestHeldEn,
  requestErasure: requestErasureEn,
  requestRectification: requestRectificationEn,
  requestObjection: requestObjectionEn,
  drift: driftEn,
  requests: requestsEn,
  mails: mailsEn,
  identity: identityEn,
  leftovers: leftoversEn,
  proof: proofEn,
  recipients: recipientsEn,
  restriction: restrictionEn,
  review: reviewEn,
  requestSettings: requestSettingsEn,
  systems: systemsEn,
  imports: importsEn,
  outgoing: outgoingEn,
}
type Messages = typeof english

const MESSAGES = {
  en: { messages: english, polaris: polarisEn },
  fr: {
    messages: {
      ...fr,
      register: registerFr,
      policy: policyFr,
      banner: bannerFr,
      check: checkFr,
      consents: consentsFr,
      setup: setupFr,
      request: requestFr,
      requestAnswer: requestAnswerFr,
      requestHeld: requestHeldFr,
      requestErasure: requestErasureFr,
      requestRectification: requestRectificationFr,
      requestObjection: requestObjectionFr,
      present: presentFr,
      drift: driftFr,
      requests: requestsFr,
      mails: mailsFr,
      identity: identityFr,
      leftovers: leftoversFr,
      proof: proofFr,
      recipients: recipientsFr,
      restriction: restrictionFr,
      review: reviewFr,
      requestSettings: requestSettingsFr,
      systems: systemsFr,
      imports: importsFr,
      outgoing: outgoingFr,
    },
    polaris: polarisFr,
  },
} satisfies Record<StaffLanguage, { messages: Messages; polaris: object }>

/** Kept's sentences and Polaris's, in one language. */
export const messagesFor = (language: StaffLanguage) => MESSAGES[language]

declare module 'use-intl' {
  interface AppConfig {
    Messages: Messages
    Locale: StaffLanguage
  }
}
