/** The Merkle tree over a shop's whole ledger, as in transparency logs (RFC 9162 §2.1): it only ever grows. */
export { rootOfEdge } from './edge.ts'
export { extendTree } from './extend.ts'
export { proveConsistency } from './prove.ts'
export { readEdge, treeSize } from './store.ts'
