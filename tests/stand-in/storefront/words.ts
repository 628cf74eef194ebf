import type { ThemeText } from '../shop/model.ts'

const WORDS = {
  fr: {
    account: 'Compte',
    contact: 'Contact',
    cart: 'Panier',
    emptyCart: 'Votre panier est vide.',
    empty: 'Vider le panier',
    total: 'Total',
    policy: 'Politique de confidentialité',
    cookies: 'Choix des cookies',
    add: 'Ajouter au panier',
    signIn: 'Se connecter',
    signOut: 'Se déconnecter',
    signedIn: 'Connecté : ',
    email: 'Adresse e-mail',
    unknown: 'Aucun client n’a cette adresse.',
    noPolicy: 'La boutique n’a pas encore publié de politique de confidentialité.',
    hint: 'Boutique de démonstration : choisissez un client.',
    missing: 'Cette page n’existe pas.',
    newsletter: 'Nouveautés et offres par e-mail :',
    subscribe: 'S’inscrire',
    subscribed: 'Merci, votre inscription est enregistrée.',
  },
  en: {
    account: 'Account',
    contact: 'Contact',
    cart: 'Cart',
    emptyCart: 'Your cart is empty.',
    empty: 'Empty the cart',
    total: 'Total',
    policy: 'Privacy policy',
    cookies: 'Cookie choices',
    add: 'Add to cart',
    signIn: 'Sign in',
    signOut: 'Sign out',
    signedIn: 'Signed in: ',
    email: 'E-mail address',
    unknown: 'No customer has this address.',
    noPolicy: 'The shop has not published a privacy policy yet.',
    hint: 'Demo shop: pick a customer.',
    missing: 'This page does not exist.',
    newsletter: 'News and offers by e-mail:',
    subscribe: 'Subscribe',
    subscribed: 'Thank you, you are subscribed.',
  },
  de: {
    account: 'Konto',
    contact: 'Kontakt',
    cart: 'Warenkorb',
    emptyCart: 'Ihr Warenkorb ist leer.',
    empty: 'Warenkorb leeren',
    total: 'Summe',
    policy: 'Datenschutzerklärung',
    cookies: 'Cookie-Auswahl',
    add: 'In den Warenkorb',
    signIn: 'Anmelden',
    signOut: 'Abmelden',
    signedIn: 'Angemeldet: ',
    email: 'E-Mail-Adresse',
    unknown: 'Kein Kunde hat diese Adresse.',
    noPolicy: 'Der Shop hat noch keine Datenschutzerklärung veröffentlicht.',
    hint: 'Demo-Shop: Wählen Sie einen Kunden.',
    missing: 'Diese Seite gibt es nicht.',
    newsletter: 'Neues und Angebote per E-Mail:',
    subscribe: 'Abonnieren',
    subscribed: 'Danke, Sie sind angemeldet.',
  },
} as const

const isKnown = (locale: string): locale is keyof typeof WORDS => locale in WORDS

const known = (locale: string) => (isKnown(locale) ? locale : 'en')

/** The theme's own words; a language that it does not have reads English. */
export const wordsIn = (locale: string) => WORDS[known(locale)]

/** The same of a text that the shop gave its theme. */
export const themeText = (text: ThemeText, locale: string) => text[known(locale)]
