import { accessSync, constants } from 'node:fs'
import chromium from '@sparticuz/chromium'

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

const isProgram = (file: string) => {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** The Chromium that the browser tests drive: CHROMIUM_PATH, else an installed one, else the one that npm ships. */
export async function chromiumPath(): Promise<string> {
  const chosen = process.env.CHROMIUM_PATH
  if (chosen) {
    if (isProgram(chosen)) return chosen
    throw new Error(`CHROMIUM_PATH is ${chosen}, which is no program`)
  }
  const installed = INSTALLED.find(isProgram)
  if (installed) return installed
  try {
    return await chromium.executablePath()
  } catch (cause) {
    throw new Error(
      'No Chromium for the browser tests: none is installed and the one of @sparticuz/chromium does not unpack here. ' +
        'Install one (Debian: apt-get install chromium) or set CHROMIUM_PATH.',
      { cause },
    )
  }
}

/** What Chromium needs to run headless, as root, and without calling anybody. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
