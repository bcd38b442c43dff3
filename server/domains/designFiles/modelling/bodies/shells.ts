import { Unreadable } from '../effort'
import type { ExchangeFile } from '../exchange/exchange-file'
import { isList, references, senseAt, type Values } from '../exchange/values'

/** Bodies and surfaces that are shown where a representation holds them. */
export const bodyNames = [
  'MANIFOLD_SOLID_BREP',
  'BREP_WITH_VOIDS',
  'FACETED_BREP',
  'FACETED_BREP_AND_BREP_WITH_VOIDS',
  'SHELL_BASED_SURFACE_MODEL',
  'FACE_BASED_SURFACE_MODEL',
] as const

/** Faces that belong together. `turned`: their outside is the other one. */
export type Shell = Readonly<{ id: number; faces: readonly number[]; turned: boolean }>

const shellNames = ['CLOSED_SHELL', 'OPEN_SHELL', 'CONNECTED_FACE_SET']

const referred = (values: Values): number[] => [...references(values), ...values.filter(isList).flatMap(references)]

/** The shells of a body. Throws `Unreadable`. */
export function shellsOf(file: ExchangeFile, bodyId: number): Shell[] {
  const body = file.get(bodyId)
  const names = bodyNames.filter((name) => body.is(name))
  if (names.length === 0) throw new Unreadable('no body')
  return [...new Set(names.flatMap((name) => referred(body.values(name))))].flatMap((id): Shell[] => {
    const shell = shellOf(file, id, false, 0)
    return shell === null ? [] : [shell]
  })
}

function shellOf(file: ExchangeFile, id: number, turned: boolean, depth: number): Shell | null {
  const instance = file.find(id)
  if (instance === null || depth > 4) return null
  if (instance.is('ORIENTED_CLOSED_SHELL') || instance.is('ORIENTED_OPEN_SHELL')) {
    const values = instance.own
    const [inner] = references(values)
    return inner === undefined ? null : shellOf(file, inner, turned !== !senseAt(values, values.length - 1), depth + 1)
  }
  const name = shellNames.find((each) => instance.is(each))
  return name === undefined ? null : { id, faces: referred(instance.values(name)), turned }
}
