/** Steps one model may take: points reckoned, triangles turned, values read. Large real assemblies stay below a third of it. */
export const mostSteps = 150_000_000

/** The file asks for more than is worked out or than a browser should turn. */
export class TooMuchModel extends Error {}

/** A part of a file that cannot be shown: what it refers to is missing, of an unknown kind, or makes no sense. */
export class Unreadable extends Error {}

/** Counts what is done for one model, so that no file keeps its thread busy for long. */
export class Effort {
  private steps = 0

  /** Throws `TooMuchModel`. */
  take(steps: number): void {
    this.steps += steps
    if (this.steps > mostSteps) throw new TooMuchModel('more than is worked out')
  }

  get taken(): number {
    return this.steps
  }
}
