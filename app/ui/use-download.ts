import { useAppBridge } from '@shopify/app-bridge-react'
import { useTranslations } from 'use-intl'

const NAME = /filename="([^"]+)"/

/** Saves a file that only staff may have: App Bridge adds the session token to a fetch, and never to a link. */
export function useDownload() {
  const bridge = useAppBridge()
  const t = useTranslations('register.overview')
  return async (url: string): Promise<void> => {
    const answer = await fetch(url).catch(() => null)
    if (!answer?.ok) return void bridge.toast.show(t('notDownloaded'), { isError: true })
    await saveAnswer(answer)
  }
}

/** Saves what was answered, under the name that the answer gives it. */
export async function saveAnswer(answer: Response): Promise<void> {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await answer.blob())
  link.download = NAME.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? 'file'
  link.click()
  URL.revokeObjectURL(link.href)
}
