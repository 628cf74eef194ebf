import { useTranslations } from 'use-intl'
import type { CorrectedField, CorrectionPlace } from '../../../requests/rectification/words.ts'

interface NamedPlace {
  kind: CorrectionPlace
  name: string
}

/** What places and fields are called to staff. */
export function useCorrectionNames() {
  const t = useTranslations('requestRectification')
  const place = ({ kind, name }: NamedPlace) =>
    kind === 'metafield' ? name : [t(`places.${kind}`), name].filter(Boolean).join(' – ')
  const field = (one: CorrectedField, { kind, name }: NamedPlace) => (kind === 'metafield' ? name : t(`fields.${one}`))
  return {
    place,
    field,
    correction(one: { place: CorrectionPlace; field: CorrectedField; content: { place: { name: string } } | null }) {
      const named = { kind: one.place, name: one.content?.place.name ?? '' }
      if (one.field === 'address' || one.place === 'statement' || one.place === 'metafield')
        return place({ ...named, name: one.place === 'new_address' ? '' : named.name })
      return one.place === 'customer' ? field(one.field, named) : `${place(named)} – ${field(one.field, named)}`
    },
  }
}
