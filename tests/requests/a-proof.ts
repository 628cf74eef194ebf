/** Files as people hand them in. */

/** @param content of the file, in Latin-1 */
export const aPdf = (content = ''): Buffer =>
  Buffer.from(
    `%PDF-1.7\n${content}\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\ntrailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF\n`,
    'latin1',
  )

/** One transparent pixel. */
export const aPng = (): Buffer =>
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  )

/** @param size in bytes */
export function aJpeg(size = 64): Buffer {
  const file = Buffer.alloc(size, 0x11)
  Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex').copy(file)
  Buffer.from('ffd9', 'hex').copy(file, size - 2)
  return file
}
