import { forShop } from '../../platform/db.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { keptVersion, publishedBefore } from '../../register/index.ts'
import { runPolicyTask } from '../run-in-thread.ts'
import type { Reading, ReadingSources } from './reading.ts'

/** Renders a version's readings on a thread, outside of any transaction. */
export async function composeReadings(
  shop: ShopDomain,
  { number, ...pages }: Pick<ReadingSources, 'pages' | 'primary'> & { number: number },
): Promise<Reading[]> {
  const { version, before } = await forShop(shop, async (tx) => {
    const earlier = await publishedBefore(tx, number)
    return {
      version: await keptVersion(tx, number),
      before: earlier === null ? null : await keptVersion(tx, earlier),
    }
  })
  if (!version) throw new Error('A version that is to be read is not there')
  return runPolicyTask('renderReadings', { version, before, ...pages })
}
