/** Steps one model may take: points reckoned, triangles turned, values read; a million take a quarter of a second. */
const mostSteps = 150_000_000
/** What a file of no size may take, and what each of its bytes adds: real files take three steps for each at most. */
const [leastSteps, stepsOfByte] = [4_000_000, 15]

/** The file asks for more than is worked out or than a browser should turn. */
export class TooMuchModel extends Error {}

/** A part of a file that cannot be shown: what it refers to is missing, of an unknown kind, or makes no sense. */
export class Unreadable extends Error {}

/** Counts what is done for one model, so that no file keeps its thread busy for long. */
export class Effort {
  private steps = 0
  private readonly most: number

  /** `bytes`: the size of the file. */
  constructor(bytes: number) {
    this.most = Math.min(mostSteps, leastSteps + bytes * stepsOfByte)
  }

  /** Throws `TooMuchModel`. */
  take(steps: number): void {
    this.steps += steps
    if (this.steps > this.most) throw new TooMuchModel('more than is worked out')
  }
}
