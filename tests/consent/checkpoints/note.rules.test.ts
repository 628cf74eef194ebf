import { createPrivateKey } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  checkpointText,
  originOf,
  readCheckpointText,
  shopOfOrigin,
} from '../../../app/consent/checkpoints/checkpoint.ts'
import {
  checkNote,
  keyIdOf,
  type NoteKey,
  rawKey,
  readNote,
  readVerifierKey,
  signNote,
  verifierKey,
} from '../../../app/consent/checkpoints/note.ts'
import { newKeyPair } from '../../../app/consent/seals/signature.ts'

const keyNamed = (name: string) => {
  const { publicKey, privateKey } = newKeyPair()
  return { key: { name, publicKey: rawKey(publicKey) } satisfies NoteKey, privateKey }
}
const partsOf = (note: string) => {
  const parts = readNote(note)
  if (!parts) throw new Error('Not a note')
  return parts
}

describe('signed notes, word for word as C2SP has them', () => {
  const VKEY = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'
  const NOTE = `This is an example message.

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
`
  const key = readVerifierKey(VKEY) as NoteKey

  test('the verifier key of the specification is read, and written again', () => {
    expect(key.name).toBe('example.com/foo')
    expect(keyIdOf(key).toString('hex')).toBe('530d903a')
    expect(verifierKey(key)).toBe(VKEY)
  })

  test('it verifies the note of the specification', () => {
    expect(checkNote(partsOf(NOTE), [key])).toBe('signed')
    expect(checkNote(partsOf(NOTE.replace('example message', 'example massage')), [key])).toBe('spoilt')
    expect(checkNote(partsOf(NOTE), [{ ...key, name: 'example.com/bar' }])).toBe('unknown')
  })

  /** The key of Go's golang.org/x/mod/sumdb/note, whose tests and documentation sign with it. */
  test('the note of Go’s sumdb is signed byte for byte', () => {
    const skey = 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz'
    const seed = Buffer.from(skey.split('+').slice(4).join('+'), 'base64').subarray(1)
    const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed])
    const peter = readVerifierKey('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW') as NoteKey
    const text =
      'If you think cryptography is the answer to your problem,\n' + "then you don't know what your problem is.\n"
    expect(signNote(text, peter, createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }))).toBe(
      `${text}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`,
    )
  })

  test.each([
    ['no signature', 'text\n\n'],
    ['no blank line', 'text\n— a AAAAAAA=\n'],
    ['no last newline', NOTE.slice(0, -1)],
    ['a carriage return', NOTE.replaceAll('\n', '\r\n')],
    ['a hyphen for the dash', NOTE.replace('—', '-')],
    ['a name with a plus', NOTE.replace('example.com/foo', 'example.com+foo')],
    ['a signature that is only a key id', NOTE.replace(/Uw2QOk.+=/, 'Uw2QOg==')],
  ])('is none: %s', (_what, note) => {
    expect(readNote(note)).toBeNull()
  })

  test.each([
    ['another key id', VKEY.replace('530d903a', '530d903b')],
    ['another kind of key', VKEY.replace('+Aek', '+Bek')],
    ['a key that is cut off', VKEY.slice(0, -8)],
  ])('is no verifier key: %s', (_what, vkey) => {
    expect(readVerifierKey(vkey)).toBeNull()
  })

  test('others may sign too: signatures of unknown keys are ignored, one of a known key that is wrong spoils all', () => {
    const [log, witness] = [keyNamed('kept.example/ledger/a'), keyNamed('witness.example/w1')]
    const text = 'a\n1\nb\n'
    const [own, others] = [signNote(text, log.key, log.privateKey), signNote(text, witness.key, witness.privateKey)]
    const both = partsOf(own + (others.split('\n\n')[1] ?? ''))
    expect(checkNote(both, [log.key])).toBe('signed')
    expect(checkNote(both, [keyNamed(log.key.name).key])).toBe('unknown')
    const forged = signNote(text, log.key, keyNamed('x').privateKey)
    expect(checkNote(partsOf(own + (forged.split('\n\n')[1] ?? '')), [log.key])).toBe('spoilt')
  })
})

describe('checkpoints, word for word as C2SP has them', () => {
  const TEXT = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n'

  test('the text of the specification is read, and written again', () => {
    const checkpoint = readCheckpointText(TEXT)
    expect(checkpoint).toMatchObject({ origin: 'example.com/behind-the-sofa', size: 20_852_163 })
    expect(checkpoint && checkpointText(checkpoint)).toBe(TEXT)
  })

  test('lines that others added do not disturb', () => {
    expect(readCheckpointText(`${TEXT}extension\n`)).toEqual(readCheckpointText(TEXT))
  })

  test.each([
    ['a size with a zero before it', TEXT.replace('\n2085', '\n02085')],
    ['a size that is none', TEXT.replace('20852163', '-1')],
    ['a size beyond any', TEXT.replace('20852163', '9999999999999999')],
    ['a root that is too short', TEXT.replace('CsUY', '')],
    ['no origin', TEXT.slice(TEXT.indexOf('\n'))],
    ['an empty line at the end', `${TEXT}\n`],
  ])('is none: %s', (_what, text) => {
    expect(readCheckpointText(text)).toBeNull()
  })

  test('what Kept signs is readable with the verifier key, and unchanged', () => {
    const origin = originOf('kept.example.com', 'a.myshopify.com')
    const { key, privateKey } = keyNamed(origin)
    fc.assert(
      fc.property(fc.nat(), fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.nat(), (size, root, where) => {
        const note = signNote(checkpointText({ origin, size, root: Buffer.from(root) }), key, privateKey)
        const given = readVerifierKey(verifierKey(key)) as NoteKey
        expect(checkNote(partsOf(note), [given])).toBe('signed')
        expect(readCheckpointText(partsOf(note).text)).toEqual({ origin, size, root: Buffer.from(root) })
        const at = where % note.indexOf('\n\n')
        const changed = note.slice(0, at) + (note[at] === 'x' ? 'y' : 'x') + note.slice(at + 1)
        expect(checkNote(partsOf(changed), [given])).not.toBe('signed')
      }),
    )
  })

  test('an origin says whose log it is, on whatever host', () => {
    expect(shopOfOrigin(originOf('localhost:4001', 'a.myshopify.com'))).toBe('a.myshopify.com')
    for (const other of ['example.com/behind-the-sofa', 'a/ledger/b', 'a/x/ledger/b.myshopify.com']) {
      expect(shopOfOrigin(other)).toBeNull()
    }
  })
})
