import { attribute, xmlFeed } from '@/server/platform/workbooks/xml'
import { WorkbookRefusal } from '@/server/platform/workbooks/refusal'
import { boxOf, joinBoxes, roundBox, type Box } from './box'
import { shownText, type Findings } from './findings'
import { MAX_LIST_DEPTH } from './limits'

export type EagleFacts = Readonly<{
  kind: 'eagleBoard' | 'eagleSchematic'
  version: string
  /** Of a board. */
  elements: number
  signals: number
  copperLayers: number
  /** Of the lines on layer 20, Dimension, in millimetres; curves may reach further. Null where there are none. */
  edge: Box | null
  /** Of a schematic. */
  parts: number
  sheets: number
  nets: number
}>

/** Characters handed to the parser at once. */
const piece = 256 * 1024

/** The declaration every EAGLE file has. It brings no entities; any other one is refused by the parser. */
const declaration = /<!DOCTYPE\s+eagle\s+SYSTEM\s+"eagle\.dtd"\s*>/

/** Reads an EAGLE 6+ board or schematic. Never throws: XML that breaks off gives the facts up to there and a finding. */
export function readEagle(text: string, kind: EagleFacts['kind'], findings: Findings): EagleFacts {
  let version = ''
  let setup = ''
  let edge: Box | null = null
  const counts = { element: 0, signal: 0, part: 0, sheet: 0, net: 0 }
  const path: string[] = []
  const open = (name: string, attributes: Record<string, string>): void => {
    const parent = path.at(-1) ?? ''
    path.push(name)
    if (path.length > MAX_LIST_DEPTH) throw new WorkbookRefusal('damaged')
    if (name === 'eagle') version = attribute(attributes, 'version')
    else if (name === 'param' && attribute(attributes, 'name') === 'layerSetup') setup = attribute(attributes, 'value')
    else if (name in counts && parent === `${name}s`) counts[counted(name)]++
    else if (name === 'wire' && attribute(attributes, 'layer') === '20' && parent === 'plain')
      edge = joinBoxes(
        edge,
        wireBox((of) => Number(attribute(attributes, of))),
      )
  }
  try {
    const feed = xmlFeed({ open, close: () => void path.pop() })
    const plain = text.slice(0, 2_000).replace(declaration, '') + text.slice(2_000)
    for (let at = 0; at < plain.length; at += piece) feed.write(plain.slice(at, at + piece))
    feed.end()
  } catch (failure) {
    findings.add(failure instanceof WorkbookRefusal && failure.reason === 'entities' ? 'xmlEntities' : 'xmlDamaged')
  }
  return {
    kind,
    version: shownText(version),
    elements: counts.element,
    signals: counts.signal,
    copperLayers: new Set(setup.slice(0, 200).match(/\d+/g)).size,
    edge: edge && roundBox(edge),
    parts: counts.part,
    sheets: counts.sheet,
    nets: counts.net,
  }
}

type Counted = 'element' | 'signal' | 'part' | 'sheet' | 'net'
const counted = (name: string): Counted =>
  name === 'element' || name === 'signal' || name === 'part' || name === 'sheet' ? name : 'net'

function wireBox(at: (name: string) => number): Box | null {
  const box = boxOf([
    [at('x1'), at('y1')],
    [at('x2'), at('y2')],
  ])
  return box && Object.values(box).every((each) => Number.isFinite(each)) ? box : null
}
