import { createHash } from 'node:crypto'
import axe from 'axe-core'
import type { Frame } from 'playwright-core'

declare global {
  interface Window {
    axe: typeof axe
  }
}

/** Documents in frames that were found to be without a fault: the same one at the same size need not be looked at again. */
const faultless = new Set<string>()

/**
 * What axe finds in a part of a document, and in the documents of the frames inside it: "rule: elements".
 *
 * Axe runs where it looks, rather than in every frame of the page at once, and is asked for what is wrong only: that
 * takes a third of the time.
 */
export async function violationsIn(frame: Frame, part?: string): Promise<string[]> {
  const found = await run(frame, part)
  for (const inner of frame.childFrames()) {
    // No script runs in a frame without any permission, and so neither does axe.
    if ((await (await inner.frameElement()).getAttribute('sandbox')) === '') continue
    const { html, width } = await inner.evaluate(() => ({
      html: document.documentElement.outerHTML,
      width: innerWidth,
    }))
    const key = createHash('sha256').update(`${width} ${html}`).digest('hex')
    if (faultless.has(key)) continue
    const inside = await violationsIn(inner)
    if (inside.length === 0) faultless.add(key)
    found.push(...inside)
  }
  return found
}

async function run(frame: Frame, part?: string): Promise<string[]> {
  if (!(await frame.evaluate(() => 'axe' in window))) await frame.evaluate(axe.source)
  const violations = await frame.evaluate(async (selector) => {
    // What is still fading in has no contrast yet. Some never end: they say that something is being loaded.
    const moving = document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Infinity)
    await Promise.allSettled(moving.map(({ finished }) => finished))
    const options = { resultTypes: ['violations' as const], iframes: false }
    return (await window.axe.run(selector ?? document, options)).violations
  }, part)
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
}
