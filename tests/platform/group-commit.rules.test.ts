import { describe, expect, test } from 'vitest'
import { GroupCommit, Overloaded } from '../../app/platform/group-commit.ts'

const DATA_ERROR = new Error('the row is at fault')
const DOWN = new Error('the database is down')

/** Commits as told, one at a time, and notes what each transaction held. */
function aDatabase(respond: (items: readonly string[]) => void = () => undefined) {
  const transactions: { key: string; items: string[] }[] = []
  let open: (() => void)[] = []
  let held = false
  const commits = new GroupCommit<string, string>({
    maxBatch: 3,
    maxWaiting: 8,
    maxTransactions: 2,
    isItemsFault: (error) => error === DATA_ERROR,
    flush: async (key, items) => {
      transactions.push({ key, items: [...items] })
      if (held) await new Promise<void>((resolve) => open.push(resolve))
      respond(items)
      return items.map((item) => `${item} stored`)
    },
  })
  return {
    commits,
    transactions,
    hold: () => {
      held = true
    },
    release: () => {
      held = false
      const waiting = open
      open = []
      for (const resolve of waiting) resolve()
    },
  }
}

describe('writes that are committed together', () => {
  test('a lone write does not wait for company', async () => {
    const { commits, transactions } = aDatabase()
    expect(await commits.add('shop', 'a')).toBe('a stored')
    expect(transactions).toEqual([{ key: 'shop', items: ['a'] }])
  })

  test('what comes while one is being written is written together, and each gets its own answer', async () => {
    const { commits, transactions, hold, release } = aDatabase()
    hold()
    const all = ['a', 'b', 'c', 'd', 'e'].map((item) => commits.add('shop', item))
    release()
    expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd', 'e'].map((item) => `${item} stored`))
    expect(transactions.map(({ items }) => items)).toEqual([['a'], ['b', 'c', 'd'], ['e']])
  })

  test('a transaction never mixes two shops', async () => {
    const { commits, transactions, hold, release } = aDatabase()
    hold()
    const all = [commits.add('one', 'a'), commits.add('two', 'b'), commits.add('one', 'c'), commits.add('two', 'd')]
    release()
    await Promise.all(all)
    expect(transactions).toContainEqual({ key: 'one', items: ['c'] })
    expect(transactions).toContainEqual({ key: 'two', items: ['d'] })
  })

  test('a row that the database refuses fails alone; its neighbours are stored', async () => {
    const { commits, hold, release } = aDatabase((items) => {
      if (items.includes('bad')) throw DATA_ERROR
    })
    hold()
    const all = ['first', 'good', 'bad', 'fine'].map((item) => commits.add('shop', item))
    release()
    const results = await Promise.allSettled(all)
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
  })

  test('a database that fails while the rows are tried alone is not asked about the rest', async () => {
    let tries = 0
    const { commits, transactions, hold, release } = aDatabase((items) => {
      if (items.length > 1) throw DATA_ERROR
      tries += 1
      if (tries === 2) throw DOWN
    })
    hold()
    const all = ['first', 'good', 'lost', 'waits'].map((item) => commits.add('shop', item))
    release()
    const results = await Promise.allSettled(all)
    expect(results.map((result) => (result.status === 'rejected' ? result.reason : result.value))).toEqual([
      'first stored',
      DOWN,
      DOWN,
      DOWN,
    ])
    expect(transactions.map(({ items }) => items)).toEqual([['first'], ['good', 'lost', 'waits'], ['good']])
  })

  test('a database that is down fails all of them: nobody is told that something was stored', async () => {
    const { commits } = aDatabase(() => {
      throw DOWN
    })
    const results = await Promise.allSettled(['a', 'b', 'c'].map((item) => commits.add('shop', item)))
    expect(results.every((result) => result.status === 'rejected')).toBe(true)
    await expect(commits.add('shop', 'd')).rejects.toBe(DOWN)
  })

  test('when too much waits the next one is refused, and taken again once there is room', async () => {
    const { commits, hold, release } = aDatabase()
    hold()
    const all = Array.from({ length: 8 }, (_, n) => commits.add('shop', String(n)))
    await expect(commits.add('shop', 'one too many')).rejects.toBeInstanceOf(Overloaded)
    release()
    await Promise.all(all)
    expect(await commits.add('shop', 'now')).toBe('now stored')
  })

  test('one busy shop does not keep another from its turn', async () => {
    const { commits, transactions, hold, release } = aDatabase()
    hold()
    const busy = Array.from({ length: 7 }, (_, n) => commits.add('busy', String(n)))
    const quiet = commits.add('quiet', 'q')
    release()
    await Promise.all([...busy, quiet])
    expect(transactions.findIndex(({ key }) => key === 'quiet')).toBeLessThan(2)
  })
})
