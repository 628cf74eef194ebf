import type { Product } from './model.ts'

/** What the tea room sells. */
export const PRODUCTS: Product[] = [
  {
    handle: 'darjeeling-first-flush',
    title: 'Darjeeling First Flush',
    description: 'Thé noir de printemps, floral et vif. Sachet de 100 g.',
    price: 18.5,
    colour: '#8a5a2b',
    kind: 'tea',
  },
  {
    handle: 'sencha-de-kagoshima',
    title: 'Sencha de Kagoshima',
    description: 'Thé vert japonais, iodé et doux. Sachet de 100 g.',
    price: 16.9,
    colour: '#5b8c3a',
    kind: 'tea',
  },
  {
    handle: 'earl-grey-fleurs-bleues',
    title: 'Earl Grey fleurs bleues',
    description: 'Thé noir à la bergamote de Calabre et aux bleuets.',
    price: 12.5,
    colour: '#41507a',
    kind: 'tea',
  },
  {
    handle: 'rooibos-vanille',
    title: 'Rooibos vanille',
    description: 'Infusion sans théine, ronde et gourmande.',
    price: 9.9,
    colour: '#a8442a',
    kind: 'tea',
  },
  {
    handle: 'oolong-milky',
    title: 'Oolong Milky',
    description: 'Oolong de Taïwan, lacté et soyeux.',
    price: 21,
    colour: '#7c8a4a',
    kind: 'tea',
  },
  {
    handle: 'theiere-en-fonte',
    title: 'Théière en fonte',
    description: 'Fonte émaillée, 0,8 litre, avec filtre.',
    price: 64,
    colour: '#33363b',
    kind: 'accessory',
  },
  {
    handle: 'infuseur-en-inox',
    title: 'Infuseur en inox',
    description: 'Maille fine, pour une tasse ou une petite théière.',
    price: 8.5,
    colour: '#8f9499',
    kind: 'accessory',
  },
  {
    handle: 'boite-a-the-en-laque',
    title: 'Boîte à thé en laque',
    description: 'Deux couvercles, 150 g, à l’abri de la lumière.',
    price: 27,
    colour: '#7a2230',
    kind: 'accessory',
  },
]
