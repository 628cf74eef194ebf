import { dayOf, type KeptVersion } from '../../register/index.ts'
import { runPolicyTask } from '../run-in-thread.ts'
import type { Information, InformationFacts } from './information.ts'

/** What a person is told beside their data, from a version of the register: see `informationOf`. */
export const inform = (
  { number, createdAt, content }: KeptVersion,
  facts: Omit<InformationFacts, 'version'>,
): Promise<Information> =>
  runPolicyTask('renderInformation', { content, facts: { ...facts, version: { number, date: dayOf(createdAt) } } })
