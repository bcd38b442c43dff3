/** What is said of one file: as an entry of the JSON answer, as lines of text, and whether it is of use as it is. */
export type Inspected = Readonly<{ entry: unknown; text: readonly string[]; understood: boolean }>

type Command = Readonly<{
  usage: string
  inspect: (path: string) => Promise<Inspected>
  /** As `JSON.stringify` takes it. */
  replacer?: (key: string, value: unknown) => unknown
}>

/**
 * The shape of `inspect FILE… [--json]`: one JSON array, or the text of each file. Returns the exit code: 0 when every file
 * was understood, 1 when one was not, 2 without files.
 */
export async function inspectFiles(args: readonly string[], { usage, inspect, replacer }: Command): Promise<number> {
  const end = args.indexOf('--')
  const options = end === -1 ? args : args.slice(0, end)
  const paths = [...options.filter((arg) => arg !== '--json'), ...(end === -1 ? [] : args.slice(end + 1))]
  if (paths.length === 0) {
    process.stderr.write(`${usage}\n`)
    return 2
  }
  const outcomes: Inspected[] = []
  for (const path of paths) outcomes.push(await inspect(path))
  const entries = outcomes.map(({ entry }) => entry)
  const output = options.includes('--json')
    ? JSON.stringify(entries, replacer, 1)
    : outcomes.flatMap(({ text }) => text).join('\n')
  await new Promise<void>((resolve) => {
    // A reader that stops early (`| head`) is no fault.
    process.stdout.once('error', () => resolve())
    process.stdout.write(`${output}\n`, () => resolve())
  })
  return outcomes.every(({ understood }) => understood) ? 0 : 1
}
