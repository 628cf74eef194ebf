import { SkeletonBodyText, SkeletonDisplayText } from '@shopify/polaris'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { DEVICES, type Device } from '../devices.ts'
import { useRoom } from '../use-room.ts'

/** As high as a preview gets (px): on a laptop it stays in sight while settings are changed. */
const MOST_HEIGHT = 560

interface Props {
  title: string
  /** A whole page; null while there is none yet. */
  page: string | null
  device: Device
}

/**
 * A page at its real width, scaled down where there is less room. It is never blank: until the first page has loaded, a
 * placeholder stands in its place; the next page loads behind the visible one and then replaces it. It has an origin of
 * its own, and no script in it runs.
 */
export function DeviceFrame({ title, page, device }: Props) {
  const t = useTranslations('banner.preview')
  const box = useRef<HTMLDivElement>(null)
  const room = useRoom(box)
  const [pages, setPages] = useState<readonly [string, string]>(['', ''])
  /** The frame that has loaded its page; null before the first. */
  const [front, setFront] = useState<0 | 1 | null>(null)
  useEffect(() => {
    if (page === null) return
    setPages((now) => (front !== null && now[front] === page ? now : front === 0 ? [now[0], page] : [page, now[1]]))
  }, [page, front])
  const { width, height } = DEVICES[device]
  const scale = Math.min(1, (room ?? width) / width, MOST_HEIGHT / height)
  return (
    <div
      ref={box}
      aria-busy={front === null}
      style={{
        position: 'relative',
        aspectRatio: `${width} / ${height}`,
        maxHeight: MOST_HEIGHT,
        overflow: 'hidden',
      }}
    >
      {front === null && <Placeholder label={t('loading')} />}
      {([0, 1] as const).map(
        (slot) =>
          pages[slot] !== '' && (
            <iframe
              key={slot}
              title={title}
              srcDoc={pages[slot]}
              sandbox=""
              aria-hidden={slot !== front}
              tabIndex={slot === front ? 0 : -1}
              onLoad={() => slot !== front && pages[slot] === page && setFront(slot)}
              style={{
                position: 'absolute',
                insetInlineStart: Math.max(0, ((room ?? width) - width * scale) / 2),
                visibility: slot === front ? 'visible' : 'hidden',
                border: 0,
                outline: `${1 / scale}px solid #8a8a8a`,
                outlineOffset: -1 / scale,
                width,
                height,
                transform: `scale(${scale})`,
                transformOrigin: '0 0',
              }}
            />
          ),
      )}
    </div>
  )
}

/** What stands in a picture's place until it is there. */
function Placeholder({ label }: { label: string }) {
  return (
    <div
      role="img"
      aria-label={label}
      style={{
        position: 'absolute',
        inset: 0,
        display: 'flex',
        flexDirection: 'column',
        justifyContent: 'end',
        gap: 16,
        padding: 24,
        border: '1px solid #8a8a8a',
        background: 'var(--p-color-bg-surface-secondary)',
      }}
    >
      <SkeletonDisplayText size="small" />
      <SkeletonBodyText lines={4} />
    </div>
  )
}
