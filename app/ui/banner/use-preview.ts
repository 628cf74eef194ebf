import { useEffect, useRef, useState } from 'react'
import type { BannerPreview, BannerSettings, LineGap, Screen } from '../../banner/index.ts'
import { BANNER_PREVIEW } from '../links/banner.ts'

/** Milliseconds after the last key before the server is asked. */
const PAUSE_MS = 100

export interface PreviewRequest {
  language: string
  screen: Screen
}

export interface BannerPreviewState {
  /** The newest answer; what it is about may have changed since. Null before the first. */
  answer: BannerPreview | null
  /** The newest page that could be drawn, in which language, and which others there are of it. */
  picture: { page: string; language: string; screens: Screen[] } | null
  /** The newest list of lines that are missing. */
  gaps: readonly LineGap[]
  hasFailed: boolean
}

const NOTHING_YET: BannerPreviewState = { answer: null, picture: null, gaps: [], hasFailed: false }

/** What the server makes of settings as they are typed: a picture, and what is to be said of them. */
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
