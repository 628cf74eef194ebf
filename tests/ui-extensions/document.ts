/** A document without a browser, in which Preact draws what an extension shows. */
import { parseHTML } from 'linkedom'

const { window, document } = parseHTML('<!doctype html><html><body></body></html>')
Object.assign(globalThis, { window, document, Event: window.Event, Node: window.Node, HTMLElement: window.HTMLElement })
