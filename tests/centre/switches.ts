import type { RegisterInput } from '../../app/register/index.ts'

const EVERYONE = ['consumer', 'professional'] as const
const CONSUMER = ['consumer'] as const

const aPartner = (id: string, name: string) => ({
  id,
  audience: [...CONSUMER],
  kind: 'joint_controller' as const,
  service: 'partner_brand' as const,
  name: { fr: name },
  country: 'FR' as const,
  transfer: { mechanism: 'eea' as const },
})

/** Purposes that are asked in each place, one that rests on a contract, and one for companies. */
export const CENTRE_REGISTER: Partial<RegisterInput> = {
  purposes: [
    {
      id: 'orders',
      audience: [...EVERYONE],
      topic: 'transactions',
      name: { fr: 'Commandes' },
      legalBasis: 'contract',
    },
    {
      id: 'news',
      audience: [...CONSUMER],
      topic: 'email_marketing',
      name: { fr: 'Nouvelles', en: 'News' },
      description: { fr: 'Une lettre par mois.', en: 'A letter a month.' },
      legalBasis: 'consent',
      channel: 'email',
      askedAt: ['sign_up_form', 'account'],
    },
    {
      id: 'measuring',
      audience: [...EVERYONE],
      topic: 'statistics',
      name: { fr: 'Mesurer', en: 'Measuring' },
      legalBasis: 'consent',
      signal: 'analytics',
      askedAt: ['banner'],
    },
    {
      id: 'texting',
      audience: [...CONSUMER],
      topic: 'marketing',
      name: { fr: 'Messages' },
      legalBasis: 'consent',
      channel: 'sms',
      askedAt: ['account'],
    },
    {
      id: 'sharing',
      audience: [...CONSUMER],
      topic: 'joint_use',
      name: { fr: 'Marques partenaires', en: 'Partner brands' },
      legalBasis: 'consent',
      recipients: ['atelier', 'maison', 'host'],
    },
    {
      id: 'trade-news',
      audience: ['professional'],
      topic: 'email_marketing',
      name: { fr: 'Nouvelles pour professionnels' },
      legalBasis: 'legitimate_interests',
      legitimateInterest: { fr: 'Vendre' },
      channel: 'email',
    },
  ],
  recipients: [
    aPartner('atelier', 'Atelier Lune'),
    aPartner('maison', 'Maison Vent'),
    { ...aPartner('host', 'Hébergeur'), kind: 'processor', service: 'it' },
  ],
}
