import { explain } from './faults'
import { tell } from './progress'

/** What the launcher found before it prepared anything; `doctor` reports it. */
export type LaunchFacts = Readonly<{ dependenciesFresh: boolean; pagesFresh: boolean }>

type Command = (args: readonly string[], facts: LaunchFacts) => Promise<number>

/** Each command loads only what it needs: inspecting a file must not wait for a web server. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => {
    const { serve } = await import('./serve')
    return () => serve({ dev: false })
  },
  dev: async () => {
    const { serve } = await import('./serve')
    return () => serve({ dev: true })
  },
  migrate: async () => (await import('./migrate')).migrateCommand,
}

/** Runs one command of the terminal and resolves with its exit code. Every fault ends as a sentence. */
export async function main([name = '', ...args]: readonly string[], facts: LaunchFacts): Promise<number> {
  try {
    const load = commands[name]
    if (!load) {
      tell('failures.unknownCommand', { name })
      return 1
    }
    const command = await load()
    return await command(args, facts)
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`)
    return 1
  }
}
