import { type CliKey, say } from '@/bin/say.mjs'

const patience = 700

/** Says what is being waited for, once it has taken long enough for a person to wonder. */
export async function during<T>(key: CliKey, work: Promise<T>): Promise<T> {
  const timer = setTimeout(() => tell(key), patience)
  return work.finally(() => clearTimeout(timer))
}

/** A line on standard error; standard output is for results. */
export function tell(key: CliKey, params?: Readonly<Record<string, string | number>>): void {
  process.stderr.write(`${say(key, params)}\n`)
}
