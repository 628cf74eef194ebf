import { useEffect, useRef, useState } from 'react'
import { DEVICES, type Device } from '../devices.ts'
import { useRoom } from '../use-room.ts'

/** As high as a preview gets (px): on a laptop it stays in sight while settings are changed. */
const MOST_HEIGHT = 560

interface Props {
  title: string
  /** A whole page. */
  page: string
  device: Device
}

/**
 * A page at its real width, scaled down where there is less room. The next page loads behind the visible one and then
 * replaces it, so that nothing flickers. It has an origin of its own, and no script in it runs.
 */
export function DeviceFrame({ title, page, device }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const room = useRoom(box)
  const [pages, setPages] = useState<readonly [string, string]>([page, ''])
  const [front, setFront] = useState<0 | 1>(0)
  useEffect(() => {
    setPages((now) => (now[front] === page ? now : front === 0 ? [now[0], page] : [page, now[1]]))
  }, [page, front])
  const { width, height } = DEVICES[device]
  const scale = Math.min(1, (room ?? width) / width, MOST_HEIGHT / height)
  return (
    <div ref={box} style={{ position: 'relative', height: height * scale, overflow: 'hidden' }}>
      {([0, 1] as const).map((slot) => (
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
      ))}
    </div>
  )
}
