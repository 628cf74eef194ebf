import { config } from './config.ts'
import { Vault } from './crypto.ts'

export const vault = new Vault(config.ENCRYPTION_KEY, config.ENCRYPTION_KEYS_RETIRED)
