/**
 * Wraps everything that is sealed under the ENCRYPTION_KEY that is configured now. The old key stands among
 * ENCRYPTION_KEYS_RETIRED, here and wherever Kept runs, until this says that it may be removed. It may be killed and run
 * again. Ends with 0 when the old key is no longer needed, else with 1.
 */
import { loadBuild } from './build.ts'

const { rotateKey, closeDatabase } = (await loadBuild()).entry.module
const isDone = await rotateKey((line: string) => process.stdout.write(`${line}\n`))
await closeDatabase()
process.exit(isDone ? 0 : 1)
