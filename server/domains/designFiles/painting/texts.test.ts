import { expect, test } from 'vitest'
import type { DrawnText } from '../drawing/drawing'
import { inOrder, paintTexts } from './texts'

const text = (change: Partial<DrawnText> = {}): DrawnText => ({
  ...{ text: 'R1', x: 1000, y: 2000, size: 1000, width: 2000, angle: 0, across: 'left', up: 'bottom' },
  ...{ mirrored: false, bold: false, italic: false, bars: [] },
  ...change,
})

/** What a canvas is asked to do, each letter fifty wide. */
function painted(texts: readonly DrawnText[], scale: number): string[] {
  const calls: string[] = []
  const note =
    (name: string) =>
    (...args: readonly unknown[]) =>
      calls.push(
        [name, ...args.map((each) => (typeof each === 'number' ? Math.round(each * 100) / 100 : each))].join(' '),
      )
  const canvas: Record<string, unknown> = {
    ...Object.fromEntries(
      ['translate', 'rotate', 'scale', 'fillText', 'fillRect', 'restore'].map((name) => [name, note(name)]),
    ),
    ...{ save: () => undefined, globalAlpha: 1, measureText: (letters: string) => ({ width: letters.length * 50 }) },
  }
  const ctx = new Proxy(canvas, {
    set: (target, name, value) => {
      calls.push(`${String(name)}=${String(value)}`)
      return Reflect.set(target, name, value)
    },
  })
  paintTexts(ctx as unknown as CanvasRenderingContext2D, texts, scale)
  return calls
}

test('a text is put where it stands, in letters of its height, no longer than it is reckoned', () => {
  expect(painted([text({ angle: 90, mirrored: true })], 0.01)).toEqual([
    'font=100px sans-serif',
    'translate 1000 2000',
    'rotate 1.57',
    'scale -13.89 -13.89',
    ...['textAlign=left', 'textBaseline=alphabetic', 'fillText R1 0 0 144', 'restore'],
  ])
})

test('its anchor is the line it stands on, the middle or the top of a capital', () => {
  const at = (up: DrawnText['up']) => painted([text({ up })], 0.01).find((call) => call.startsWith('fillText'))
  expect([at('bottom'), at('middle'), at('top')]).toEqual([
    'fillText R1 0 0 144',
    'fillText R1 0 36 144',
    'fillText R1 0 72 144',
  ])
})

test('too small to be read it is a bar, and smaller still it is nothing', () => {
  const bar = painted([text({ across: 'right' })], 0.002)
  expect(bar).toContain('globalAlpha=0.4')
  expect(bar).toContain('fillRect -144 -54 144 36')
  expect(bar.some((call) => call.startsWith('fillText'))).toBe(false)
  expect(painted([text(), text({ size: 0 })], 0.0005)).toEqual([])
})

test('a bar stands above its letters, also where they are squeezed', () => {
  expect(painted([text({ text: 'ABCD', bars: [1, 3] })], 0.01)).toContain('fillRect 36 -86 72 6')
})

test('the font is changed as seldom as may be', () => {
  const texts = inOrder([text(), text({ bold: true }), text(), text({ bold: true, italic: true })])
  expect(painted(texts, 0.01).filter((call) => call.startsWith('font='))).toEqual([
    'font=100px sans-serif',
    'font=bold 100px sans-serif',
    'font=italic bold 100px sans-serif',
  ])
})
