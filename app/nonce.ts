import { createContext } from 'react'

/**
 * The nonce of the app's own scripts in its documents. Browsers hide it from scripts, and so does React: it is empty in
 * the browser.
 */
export const Nonce = createContext<string | undefined>(undefined)
