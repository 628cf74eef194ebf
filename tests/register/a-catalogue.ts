import type { CatalogueService } from '../../app/register/catalogue/schema.ts'
import {
  purposesServedBy,
  type Register,
  recipientOf,
  register,
  serviceOf,
  storagePlacesOf,
  trackersOf,
  WRITTEN_LANGUAGES,
} from '../../app/register/index.ts'
import { theTemplate } from './a-register.ts'

export const named = (id: string): CatalogueService => {
  const service = serviceOf(id)
  if (!service) throw new Error(`no such service: ${id}`)
  return service
}

/** A register of a shop that picked these services, in every language that the catalogue is written in. */
export function registerWith(picked: readonly CatalogueService[]): Register {
  const { purposes, dataCategories } = theTemplate()
  const languages = [...WRITTEN_LANGUAGES]
  return register.parse({
    ...theTemplate(),
    languages: { default: 'en', offered: languages },
    purposes: purposes.map((purpose) => ({
      ...purpose,
      recipients: picked
        .filter((service) => purposesServedBy(service, purposes).includes(purpose.id))
        .map(({ id }) => id),
    })),
    recipients: picked.map((service) => recipientOf(service, languages)),
    storagePlaces: picked.flatMap((service) => storagePlacesOf(service, languages, dataCategories)),
    trackers: picked.flatMap((service) => trackersOf(service, languages, purposes)),
  })
}
