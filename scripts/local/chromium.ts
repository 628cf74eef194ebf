import { accessSync, constants, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import chromium from '@sparticuz/chromium'

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

const allows = (file: string, mode: number) => {
  try {
    accessSync(file, mode)
    return true
  } catch {
    return false
  }
}
const isProgram = (file: string) => allows(file, constants.X_OK)

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
    unpacking ??= unpack()
    return await unpacking
  } catch (cause) {
    throw new Error(
      'No Chromium for the browser tests: none is installed and the one of @sparticuz/chromium does not unpack here. ' +
        'Install one (Debian: apt-get install chromium) or set CHROMIUM_PATH.',
      { cause },
    )
  }
}

let unpacking: Promise<string> | undefined

/**
 * The Chromium that npm ships, unpacked once for this copy of the project. The library unpacks into the folder for
 * temporary files, where it takes for whole what somebody else, an older version or a start that was broken off has
 * left: here it is moved to its place once it is whole.
 */
async function unpack(): Promise<string> {
  const library = path.resolve(createRequire(import.meta.url).resolve('@sparticuz/chromium'), '../../package.json')
  const { version } = JSON.parse(readFileSync(library, 'utf8'))
  const home = path.resolve(`node_modules/.cache/chromium-${version}`)
  const program = path.join(home, 'chromium')
  if (isProgram(program)) return program
  mkdirSync(path.dirname(home), { recursive: true })
  const making = mkdtempSync(`${home}-`)
  const { TMPDIR } = process.env
  try {
    process.env.TMPDIR = making
    await chromium.executablePath()
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = TMPDIR
  }
  writeFileSync(path.join(making, 'fonts.conf'), fontsIn(path.join(home, 'fonts')))
  try {
    renameSync(making, home)
  } catch (error) {
    rmSync(making, { recursive: true })
    // Another start was first.
    if (!isProgram(program)) throw error
  }
  return program
}

/** On a machine without any font every text has no size, and nothing is ever visible. */
const fontsIn = (folder: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>${folder}</dir></fontconfig>
`

/** How Chromium is started: with the fonts that npm ships beside those of the machine, where npm ships Chromium too. */
export async function chromiumLaunch() {
  const executablePath = await chromiumPath()
  const fonts = path.join(path.dirname(executablePath), 'fonts.conf')
  const env = allows(fonts, constants.R_OK) ? { ...process.env, FONTCONFIG_FILE: fonts } : process.env
  return { executablePath, args: CHROMIUM_ARGS, env }
}

/** What Chromium needs to run headless, as root, and without calling anybody. */
const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
