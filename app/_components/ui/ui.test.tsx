import * as library from '@mantine/core'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { Fragment, type ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { theme } from '@/app/theme'
import { projectRoot } from '@/db/root'
import * as alert from './alert'
import * as button from './button'
import * as choices from './choices'
import * as field from './field'
import * as layout from './layout'
import * as password from './password-input'
import * as segments from './segmented-control'
import * as text from './text'
import * as area from './textarea'

const ui = { ...alert, ...button, ...choices, ...field, ...layout, ...password, ...segments, ...text, ...area }

const resolve = createRequire(import.meta.url).resolve
const imported = readFileSync(join(projectRoot(), 'app', 'styles.ts'), 'utf8').matchAll(/'(@mantine\/core[^']+)'/g)
const css = [...imported].map(([, sheet = '']) => readFileSync(resolve(sheet), 'utf8')).join('')
/** Attributes that a style sheet of ours looks at. Sizes are only looked at for a clear button, which no field has. */
const seen = new Set(
  [...css.matchAll(/\[(data-[\w-]+)/g)].map(([, name]) => name).filter((name) => name !== 'data-size'),
)

const sorted = (text: string, by: string) =>
  text
    .split(by)
    .map((part) => part.trim())
    .filter(Boolean)
    .toSorted()
    .join(by)

/** Markup as a browser and a style sheet see it: order and names of ids do not count. */
function plain(markup: string): string {
  const ids = new Map<string, string>()
  return markup
    .replaceAll(/(?:mantine-)?_R_\w*_/g, (id) => ids.get(id) ?? (ids.set(id, `id${ids.size}`), `id${ids.size - 1}`))
    .replaceAll(/ style="([^"]*)"/g, (_, style: string) => ` style="${sorted(style, ';')}"`)
    .replaceAll(/ class="([^"]*)"/g, (_, names: string) => {
      const styled = names.replaceAll(/mantine-[A-Z]\w*-\w+|\bskeleton\b/g, '')
      return ` class="${sorted(styled, ' ')
        .split(' ')
        .filter((name, at, all) => all.indexOf(name) === at)
        .join(' ')}"`
    })
    .replaceAll(/<[a-z][^>]*>/g, (tag) => {
      const [, name = '', body = ''] = /^<(\w+)([^>]*?)\/?>$/.exec(tag) ?? []
      const attributes = [...body.matchAll(/ ([\w-]+)="([^"]*)"/g)]
        .filter(([, key = '', value]) => !(key.startsWith('data-') && (!seen.has(key) || value === 'false')))
        .map(([, key, value]) => `${key}="${key === 'data-error' ? true : value?.replaceAll(/ +/g, ' ')}"`)
      return `<${[name, ...attributes.toSorted()].join(' ')}>`
    })
}

const ours = (element: ReactElement) => plain(renderToStaticMarkup(element))
const theirs = (element: ReactElement) =>
  plain(
    renderToStaticMarkup(
      <library.MantineProvider theme={theme} withCssVariables={false} withGlobalClasses={false}>
        {element}
      </library.MantineProvider>,
    ),
  )

const { Radio, PasswordInput, Alert, ...same } = ui
type Parts = Omit<typeof ui, 'Columns' | 'Radio' | 'PasswordInput' | 'Alert' | 'Progress'>
/** The library's own, taken for ours: what is compared is what both render of the same properties. */
const original = library as unknown as Parts

const examples: [string, (parts: Parts) => ReactElement][] = [
  ['button', ({ Button }) => <Button>x</Button>],
  ['button, submit', ({ Button }) => <Button type="submit">x</Button>],
  ['button, disabled', ({ Button }) => <Button disabled>x</Button>],
  [
    'button, default',
    ({ Button }) => (
      <Button variant="default" size="compact-md" px={10} leftSection="l" rightSection="r" className="own">
        x
      </Button>
    ),
  ],
  ['button, wide padding', ({ Button }) => <Button variant="default" size="md" px="sm" />],
  ['button, subtle', ({ Button }) => <Button variant="subtle">x</Button>],
  [
    'button, subtle grey',
    ({ Button }) => (
      <Button variant="subtle" color="gray" size="compact-sm">
        x
      </Button>
    ),
  ],
  [
    'button, subtle red',
    ({ Button }) => (
      <Button variant="subtle" color="red">
        x
      </Button>
    ),
  ],
  ['button, light', ({ Button }) => <Button variant="light">x</Button>],
  [
    'button, red link',
    ({ Button }) => (
      <Button component="a" href="/x" color="red">
        x
      </Button>
    ),
  ],
  [
    'button, whole width',
    ({ Button }) => (
      <Button fullWidth mih={44}>
        x
      </Button>
    ),
  ],
  ['icon', ({ ActionIcon }) => <ActionIcon size={36} aria-label="x" />],
  [
    'icon, grey',
    ({ ActionIcon }) => (
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label="x">
        x
      </ActionIcon>
    ),
  ],
  ['icon, celadon', ({ ActionIcon }) => <ActionIcon variant="subtle" color="celadon" size={28} aria-label="x" />],
  ['icon, default', ({ ActionIcon }) => <ActionIcon variant="default" disabled aria-label="x" />],
  ['close', ({ CloseButton }) => <CloseButton size="sm" aria-label="x" className="own" />],
  ['plain button', ({ UnstyledButton }) => <UnstyledButton className="own" aria-expanded />],
  ['loader', ({ Loader }) => <Loader size="sm" aria-label="x" />],
  ['loader, in pixels', ({ Loader }) => <Loader size={16} />],
  ['text', ({ Text }) => <Text>x</Text>],
  [
    'text, with everything',
    ({ Text }) => (
      <Text component="div" size="sm" c="dimmed" mt="sm" mb={6} maw={460} p="md" className="own" aria-live="polite">
        x
      </Text>
    ),
  ],
  [
    'text, red',
    ({ Text }) => (
      <Text c="var(--mantine-color-error)" size="xs" fw={600} role="alert">
        x
      </Text>
    ),
  ],
  [
    'link',
    ({ Anchor }) => (
      <Anchor href="/x" size="sm">
        x
      </Anchor>
    ),
  ],
  [
    'link in text',
    ({ Anchor }) => (
      <Anchor href="/x" underline="always" inherit>
        x
      </Anchor>
    ),
  ],
  ['title', ({ Title }) => <Title order={1}>x</Title>],
  [
    'title, own size',
    ({ Title }) => (
      <Title order={2} fz={16} className="own">
        x
      </Title>
    ),
  ],
  [
    'badge',
    ({ Badge }) => (
      <Badge variant="light" tt="none" c="var(--amber)" bg="var(--amber-surface)">
        x
      </Badge>
    ),
  ],
  ['badge, default', ({ Badge }) => <Badge variant="default">x</Badge>],
  ['key', ({ Kbd }) => <Kbd size="xs">x</Kbd>],
  ['hidden', ({ VisuallyHidden }) => <VisuallyHidden>x</VisuallyHidden>],
  ['group', ({ Group }) => <Group>x</Group>],
  [
    'group, its own way',
    ({ Group }) => (
      <Group gap={6} align="end" justify="center" wrap="nowrap" mt="md">
        x
      </Group>
    ),
  ],
  ['stack', ({ Stack }) => <Stack>x</Stack>],
  [
    'stack, its own way',
    ({ Stack }) => (
      <Stack gap="sm" align="flex-start" maw={520} className="own">
        x
      </Stack>
    ),
  ],
  ['skeleton', ({ Skeleton }) => <Skeleton height={44} width="40%" m={12} radius="md" />],
  ['skeleton, automatic', ({ Skeleton }) => <Skeleton height={14} width="auto" />],
  ['divider', ({ Divider }) => <Divider label="x" />],
  [
    'field',
    ({ TextInput }) => (
      <TextInput
        label="l"
        description="d"
        error="e"
        required
        className="own"
        leftSection="l"
        rightSection="r"
        mb="xs"
        flex="1 1 240px"
        classNames={{ input: 'mono' }}
        placeholder="p"
        lang="zh-CN"
        type="email"
        value="x"
        readOnly
      />
    ),
  ],
  [
    'field, alone',
    ({ TextInput }) => (
      <TextInput type="search" aria-label="x" size="xs" w={220} disabled required withAsterisk={false} />
    ),
  ],
  [
    'select',
    ({ NativeSelect }) => (
      <NativeSelect label="l" description="d" size="xs" data={['a', { value: 'b', label: 'B' }]} defaultValue="b" />
    ),
  ],
  ['select, wrong', ({ NativeSelect }) => <NativeSelect aria-label="l" data={['a']} error="e" disabled maw={260} />],
  ['area', ({ Textarea }) => <Textarea label="l" description="d" rows={3} required defaultValue="x" />],
  [
    'area, growing',
    ({ Textarea }) => (
      <Textarea
        aria-label="l"
        autosize
        minRows={2}
        maxRows={14}
        error="e"
        classNames={{ input: 'own' }}
        defaultValue=""
      />
    ),
  ],
  ['box', ({ Checkbox }) => <Checkbox label="l" description="d" error="e" checked onChange={() => undefined} />],
  ['box, empty', ({ Checkbox }) => <Checkbox label="l" checked={false} disabled onChange={() => undefined} />],
  ['switch', ({ Switch }) => <Switch label="l" description="d" checked disabled onChange={() => undefined} />],
  [
    'switch, on the left',
    ({ Switch }) => (
      <Switch
        label="l"
        labelPosition="left"
        classNames={{ body: 'own', labelWrapper: 'label' }}
        checked={false}
        onChange={() => undefined}
      />
    ),
  ],
  [
    'segments',
    ({ SegmentedControl }) => (
      <SegmentedControl
        size="xs"
        aria-label="l"
        value="a"
        onChange={() => undefined}
        data={[
          { value: 'a', label: 'A' },
          { value: 'b', label: 'B' },
        ]}
      />
    ),
  ],
]

describe('renders what the library renders', () => {
  test.each(examples)('%s', (_, example) => {
    expect(ours(<Fragment>{example(same)}</Fragment>)).toBe(theirs(<Fragment>{example(original)}</Fragment>))
  })

  test('alert', () => {
    const filled = { title: 't', icon: 'i', p: 'sm', 'aria-live': 'polite' } as const
    for (const color of ['red', 'yellow', undefined] as const) {
      expect(
        ours(
          <Alert color={color} variant="light" {...filled}>
            x
          </Alert>,
        ),
      ).toBe(
        theirs(
          <library.Alert color={color} variant="light" {...filled}>
            x
          </library.Alert>,
        ),
      )
    }
    expect(ours(<Alert>x</Alert>)).toBe(theirs(<library.Alert>x</library.Alert>))
  })

  test('one of a group', () => {
    const props = { value: 'a', label: 'l', description: 'd', className: 'own', name: 'n', checked: true } as const
    // The library writes the class of the description twice.
    expect(ours(<Radio {...props} onChange={() => undefined} />)).toBe(
      theirs(<library.Radio {...props} onChange={() => undefined} />),
    )
  })

  test('progress', () => {
    expect(ours(<ui.Progress value={30} aria-label="x" />)).toBe(
      theirs(<library.Progress value={30} size="sm" aria-label="x" />),
    )
  })

  test('password, but for the grouping of its icon', () => {
    const withoutIcon = (markup: string) =>
      markup
        .replaceAll(/<svg[^]*?<\/svg>/g, '')
        .replace(/<input (aria-describedby="[^"]*") (aria-invalid="true")/, '<input $2 $1')
    const props = { label: 'l', description: 'd', error: 'e', required: true, maxLength: 20, name: 'p' } as const
    const toggle = { 'aria-label': 'show', tabIndex: 0 }
    const library_ = (
      <library.PasswordInput {...props} autoComplete="new-password" visibilityToggleButtonProps={toggle} />
    )
    // A wrong one is said to be wrong as well, which the library leaves out.
    expect(withoutIcon(ours(<PasswordInput {...props} autoComplete="new-password" toggleLabel="show" />))).toBe(
      withoutIcon(theirs(library_)).replaceAll(' tabindex="0"', '').replace('<input ', '<input aria-invalid="true" '),
    )
  })

  test('busy, but for the way in of the turning ring', () => {
    const still = (markup: string) =>
      markup.replaceAll(/(transition|transform|-webkit-backface|opacity)[\w-]*:(?:[^;"()]|\([^"]*?\)+)*;?/g, '')
    expect(still(ours(<ui.Button loading>x</ui.Button>))).toBe(
      still(theirs(<library.Button loading>x</library.Button>)),
    )
  })
})
