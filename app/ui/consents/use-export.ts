import { useAppBridge } from '@shopify/app-bridge-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { saveAnswer } from '../use-download.ts'

/**
 * Saves a file that takes long to export. Shows how much has arrived, and can be cancelled. Leaving the page cancels
 * it.
 */
export function useExport() {
  const bridge = useAppBridge()
  const t = useTranslations('consents.export')
  /** Bytes; null when no export runs. */
  const [received, setReceived] = useState<number | null>(null)
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])

  const start = async (url: string): Promise<void> => {
    running.current?.abort()
    const mine = new AbortController()
    running.current = mine
    setReceived(0)
    try {
      const answer = await fetch(url, { signal: mine.signal })
      if (!answer.ok) throw new Error(`The export was answered with ${answer.status}`)
      await saveAnswer(counted(answer, setReceived))
    } catch {
      if (!mine.signal.aborted) bridge.toast.show(t('failed'), { isError: true })
    }
    if (running.current === mine) setReceived(null)
  }
  const cancel = () => {
    running.current?.abort()
    setReceived(null)
  }
  return { received, start, cancel }
}

function counted(answer: Response, onReceived: (bytes: number) => void): Response {
  let bytes = 0
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytes += chunk.byteLength
      onReceived(bytes)
      controller.enqueue(chunk)
    },
  })
  return new Response(answer.body?.pipeThrough(counter), { headers: answer.headers })
}
