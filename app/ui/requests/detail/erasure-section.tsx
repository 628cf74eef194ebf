import type { SerializeFrom } from '@remix-run/node'
import type { ShownErasure } from '../../../requests/index.ts'
import { ErasureCard } from './erasure-card.tsx'
import { CancelErasureDialog, ConfirmErasureDialog } from './erasure-dialogs.tsx'
import type { useErasure } from './use-erasure.ts'

interface Props {
  erasure: SerializeFrom<ShownErasure> | null
  acting: ReturnType<typeof useErasure>
  isRestricted?: boolean
}

/** The card of an erasure, and the dialog that is open over it. */
export function ErasureSection({ erasure, acting, isRestricted = false }: Props) {
  const { dialog, close, confirm, cancel, problem, busy, on, onDoneByHand } = acting
  return (
    <>
      <ErasureCard {...{ erasure, problem, busy, on, onDoneByHand, isRestricted }} />
      {dialog === 'confirm' && (
        <ConfirmErasureDialog needsNote={erasure?.needsNote ?? false} onClose={close} onConfirm={confirm} />
      )}
      {dialog === 'cancel' && <CancelErasureDialog onClose={close} onCancel={cancel} />}
    </>
  )
}
