import type { Page, Policy } from './model.ts'

/** What the tea room had written itself before it installed Kept: too little, as most shops have it. */
const PRIVACY = `<h2>Vos données</h2>
<p>Maison Théa utilise vos coordonnées pour préparer et expédier vos commandes. Elles ne sont jamais vendues.</p>
<p>Une question ? Écrivez-nous à bonjour@maison-thea.example.</p>`

const REFUNDS = '<p>Les sachets non ouverts sont repris pendant 14 jours.</p>'

const ABOUT = `<p>Depuis 1998, Maison Théa choisit ses thés chez de petits producteurs, et les sert rue des Tanneurs, à Tours.</p>`

export const firstPolicies = (nextId: () => number, at: string): Policy[] => [
  {
    id: nextId(),
    type: 'PRIVACY_POLICY',
    title: 'Politique de confidentialité',
    body: PRIVACY,
    createdAt: at,
    updatedAt: at,
  },
  {
    id: nextId(),
    type: 'REFUND_POLICY',
    title: 'Politique de remboursement',
    body: REFUNDS,
    createdAt: at,
    updatedAt: at,
  },
]

export const firstPages = (nextId: () => number, at: string): Page[] => [
  {
    id: nextId(),
    handle: 'notre-maison',
    title: 'Notre maison',
    body: ABOUT,
    isPublished: true,
    createdAt: at,
    updatedAt: at,
    publishedAt: at,
  },
]
