#!/usr/bin/env node
// The one command of Mortise. Runs on a machine with nothing but git, Node and npm: no import from node_modules here.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Refusal } from './failure.mjs'
import { dependenciesFresh, install, pagesFresh, prebuiltServer, preparePages, prepareServer } from './prepare.mjs'
import { root } from './root.mjs'
import { refuseWhileRunning } from './running.mjs'
import { say } from './say.mjs'

const wanted = [20, 19]
const [command = 'help', ...args] = process.argv.slice(2)

/** Which parts each command of the server needs to be prepared. */
const serverCommands = {
  start: { pages: true, exclusive: true, mode: 'production' },
  dev: { exclusive: true, mode: 'development' },
  migrate: {},
  seed: {},
  doctor: {},
  backup: {},
  restore: {},
  bom: {},
  firmware: {},
  design: {},
  language: {},
}

/** Proofs of pure code: they start no product, and need no pages. */
const withoutProduct = new Set(['fuzz'])

/** Long programs that drive a running product from outside; NAME picks one of several. */
const programs = {
  prove: (name) => `e2e/proofs/${name}.ts`,
  bench: () => 'bench/main.ts',
  screens: () => 'e2e/screens.ts',
}

async function main() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < wanted[0] || (major === wanted[0] && minor < wanted[1]))
    throw new Refusal('node', { wanted: wanted.join('.'), found: process.versions.node })
  if (command === 'help' || command === '--help' || command === '-h') return help()
  if (command === 'test') return runTests()
  if (command === 'build') {
    await install()
    await Promise.all([prepareServer(), preparePages()])
    return say('done.built')
  }
  if (command in programs) return runProgram()
  if (command in serverCommands) return runServer(serverCommands[command])
  throw new Refusal('unknownCommand', { name: command })
}

async function runServer({ pages = false, exclusive = false, mode = 'production' }) {
  process.env.NODE_ENV = mode
  process.env.NEXT_TELEMETRY_DISABLED = '1'
  const facts = { dependenciesFresh: true, pagesFresh: true }
  if (process.env.MORTISE_PREBUILT) return run(prebuiltServer(), facts)
  if (exclusive) await refuseWhileRunning()
  if (command === 'doctor') Object.assign(facts, { dependenciesFresh: dependenciesFresh(), pagesFresh: pagesFresh() })
  await install()
  const file = await prepareServer()
  if (pages) await preparePages()
  return run(file, facts)
}

async function run(file, facts) {
  const { main: serverMain } = await import(pathToFileURL(file).href)
  process.exitCode = await serverMain([command, ...args], facts)
  // Whatever a library still holds open must not keep a stopped server alive.
  if (command === 'start' || command === 'dev') process.exit()
}

async function runProgram() {
  const entry = programs[command](args[0] ?? '')
  if (!existsSync(join(root, entry))) {
    if (command === 'prove' && !args[0]) throw new Refusal('missingArgument', { command, argument: 'NAME' })
    throw new Refusal('unknownCommand', { name: [command, args[0]].filter(Boolean).join(' ') })
  }
  await install()
  if (!(command === 'prove' && withoutProduct.has(args[0]))) {
    await preparePages()
    await prepareServer()
  }
  const { main: programMain } = await import(pathToFileURL(await prepareServer(entry, ['e2e', 'bench'])).href)
  process.exitCode = await programMain(command === 'prove' ? args.slice(1) : args)
}

function runTests() {
  const child = spawn(process.execPath, [join(root, 'bin', 'test.mjs'), ...args], { stdio: 'inherit' })
  child.on('close', (code) => (process.exitCode = code ?? 1))
}

function help() {
  const names = [
    'start',
    'dev',
    'build',
    'test',
    'migrate',
    'seed',
    'doctor',
    'backup',
    'restore',
    'inspect',
    'firmware',
    'push',
    'design',
    'parity',
  ]
  const lines = [...names, 'prove', 'bench', 'screens'].map((name) => `  ${say(`help.${name}`)}`)
  process.stdout.write(`${[say('help.usage'), '', ...lines].join('\n')}\n`)
}

// A reader such as `head` may have seen enough.
process.stdout.on('error', (error) => process.exit(error.code === 'EPIPE' ? 0 : 1))

try {
  const closing = await main()
  if (closing) process.stdout.write(`${closing}\n`)
} catch (error) {
  process.stderr.write(`${error instanceof Refusal ? error.message : (error?.stack ?? error)}\n`)
  process.exitCode = 1
}
