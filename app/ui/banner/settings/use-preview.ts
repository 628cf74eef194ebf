import { useEffect, useRef, useState } from 'react'
import type { BannerPreview, BannerSettings, LineGap, Screen } from '../../../banner/index.ts'
import { BANNER_PREVIEW } from '../../links/banner.ts'

/** Milliseconds after the last key before the server is asked. */
const PAUSE_MS = 100

export interface PreviewRequest {
  language: string
  screen: Screen
}

export interface BannerPreviewState {
  /** The newest answer. The settings may have changed since. Null before the first. */
  answer: BannerPreview | null
  /** The newest rendered page, with its language and the other screens. */
  picture: { page: string; language: string; screens: Screen[] } | null
  /** The newest list of lines that are missing. */
  gaps: readonly LineGap[]
  hasFailed: boolean
}

const NOTHING_YET: BannerPreviewState = { answer: null, picture: null, gaps: [], hasFailed: false }

/** The server's answer to settings while they are typed: a rendered page and findings. */
export function usePreview(settings: BannerSettings, { language, screen }: PreviewRequest): BannerPreviewState {
  const [preview, setPreview] = useState<BannerPreviewState>(NOTHING_YET)
  const isFirst = useRef(true)
  const body = JSON.stringify({ settings, language, screen })
  useEffect(() => {
    const stop = new AbortController()
    const ask = async () => {
      const headers = { 'content-type': 'application/json' }
      const response = await fetch(BANNER_PREVIEW, { method: 'POST', headers, body, signal: stop.signal }).catch(
        () => null,
      )
      const answer: BannerPreview | null = response?.ok ? await response.json().catch(() => null) : null
      if (stop.signal.aborted) return
      setPreview((before) => ({
        answer: answer ?? before.answer,
        picture: answer?.page ? { page: answer.page, language, screens: answer.screens } : before.picture,
        gaps: answer?.gaps ?? before.gaps,
        hasFailed: answer === null,
      }))
    }
    const timer = setTimeout(ask, isFirst.current ? 0 : PAUSE_MS)
    isFirst.current = false
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [body, language])
  return preview
}
