import { useFetcher, useNavigate } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import { IMPORT_PORTION_BYTES, MAX_IMPORT_FILE } from '../../../consent/imports/limits.ts'
import type { ImportTool } from '../../../consent/imports/words.ts'
import type { ImportBegun } from '../../../consent/index.ts'
import { pageOfImport, portionOf } from '../../links/consents.ts'

type UploadProblem = 'tooLarge' | 'another' | 'notUploaded'

/** How often a portion is sent before the upload is given up. */
const TRIES = 4
const PAUSE_MS = 1_000

async function sendPortion(id: string, position: number, body: Blob): Promise<boolean> {
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const answer = await fetch(portionOf(id, position), { method: 'POST', body }).catch(() => null)
    if (answer?.ok) return true
    // Something else than an outage: it does not belong there.
    if (answer && answer.status < 500 && answer.status !== 429) return false
    await new Promise((resolve) => setTimeout(resolve, tries * PAUSE_MS))
  }
  return false
}

/** Sends a file portion by portion: the browser never holds it as a whole. */
export function useUpload() {
  const { submit, data, state } = useFetcher<ImportBegun>()
  const navigate = useNavigate()
  const [file, setFile] = useState<File | null>(null)
  const [percent, setPercent] = useState<number | null>(null)
  const [problem, setProblem] = useState<UploadProblem | null>(null)
  const sent = useRef<string | null>(null)

  useEffect(() => {
    if (!data || state !== 'idle' || !file) return
    if (!data.ok) return setProblem('another')
    if (sent.current === data.id) return
    sent.current = data.id
    void upload(data.id, file)
    async function upload(id: string, whole: File) {
      setPercent(0)
      for (let position = 0; position * IMPORT_PORTION_BYTES < whole.size; position += 1) {
        const portion = whole.slice(position * IMPORT_PORTION_BYTES, (position + 1) * IMPORT_PORTION_BYTES)
        if (!(await sendPortion(id, position, portion))) {
          setPercent(null)
          return setProblem('notUploaded')
        }
        setPercent(Math.floor((100 * (position * IMPORT_PORTION_BYTES + portion.size)) / whole.size))
      }
      navigate(pageOfImport(id))
    }
  }, [data, state, file, navigate])

  return {
    file,
    percent,
    problem,
    isBusy: state !== 'idle' || percent !== null,
    choose: ([chosen]: File[]) => {
      setFile(chosen ?? null)
      setProblem(chosen && chosen.size > MAX_IMPORT_FILE ? 'tooLarge' : null)
    },
    begin: (tool: ImportTool) => {
      if (!file) return
      setProblem(null)
      const format = /\.(json|ndjson|jsonl)$/i.test(file.name) ? 'json' : 'csv'
      submit(JSON.stringify({ tool, format, bytes: file.size }), { method: 'post', encType: 'application/json' })
    },
  }
}
