import { describe, expect, test } from 'vitest'
import { pacedBody } from '../../app/platform/paced.ts'

/** Portions without end, and how many of them were made. */
function source() {
  const made = { portions: 0, isOver: false }
  async function* portions() {
    try {
      for (;;) {
        made.portions += 1
        yield 'line\n'
      }
    } finally {
      made.isOver = true
    }
  }
  return { made, portions: portions() }
}

const later = () => new Promise((resolve) => setTimeout(resolve, 20))

describe('a long file', () => {
  test('is not read on while the reader’s connection is full', async () => {
    const { made, portions } = source()
    let drain = () => {}
    const full = new Promise<void>((resolve) => {
      drain = resolve
    })
    const reader = pacedBody(portions, { drained: () => full, signal: new AbortController().signal }).getReader()
    const first = reader.read()
    await later()
    expect(made.portions).toBe(0)
    drain()
    expect(new TextDecoder().decode((await first).value)).toBe('line\n')
    await later()
    expect(made.portions).toBeLessThanOrEqual(2)
    await reader.cancel()
    expect(made.isOver).toBe(true)
  })

  test('ends when nobody reads any longer, without an error', async () => {
    const { made, portions } = source()
    const gone = new AbortController()
    const reader = pacedBody(portions, { drained: async () => {}, signal: gone.signal }).getReader()
    await reader.read()
    gone.abort()
    while (!(await reader.read()).done);
    expect(made.isOver).toBe(true)
    expect(made.portions).toBeLessThanOrEqual(3)
  })

  test('that cannot be read to its end is not passed off as whole', async () => {
    async function* broken() {
      yield 'line\n'
      throw new Error('The database went away')
    }
    const body = pacedBody(broken(), { drained: async () => {}, signal: new AbortController().signal })
    await expect(new Response(body).text()).rejects.toThrow('The database went away')
  })
})
