import { useAppBridge } from '@shopify/app-bridge-react'
import { useEffect, useState } from 'react'

/** The block that is the banner, by its file's name in the theme extension. */
const EMBED = 'consent-banner'

/** Whether the theme has the embed on, as the admin says; null until it has. */
export function useEmbed(): boolean | null {
  const bridge = useAppBridge()
  const [isOn, setOn] = useState<boolean | null>(null)
  useEffect(() => {
    const look = async () => {
      const extensions = await bridge.app.extensions()
      setOn(
        extensions.some(
          ({ type, activations }) =>
            type === 'theme_app_extension' &&
            activations.some(
              (activation) =>
                'status' in activation &&
                'handle' in activation &&
                activation.handle === EMBED &&
                activation.status === 'active',
            ),
        ),
      )
    }
    const lookAgain = () => void look().catch(() => setOn(null))
    lookAgain()
    addEventListener('focus', lookAgain)
    return () => removeEventListener('focus', lookAgain)
  }, [bridge])
  return isOn
}
