import { useMemo } from 'react'
import { DEVICES, type Device } from '../devices.ts'

/** Most of the window, so that the page around it stays in sight. */
const HEIGHT = 'clamp(26rem, 75vh, 60rem)'

interface Props {
  title: string
  /** A whole page. */
  page: string
  device: Device
}

/**
 * A page at its real size: as wide as there is room, or as a phone. It scrolls inside its frame, also by keyboard. It
 * has an origin of its own, and its own policy allows no script.
 */
export function PreviewFrame({ title, page, device }: Props) {
  const framed = useMemo(() => framedPage(page), [page])
  return (
    <iframe
      title={title}
      srcDoc={framed}
      sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"
      style={{
        display: 'block',
        boxSizing: 'border-box',
        width: '100%',
        maxWidth: device === 'phone' ? DEVICES.phone.width : undefined,
        height: HEIGHT,
        marginInline: 'auto',
        border: '1px solid #8a8a8a',
      }}
    />
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
