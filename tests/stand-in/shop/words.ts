import { de, type Faker, fr, type LocaleDefinition } from '@faker-js/faker'

/** What customers and staff of a shop write, in its language. */
export interface Words {
  faker: LocaleDefinition
  country: string
  site: string
  code: string
  campaign: string
  carrier: string
  trackingUrl: string
  yes: string
  giftTag: string
  giftMessage: string
  giftWrap: string
  giftNote: string
  orderNote: string
  refundNote: string
  comment: string
  blogComment: string
  gift(faker: Faker): { firstName: string; lastName: string; message: string }
}

export const FRENCH: Words = {
  faker: fr,
  country: 'FR',
  site: 'maison-thea.example',
  code: 'BIENVENUE10',
  campaign: 'automne',
  carrier: 'Colissimo',
  trackingUrl: 'https://www.laposte.example/suivi/',
  yes: 'oui',
  giftTag: 'cadeau',
  giftMessage: 'Message cadeau',
  giftWrap: 'Emballage cadeau',
  giftNote: 'C’est un cadeau, merci de ne pas joindre la facture.',
  orderNote: 'Merci de laisser le colis chez la gardienne.',
  refundNote: 'Boîte arrivée cabossée, remboursée après photo.',
  comment: 'A appelé au sujet de sa livraison, très aimable.',
  blogComment: 'Depuis que je fais refroidir l’eau, mon thé vert n’est plus amer.',
  gift: (faker) => {
    const firstName = faker.person.firstName()
    return {
      firstName,
      lastName: faker.person.lastName(),
      message: `Joyeux anniversaire ${firstName}, on t’embrasse !`,
    }
  },
}

export const GERMAN: Words = {
  faker: de,
  country: 'DE',
  site: 'toepferei-lindholz.example',
  code: 'WILLKOMMEN10',
  campaign: 'herbst',
  carrier: 'DHL',
  trackingUrl: 'https://www.dhl.example/sendung/',
  yes: 'ja',
  giftTag: 'Geschenk',
  giftMessage: 'Grußkarte',
  giftWrap: 'Geschenkverpackung',
  giftNote: 'Ein Geschenk, bitte ohne Rechnung.',
  orderNote: 'Bitte beim Nachbarn abgeben.',
  refundNote: 'Henkel gebrochen, nach Foto erstattet.',
  comment: 'Hat wegen der Lieferung angerufen.',
  blogComment: 'Die Glasur ist noch schöner als auf dem Bild.',
  gift: (faker) => {
    const firstName = faker.person.firstName()
    return { firstName, lastName: faker.person.lastName(), message: `Alles Gute zum Geburtstag, ${firstName}!` }
  },
}
