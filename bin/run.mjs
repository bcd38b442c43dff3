import { spawn } from 'node:child_process'
import { root } from './root.mjs'

/**
 * Runs a program in the checkout and resolves with its exit code and everything it wrote; a program that cannot be
 * started or overruns `timeout` (milliseconds) has code 1. `env` adds to the environment; undefined removes.
 */
export function execute([program, ...args], { env = {}, timeout = 0, input = 'ignore' } = {}) {
  return new Promise((resolve) => {
    const output = []
    const stdout = []
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: [input, 'pipe', 'pipe'],
      shell: process.platform === 'win32',
      timeout,
    })
    child.stdout.on('data', (chunk) => {
      output.push(chunk)
      stdout.push(chunk)
    })
    child.stderr.on('data', (chunk) => output.push(chunk))
    const end = (code) =>
      resolve({ code, output: Buffer.concat(output).toString(), stdout: Buffer.concat(stdout).toString() })
    child.on('error', (error) => {
      output.push(Buffer.from(`${error.message}\n`))
      end(1)
    })
    child.on('close', (code) => end(code ?? 1))
  })
}
