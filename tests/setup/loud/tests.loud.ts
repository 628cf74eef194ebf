import { test } from 'vitest'

test('logs', () => console.log('forgotten'))
test('warns, through a method that only formats', () => console.table(['forgotten']))
test('writes to the stream', () => void process.stderr.write('forgotten\n'))
test('is silent', () => {})
