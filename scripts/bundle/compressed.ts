import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

/** What gains by it. Pictures and fonts are compressed already. */
const TEXTS = /\.(js|css|svg|json|map|txt)$/
/** Of smaller files the headers are most of the answer. */
const FEWEST_BYTES = 1_024

const ENCODINGS = { '.gz': promisify(gzip), '.br': promisify(brotliCompress) }

/** Writes each of the browser's files compressed beside itself, once, so that no request pays for it. */
export function compressed(): Plugin {
  return {
    name: 'kept-compressed',
    apply: (_config, { command, isSsrBuild }) => command === 'build' && isSsrBuild !== true,
    async writeBundle({ dir }) {
      if (dir === undefined) return
      const files = await readdir(dir, { recursive: true })
      for (const file of files.filter((name) => TEXTS.test(name))) await compress(path.join(dir, file))
    },
  }
}

async function compress(file: string): Promise<void> {
  const bytes = await readFile(file)
  if (bytes.length < FEWEST_BYTES) return
  await Promise.all(
    Object.entries(ENCODINGS).map(async ([ending, encode]) => writeFile(`${file}${ending}`, await encode(bytes))),
  )
}
