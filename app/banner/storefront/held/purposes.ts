import { kept } from '../page.ts'

/** The purposes that an element waits for, however a theme writes them. One that names none waits for ever. */
export const heldPurposes = (element: HTMLElement) =>
  (element.dataset.purpose ?? '')
    .trim()
    .toLowerCase()
    .split(/[\s,]+/)

export const isGranted = (element: HTMLElement) => heldPurposes(element).every(kept.allows)
