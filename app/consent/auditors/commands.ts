/** The commands of the guide for auditors, for a POSIX shell. Placeholders in braces are filled in. */
export const COMMANDS = {
  install: 'npm ci',
  verify: 'npm run verify -- ledger.jsonl --fingerprint {fingerprint}',
  against: [
    'npm run verify -- ledger.jsonl --against checkpoint.txt',
    'npm run verify -- ledger.jsonl --against older-ledger.jsonl',
    'npm run verify -- ledger.jsonl --against receipt.json',
  ].join('\n'),
  receipt: 'npm run verify -- receipt.json --fingerprint {fingerprint}',
  key: [
    "head -n 1 ledger.jsonl | jq -r '.keys[0].statement.publicKey' | base64 -d > key.der",
    'sha256sum key.der',
  ].join('\n'),
  signature: [
    `grep -m 1 '^{"seal":' ledger.jsonl > seal.json`,
    'jq -cjS .seal seal.json > statement.json',
    'jq -r .signature seal.json | base64 -d > signature.bin',
    'openssl pkeyutl -verify -pubin -keyform DER -inkey key.der -rawin -in statement.json -sigfile signature.bin',
  ].join('\n'),
  leaf: [
    "sed -n 2p ledger.jsonl | tr -d '\\n' | { printf '\\0'; cat; } | sha256sum",
    'jq -r .leaves seal.json | base64 -d | xxd -p -c 32 | head -n 1',
  ].join('\n'),
  root: [
    "jq -r .leaves seal.json | base64 -d | python3 -c '",
    'import sys, hashlib',
    'b = sys.stdin.buffer.read()',
    'n = [b[i:i+32] for i in range(0, len(b), 32)]',
    'while len(n) > 1:',
    '    n = [hashlib.sha256(b"\\1" + n[i] + n[i+1]).digest() if i + 1 < len(n) else n[i] for i in range(0, len(n), 2)]',
    "print(n[0].hex())'",
    'jq -r .seal.root seal.json',
  ].join('\n'),
  chain: ['sha256sum statement.json', `grep -m 2 '^{"seal":' ledger.jsonl | tail -n 1 | jq -r .seal.previous`].join(
    '\n',
  ),
  checkpoint: ['curl -s {checkpoint} > checkpoint.txt', 'curl -s {keys}'].join('\n'),
  consistency: "curl -s '{consistency}?from=OLDER_SIZE&to=NEWER_SIZE'",
} as const satisfies Record<string, string>

export type CommandName = keyof typeof COMMANDS
