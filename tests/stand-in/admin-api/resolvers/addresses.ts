import type { Address, MailingAddress } from '../../shop/model.ts'
import { gid } from '../../shop/model.ts'
import type { Resolvers } from '../context.ts'

export const countryName = (code: string) => new Intl.DisplayNames('en', { type: 'region' }).of(code) ?? code

/** Shopify says in the id what the address belongs to, and the number counts there only. */
type Owner = 'CustomerAddress' | 'Address'

type Mailing = MailingAddress & { owner: Owner }

export const mailing = (address: MailingAddress | null, owner: Owner = 'Address'): Mailing | null =>
  address && { ...address, owner }

const full = ({ firstName, lastName }: Pick<MailingAddress, 'firstName' | 'lastName'>) =>
  [firstName, lastName].filter(Boolean).join(' ') || null

interface Formatting {
  withName?: boolean
  withCompany?: boolean
}

/** Where things are sent, and to whom. */
export const addressResolvers: Resolvers = {
  MailingAddress: {
    id: ({ id, owner }: Mailing) => `${gid('MailingAddress', id)}?model_name=${owner}`,
    name: full,
    country: ({ countryCodeV2 }: Mailing) => countryCodeV2 && countryName(countryCodeV2),
    province: () => null,
    coordinatesValidated: () => false,
    latitude: () => null,
    longitude: () => null,
    timeZone: () => null,
    validationResultSummary: () => null,
    formattedArea: ({ city, countryCodeV2 }: Mailing) =>
      [city, countryCodeV2 && countryName(countryCodeV2)].filter(Boolean).join(', ') || null,
    formatted: (address: Mailing, { withName = false, withCompany = true }: Formatting) =>
      [
        withName ? full(address) : null,
        withCompany ? address.company : null,
        address.address1,
        address.address2,
        [address.zip, address.city].filter(Boolean).join(' '),
        address.countryCodeV2 && countryName(address.countryCodeV2),
      ].filter(Boolean),
  },
  ShopAddress: {
    country: ({ countryCodeV2 }: Address) => countryName(countryCodeV2),
    countryCode: ({ countryCodeV2 }: Address) => countryCodeV2,
    address2: () => null,
    province: () => null,
  },
}
