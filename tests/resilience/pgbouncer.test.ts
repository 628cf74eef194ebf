import { describe } from 'vitest'
import { hasPgBouncer, startPgBouncer } from './kit/pooler.ts'
import { describeSeveral } from './kit/several.ts'

const why = hasPgBouncer ? '' : ' (skipped: PgBouncer is not installed. Debian: apt-get install pgbouncer)'

describe.skipIf(!hasPgBouncer)(`a pooler between Kept and PostgreSQL${why}`, () => {
  describeSeveral('behind PgBouncer in transaction mode', async ({ appUrl }) => {
    const { url, stop } = await startPgBouncer(appUrl)
    return { url, close: stop }
  })
})
