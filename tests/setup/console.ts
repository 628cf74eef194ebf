/** A test that writes to the console is one that nobody read: it fails. The set-up file of every project. */
import { Console } from 'node:console'
import { Writable } from 'node:stream'
import { afterAll, afterEach, expect } from 'vitest'

declare global {
  // Files of one process share its console: it is listened to once.
  var writtenToConsole: string[] | undefined
}

/** Records what is written from now on, and still prints it, so that a developer sees it beside its test. */
function listen(): string[] {
  const written: string[] = []
  const noting = (pass: (text: string) => void) =>
    new Writable({
      decodeStrings: false,
      write(text, _encoding, done) {
        written.push(String(text))
        pass(String(text).trimEnd())
        done()
      },
    })
  const { log, error } = console
  globalThis.console = new Console({ stdout: noting(log), stderr: noting(error) })
  for (const stream of [process.stdout, process.stderr]) {
    stream.write = new Proxy(stream.write, {
      apply(write, self, given) {
        written.push(String(given[0]))
        return Reflect.apply(write, self, given)
      },
    })
  }
  return written
}

globalThis.writtenToConsole ??= listen()
const written = globalThis.writtenToConsole

const expectSilence = () => expect(written.splice(0), 'written to the console').toEqual([])
afterEach(expectSilence)
afterAll(expectSilence)
