import { useEffect, useState } from 'react'

/** How wide an element is (px); null until it was measured. */
export function useRoom(box: { current: HTMLElement | null }): number | null {
  const [room, setRoom] = useState<number | null>(null)
  useEffect(() => {
    if (!box.current) return
    const observer = new ResizeObserver(([entry]) => entry && setRoom(entry.contentRect.width))
    observer.observe(box.current)
    return () => observer.disconnect()
  }, [box])
  return room
}
