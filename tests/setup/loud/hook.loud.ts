import { afterAll, test } from 'vitest'

afterAll(() => console.error('forgotten'))
test('is silent in a file that is not', () => {})
