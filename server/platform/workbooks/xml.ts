import { SaxesParser } from 'saxes'
import { WorkbookRefusal } from './refusal'

export type XmlHandlers = {
  /** Names come without their namespace prefix; attributes keep theirs. */
  open: (name: string, attributes: Record<string, string>) => void
  text?: (text: string) => void
  close?: (name: string) => void
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

export type XmlFeed = { write: (chunk: Uint8Array | string) => void; end: () => void }

/**
 * Streaming XML reader. A document type is refused outright, so entities beyond the five built-in ones cannot exist
 * (no expansion bombs, no external files).
 */
export function xmlFeed(handlers: XmlHandlers): XmlFeed {
  const parser = new SaxesParser()
  const decoder = new TextDecoder('utf-8')
  let tail = ''
  parser.on('error', () => {
    throw new WorkbookRefusal('damaged')
  })
  parser.on('doctype', () => {
    throw new WorkbookRefusal('entities')
  })
  parser.on('opentag', (tag) => handlers.open(local(tag.name), tag.attributes))
  const onText = handlers.text
  if (onText !== undefined) {
    parser.on('text', onText)
    parser.on('cdata', onText)
  }
  const onClose = handlers.close
  if (onClose !== undefined) parser.on('closetag', (tag) => onClose(local(tag.name)))
  const write = (text: string): void => {
    // The parser reports a document type only at its end; refuse it where it begins.
    const seen = tail + text
    if (seen.includes('<!DOCTYPE') || seen.includes('<!ENTITY')) throw new WorkbookRefusal('entities')
    tail = seen.slice(-8)
    parser.write(text)
  }
  return {
    write: (chunk) => write(typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })),
    end: () => {
      parser.close()
    },
  }
}

/** Value of an attribute by local name (`r:id` → `id`), '' when absent. */
export function attribute(attributes: Record<string, string>, name: string): string {
  const direct = attributes[name]
  if (direct !== undefined) return direct
  for (const key in attributes) if (local(key) === name) return attributes[key] ?? ''
  return ''
}
