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
  seed: async () => (await import('./seed')).seedCommand,
  doctor: async () => (await import('./doctor')).doctorCommand,
  backup: async () => (await import('./backup/commands')).backupCommand,
  bom: withVerbs('bom', { inspect: async () => (await import('./bom-inspect')).bomInspect }),
  firmware: withVerbs('firmware', {
    inspect: async () => (await import('./firmware-inspect')).firmwareInspect,
    push: async () => (await import('./firmware-push')).firmwarePush,
  }),
  design: withVerbs('design', { inspect: async () => (await import('./design-inspect')).designInspect }),
  language: withVerbs('language', { parity: async () => (await import('./language-parity')).languageParity }),
  restore: async () => (await import('./backup/commands')).restoreCommand,
}

type Verb = (args: readonly string[]) => Promise<number>

/** A command that is called with what it does: `firmware inspect FILE…`. */
function withVerbs(name: string, verbs: Readonly<Record<string, () => Promise<Verb>>>): () => Promise<Command> {
  const run: Command = async ([given = '', ...rest]) => {
    const load = verbs[given]
    if (load) return (await load())(rest)
    tell('failures.unknownCommand', { name: [name, given].filter(Boolean).join(' ') })
    return 1
  }
  return () => Promise.resolve(run)
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
