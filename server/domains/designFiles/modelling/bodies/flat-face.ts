import { Unreadable } from '../effort'
import { Plane } from '../geometry/elementary-surfaces'
import { frameOf } from '../geometry/frame'
import type { Surface } from '../geometry/surface'
import { unit, type Vector } from '../geometry/vectors'

/** The plane of a face that names no surface: by its longest loop, which runs counter-clockwise seen from outside. */
export function planeThrough(loops: readonly (readonly Vector[])[]): Surface {
  const [longest] = loops.toSorted((a, b) => b.length - a.length)
  const origin = longest?.[0]
  if (!longest || !origin) throw new Unreadable('a face without a border')
  let [x, y, z] = [0, 0, 0]
  let before = longest.at(-1) ?? origin
  for (const place of longest) {
    x += (before[1] - place[1]) * (before[2] + place[2])
    y += (before[2] - place[2]) * (before[0] + place[0])
    z += (before[0] - place[0]) * (before[1] + place[1])
    before = place
  }
  const normal = unit([x, y, z])
  if (normal === null) throw new Unreadable('a face without area')
  return new Plane(frameOf(origin, normal, Math.abs(normal[0]) < 0.9 ? [1, 0, 0] : [0, 1, 0]))
}
