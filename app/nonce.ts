import { createContext } from 'react'

/** What lets the app's own scripts run in its documents. Browsers hide it from scripts, and so does React: empty there. */
export const Nonce = createContext<string | undefined>(undefined)
