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
  bom: async () => {
    const { bomInspect } = await import('./bom-inspect')
    return async ([verb, ...files]) => {
      if (verb === 'inspect') return bomInspect(files)
      tell('failures.unknownCommand', { name: ['bom', verb].filter(Boolean).join(' ') })
      return 1
    }
  },
  design: async () => {
    const { designInspect } = await import('./design-inspect')
    return async ([verb, ...files]) => {
      if (verb === 'inspect') return designInspect(files)
      tell('failures.unknownCommand', { name: ['design', verb].filter(Boolean).join(' ') })
      return 1
    }
  },
  language: async () => {
    const { languageParity } = await import('./language-parity')
    return async ([verb, ...files]) => {
      if (verb === 'parity') return languageParity(files)
      tell('failures.unknownCommand', { name: ['language', verb].filter(Boolean).join(' ') })
      return 1
    }
  },
  restore: async () => (await import('./backup/commands')).restoreCommand,
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
