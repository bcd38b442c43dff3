import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fuzz } from '@/server/testing/fuzz/run'
import { paintFaces, type Pixels } from './body'
import { paintingParsers } from './fixtures/fuzzed'

type Point = readonly [number, number, number]
type Face = readonly [Point, Point, Point]
const facesOf = (faces: readonly Face[], colours: readonly number[] | null = null) => ({
  corners: Float32Array.from(faces.flat(2)),
  colours: colours && Uint8Array.from(colours),
})
/** The sides of a box, two faces each. */
function box([w, d, h]: Point, at: Point = [0, 0, 0]): Face[] {
  const corner = (index: number): Point => [
    at[0] + (index & 1 ? w : 0),
    at[1] + (index & 2 ? d : 0),
    at[2] + (index & 4 ? h : 0),
  ]
  const sides = ['0132', '4675', '0451', '2376', '0264', '1573']
  return sides.flatMap((side) => {
    const [a = 0, b = 0, c = 0, e = 0] = Array.from(side, Number)
    return [
      [corner(a), corner(b), corner(c)],
      [corner(a), corner(c), corner(e)],
    ]
  })
}
const covered = ({ data }: Pixels): number => data.filter((value, index) => index % 4 === 3 && value > 0).length
const shades = ({ data }: Pixels): Set<number> =>
  new Set(data.filter((_, index) => index % 4 === 0 && (data[index + 3] ?? 0) > 0))

test('a cube shows three sides, each in its own shade, and fills the frame one way', () => {
  const picture = paintFaces(facesOf(box([1, 1, 1])), { width: 200, height: 200 })
  if (picture === null) throw new Error('nothing was painted')
  expect(shades(picture).size).toBe(3)
  expect(Math.max(picture.width, picture.height)).toBe(200)
  // The outline of a cube seen from a corner is a hexagon: between half of its frame and all of it.
  const share = covered(picture) / (picture.width * picture.height)
  expect(share).toBeGreaterThan(0.6)
  expect(share).toBeLessThan(0.9)
})

test('what lies in front hides what lies behind, in whatever order they come', () => {
  // Along the line of sight, which comes from the front, the right and above.
  const [near, far] = [box([1, 1, 1]), box([1, 1, 1], [-1.5, 3, -1.8])]
  const [red, blue] = [
    [255, 0, 0],
    [0, 0, 255],
  ]
  const of = (faces: readonly Face[], colour: readonly number[]) => faces.flatMap(() => [...colour])
  const frame = { width: 121, height: 121 }
  const one = paintFaces(facesOf([...near, ...far], [...of(near, red), ...of(far, blue)]), frame)
  const other = paintFaces(facesOf([...far, ...near], [...of(far, blue), ...of(near, red)]), frame)
  if (one === null) throw new Error('nothing was painted')
  const middle = 4 * (Math.floor(one.height / 2) * one.width + Math.floor(one.width / 2))
  expect(one.data[middle]).toBeGreaterThan(0)
  expect(one.data[middle + 2]).toBe(0)
  expect(one.data).toEqual(other?.data)
})

test('faces without numbers or without an area are left out; without any there is no picture', () => {
  const frame = { width: 90, height: 90 }
  const nowhere: Face = [
    [Number.NaN, 0, 0],
    [1, 0, 0],
    [0, 1, 0],
  ]
  const line: Face = [
    [0, 0, 0],
    [1e5, 1e5, 1e5],
    [1e6, 1e6, 1e6],
  ]
  expect(paintFaces(facesOf([line]), frame)).toBeNull()
  expect(paintFaces(facesOf([]), frame)).toBeNull()
  expect(paintFaces(facesOf([nowhere, ...box([1, 2, 3]), line]), frame)).toEqual(
    paintFaces(facesOf(box([1, 2, 3])), frame),
  )
})

test('any numbers make a picture within its frame, or none', () => {
  const number = fc.oneof(fc.float(), fc.constantFrom(0, 1, -1, 1e30, -1e30, Number.NaN, Number.POSITIVE_INFINITY))
  fc.assert(
    fc.property(fc.array(number, { maxLength: 90 }), (numbers) => {
      const picture = paintFaces({ corners: Float32Array.from(numbers), colours: null }, { width: 16, height: 12 })
      if (picture === null) return
      expect(picture.width).toBeLessThanOrEqual(16)
      expect(picture.height).toBeLessThanOrEqual(12)
      expect(picture.data.length).toBe(picture.width * picture.height * 4)
    }),
  )
})

test.each(paintingParsers.map((parser) => [parser.name, parser] as const))(
  'a broken %s throws nothing',
  async (_, parser) => {
    expect(await fuzz([parser], { seed: 7, from: 0, to: 300 })).toEqual([])
  },
)
