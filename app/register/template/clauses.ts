import type { RegisterInput } from '../model.ts'
import type { Audience } from '../words.ts'

const EVERYONE: Audience[] = ['consumer', 'professional']

type Clauses = NonNullable<RegisterInput['clauses']>

export const clauses = (shopName: string): Clauses => [
  {
    id: 'our-word',
    audience: EVERYONE,
    section: 'introduction',
    text: {
      en: `You trust ${shopName} with information about you. This page says, in full, what we do with it, why, for how long, and what you can decide. We handle it lawfully, fairly and openly, and it remains yours.`,
      fr: `Vous confiez à ${shopName} des informations qui vous concernent. Cette page dit entièrement ce que nous en faisons, pourquoi, pendant combien de temps, et ce que vous pouvez décider. Nous les traitons de façon licite, loyale et transparente, et elles restent les vôtres.`,
    },
  },
  {
    id: 'social-networks',
    audience: EVERYONE,
    section: 'data',
    title: { en: 'Social networks', fr: 'Réseaux sociaux' },
    text: {
      en: 'Our pages may let you share with social networks or talk with us there. Using them may collect and share data about you. Read the policies and settings of the networks you use to know what they collect, use and share.',
      fr: 'Nos pages peuvent vous permettre de partager avec des réseaux sociaux ou d’y échanger avec nous. Leur usage peut entraîner la collecte et le partage de données qui vous concernent. Lisez les politiques et les réglages des réseaux que vous utilisez pour savoir ce qu’ils collectent, utilisent et partagent.',
    },
  },
  {
    id: 'territory',
    audience: EVERYONE,
    section: 'storage',
    text: {
      en: 'We check, before we start with a provider and at regular dates afterwards, that your data stays on European territory.',
      fr: 'Nous vérifions, avant de travailler avec un prestataire puis à dates régulières, que vos données restent sur le territoire européen.',
    },
  },
  {
    id: 'security-measures',
    audience: EVERYONE,
    section: 'security',
    text: {
      en: 'Access to your data is limited to those who need it, each with an account of their own. Exchanges with our site are encrypted. Passwords are stored in a form that nobody can read. Backups are made and tested.',
      fr: 'L’accès à vos données est limité aux personnes qui en ont besoin, chacune avec son propre compte. Les échanges avec notre site sont chiffrés. Les mots de passe sont conservés sous une forme que personne ne peut lire. Des sauvegardes sont faites et vérifiées.',
    },
  },
  {
    id: 'liability',
    audience: EVERYONE,
    section: 'liability',
    text: {
      en: 'We choose our providers with care and check them. As far as the law allows, we are not liable for a fraud that they commit with the information or for an attack on their systems. This takes nothing from your rights under the data protection law.',
      fr: 'Nous choisissons nos prestataires avec soin et les contrôlons. Dans les limites permises par la loi, nous ne répondons pas d’une fraude qu’ils commettraient avec ces informations ni d’un piratage de leurs systèmes. Cela n’enlève rien à vos droits en matière de protection des données.',
    },
  },
  {
    // Loi 78-17, Art. 85.
    id: 'after-death',
    audience: EVERYONE,
    section: 'rights',
    text: {
      en: 'You may also tell us what is to become of your data after your death.',
      fr: 'Vous pouvez aussi nous donner des directives sur le sort de vos données après votre décès.',
    },
  },
  {
    id: 'browser-cookies',
    audience: EVERYONE,
    section: 'cookies',
    text: {
      en: 'You can change your choice at any time at the foot of every page, and turn cookies off in the settings of your browser. We obey the Global Privacy Control signal.',
      fr: 'Vous pouvez revenir sur votre choix à tout moment au bas de chaque page, et désactiver les cookies dans les réglages de votre navigateur. Nous respectons le signal Global Privacy Control.',
    },
  },
]
