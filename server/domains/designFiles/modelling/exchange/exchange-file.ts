import { Unreadable, type Effort } from '../effort'
import { InstanceIndex } from './instance-index'
import { code, ValueReader } from './value-reader'
import type { Values } from './values'

/** Values one instance is reckoned to have before they are counted. */
const weightOfInstance = 8
/** Instances of which the name is compared in one step. */
const namesOfStep = 16

/** An instance of a file: one record, or the parts of a complex one by their names. */
export class Instance {
  constructor(
    readonly id: number,
    private readonly parts: ReadonlyMap<string, Values>,
  ) {}

  /** The entity of a simple instance; '' of a complex one. */
  get name(): string {
    const [name = ''] = this.parts.keys()
    return this.parts.size === 1 ? name : ''
  }

  /** Whether it is of an entity, or has it as a part. */
  is(name: string): boolean {
    return this.parts.has(name)
  }

  /** Throws `Unreadable` where it is of another entity. */
  values(name: string): Values {
    const values = this.parts.get(name)
    if (!values) throw new Unreadable(`no ${name}`)
    return values
  }

  /** Of a simple instance. */
  get own(): Values {
    return this.values(this.name)
  }
}

/**
 * The instances of an exchange file (ISO 10303-21, clear text encoding). Only where they lie is held; each is read anew
 * when it is asked for, so that memory stays a small part of the file.
 */
export class ExchangeFile {
  readonly index: InstanceIndex

  /** Throws `TooMuchModel`. */
  constructor(
    private readonly bytes: Buffer,
    private readonly effort: Effort,
  ) {
    this.index = new InstanceIndex(bytes)
  }

  /** Throws `Unreadable` where there is none, or none that can be read, and `TooMuchModel`. */
  get(id: number): Instance {
    const place = this.index.placeOf(id)
    if (place === null) {
      this.effort.take(weightOfInstance)
      throw new Unreadable(`no instance ${id}`)
    }
    const reader = new ValueReader(this.bytes, place)
    try {
      return new Instance(id, partsFrom(reader))
    } finally {
      // Numbers are eight characters and more: what was read tells what it cost, also where it broke off.
      this.effort.take(weightOfInstance + (reader.at - place) / 8)
    }
  }

  /** Null instead of `Unreadable`. */
  find(id: number): Instance | null {
    try {
      return this.get(id)
    } catch (error) {
      if (error instanceof Unreadable) return null
      throw error
    }
  }

  /** Numbers of the instances of an entity. Throws `TooMuchModel`, as all instances are gone through. */
  idsOf(name: string): number[] {
    this.effort.take(this.index.size / namesOfStep)
    return this.index.of(name)
  }

  /** The instances of an entity that can be read, one after another. Throws `TooMuchModel`. */
  *all(name: string): Generator<Instance> {
    for (const id of this.idsOf(name)) {
      const instance = this.find(id)
      if (instance?.is(name)) yield instance
    }
  }
}

/** Throws `Unreadable`. */
function partsFrom(reader: ValueReader): Map<string, Values> {
  const parts = new Map<string, Values>()
  if (reader.peek() === code('(')) {
    reader.at++
    for (let name = reader.keyword(); name !== '' && parts.size < 64; name = reader.keyword())
      parts.set(name, reader.list())
  } else parts.set(reader.keyword(), reader.list())
  return parts
}
