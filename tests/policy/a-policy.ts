import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse } from 'parse5'
import type { PolicyLanguage } from '../../app/policy/languages.ts'
import type { PolicyDocument } from '../../app/policy/model.ts'
import { cookiePageOf, policyOf } from '../../app/policy/policy.ts'
import { toHtml } from '../../app/policy/render/html.ts'
import type { Register } from '../../app/register/index.ts'
import { TODAY, theTemplate } from '../register/a-register.ts'

type Node = DefaultTreeAdapterTypes.Node
export type Element = DefaultTreeAdapterTypes.Element

const occasion = (language: PolicyLanguage) => ({
  language,
  version: { number: 1, date: TODAY },
  links: {
    cookiePage: 'https://maison-lavande.example/pages/cookies',
    policy: 'https://maison-lavande.example/policies/privacy-policy',
  },
})

/** The first version of the template's policy, or of another register's. */
export const aPolicy = (language: PolicyLanguage = 'en', register: Register = theTemplate()): PolicyDocument =>
  policyOf(register, occasion(language))

export const aCookiePage = (language: PolicyLanguage = 'en', register: Register = theTemplate()): PolicyDocument =>
  cookiePageOf(register, occasion(language))

export function* elementsOf(node: Node): Generator<Element> {
  if (defaultTreeAdapter.isElementNode(node)) yield node
  if ('childNodes' in node) for (const child of node.childNodes) yield* elementsOf(child)
}

export const attribute = ({ attrs }: Element, name: string) => attrs.find((each) => each.name === name)?.value

/** What is read aloud: every text, with one space for any white space, also the no-break ones. */
export function textIn(node: Node): string {
  const texts: string[] = []
  const collect = (each: Node) => {
    if (defaultTreeAdapter.isTextNode(each)) texts.push(each.value)
    if ('childNodes' in each) each.childNodes.forEach(collect)
    if (defaultTreeAdapter.isElementNode(each) && !['span', 'a', 'strong'].includes(each.tagName)) texts.push(' ')
  }
  collect(node)
  return texts.join('').replace(/\s+/g, ' ').trim()
}

export interface Parsed {
  errors: string[]
  elements: Element[]
  text: string
  /** The text of each statement, by its id. */
  statements: Map<string, string>
}

/** A page as a browser reads it. */
export function parsed(html: string): Parsed {
  const errors: string[] = []
  const tree = parse(`<!doctype html><title>Policy</title><main>${html}</main>`, {
    onParseError: ({ code }) => errors.push(code),
  })
  const elements = [...elementsOf(tree)]
  const statements = new Map(
    elements.flatMap((element): [string, string][] => {
      const id = attribute(element, 'data-statement')
      return id === undefined ? [] : [[id, textIn(element)]]
    }),
  )
  return { errors, elements, text: textIn(tree), statements }
}

export const parsedPage = (document: PolicyDocument): Parsed => parsed(toHtml(document))
