import { useMemo, useRef } from 'react'
import { DEVICES, type Device } from '../devices.ts'
import { useRoom } from '../use-room.ts'

const HEIGHT_PX = 640

interface Props {
  title: string
  /** A whole page. */
  page: string
  device: Device
}

/**
 * A page as wide as on a device, scaled down where there is less room. It has an origin of its own, and its own policy
 * allows no script.
 */
export function PreviewFrame({ title, page, device }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const room = useRoom(box)
  const framed = useMemo(() => framedPage(page), [page])
  const wide = DEVICES[device].width
  const scale = room === null ? 1 : Math.min(1, room / wide)
  return (
    <div
      ref={box}
      style={{ boxSizing: 'content-box', height: HEIGHT_PX, overflow: 'hidden', border: '1px solid #8a8a8a' }}
    >
      <iframe
        title={title}
        srcDoc={framed}
        sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"
        style={{
          display: 'block',
          border: 0,
          width: room === null ? '100%' : wide,
          height: HEIGHT_PX / scale,
          transform: `scale(${scale})`,
          transformOrigin: '0 0',
          marginInlineStart: Math.max(0, ((room ?? wide) - wide) / 2),
        }}
      />
    </div>
  )
}

/**
 * In a frame, a link to a section would load the outer page. Other links open in a window of their own, because a shop
 * cannot be framed. Kept wrote the page and escaped its texts, so its links have exactly the form that is replaced
 * here.
 */
const framedPage = (page: string): string =>
  page
    .replaceAll('href="#', 'href="about:srcdoc#')
    .replaceAll('<a href="http', '<a target="_blank" rel="noopener" href="http')
