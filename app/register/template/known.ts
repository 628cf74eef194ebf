import { serviceOf } from '../catalogue/catalogue.ts'
import type { CatalogueService } from '../catalogue/schema.ts'

/** A service that the catalogue always has. */
export function known(id: 'shopify' | 'kept'): CatalogueService {
  const service = serviceOf(id)
  if (!service) throw new Error(`The catalogue lacks ${id}`)
  return service
}
