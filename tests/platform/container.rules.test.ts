import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'

const compose = readFileSync('compose.yaml', 'utf8')
const dockerfile = readFileSync('Dockerfile', 'utf8')

/** The text under a key of a block mapping: the lines that are indented further than it. */
function under(text: string, key: string): string {
  const lines = text.split('\n')
  const at = lines.findIndex((line) => new RegExp(`^ *${key}:( |$)`).test(line))
  const indent = /^ */.exec(lines[at] ?? '')?.[0].length ?? 0
  const rest = lines.slice(at + 1)
  const end = rest.findIndex((line) => line.trim() !== '' && /^ */.exec(line)?.[0].length === indent)
  return rest.slice(0, end === -1 ? undefined : end).join('\n')
}

const shared = under(compose, 'x-kept')
const SERVICES = [...under(compose, 'services').matchAll(/^ {2}(\w+):$/gm)].map(([, name]) => name ?? '')

/** With what it takes over from the shared part. */
const service = (name: string) => {
  const own = under(under(compose, 'services'), name)
  return own.includes('<<: *kept') ? `${own}\n${shared}` : own
}

describe('a container holds what breaks into it', () => {
  test('all services are looked at', () => {
    expect(SERVICES).toEqual(['postgres', 'migrate', 'app', 'worker'])
  })

  test.each(SERVICES)(
    '%s: no capability that it does not need, no new privileges, nothing to write to, bounded',
    (name) => {
      const said = service(name)
      expect(said).toMatch(/^ +cap_drop: \[ ALL \]$/m)
      expect(said).toMatch(/^ +security_opt: \[ "no-new-privileges:true" \]$/m)
      expect(said).toMatch(/^ +read_only: true$/m)
      expect(said).toMatch(/^ +tmpfs: \[ "\/tmp:size=\d+m"/m)
      expect(said).toMatch(/^ +mem_limit: \d+g$/m)
      expect(said).toMatch(/^ +pids_limit: \d+$/m)
      expect(said).not.toMatch(/privileged|network_mode: host|\/var\/run\/docker/)
      const added = /^ +cap_add: \[ (.*) \]$/m.exec(said)?.[1]
      expect(added).toBe(name === 'postgres' ? 'CHOWN, DAC_OVERRIDE, FOWNER, SETGID, SETUID' : undefined)
    },
  )

  test('the owner’s login is given to the migration alone', () => {
    const withIt = SERVICES.filter((name) => service(name).includes('DATABASE_OWNER_URL'))
    expect(withIt).toEqual(['migrate'])
    expect(service('app')).not.toMatch(/postgresql:\/\/kept:/)
  })

  test('the app’s image does not run as root', () => {
    expect(dockerfile.split(/^FROM /m).at(-1)).toMatch(/^USER node$/m)
  })
})

describe('an image is the one that was tried', () => {
  const images = [
    ...[...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image ?? ''),
    ...[...compose.matchAll(/^ +image: (\S+)$/gm)].map(([, image]) => image ?? ''),
  ].filter((image) => image !== 'kept')

  test.each(images)('%s is named by its digest', (image) => {
    expect(image).toMatch(/^[a-z]+:[\w.-]+@sha256:[0-9a-f]{64}$/)
  })

  test('and one base for all stages', () => {
    expect(new Set(images.filter((image) => image.startsWith('node:'))).size).toBe(1)
    expect(images).toHaveLength(4)
  })
})

describe('the image has all that its commands import', () => {
  const copied = (dockerfile.split(/^FROM /m).at(-1) ?? '')
    .split('\n')
    .filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
    .flatMap((line) => line.split(' ').slice(1, -1))
  const isCopied = (file: string) => copied.some((each) => file === each || file.startsWith(`${each}/`))

  function importsOf(file: string): string[] {
    return [...readFileSync(file, 'utf8').matchAll(/^import (?!type ).*?from '(\.[^']+)'/gms)].map(([, to]) =>
      path.join(path.dirname(file), to ?? ''),
    )
  }

  test.each(['scripts/start.ts', 'scripts/migrate.ts', 'scripts/rotate-key.ts', 'prisma.config.ts'])(
    '%s',
    (command) => {
      const found = new Set<string>()
      const follow = (file: string): void => {
        if (found.has(file)) return
        found.add(file)
        importsOf(file).forEach(follow)
      }
      follow(command)
      expect([...found].filter((file) => !isCopied(file))).toEqual([])
    },
  )
})
