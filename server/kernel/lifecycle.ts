import { DomainError } from './errors'

type Edges<S extends string, C extends string> = Readonly<Record<S, Readonly<Partial<Record<C, S>>>>>

/** States as data: the command asks `next`, the screen asks `commandsFrom`, the test walks `edges`. */
export function defineLifecycle<S extends string, C extends string>(name: string, edges: Edges<S, C>) {
  const commandsFrom = (state: S) => Object.keys(edges[state]) as C[]
  return {
    edges,
    states: Object.keys(edges) as S[],
    commandsFrom,
    /** Terminal states are those nothing leaves. */
    isTerminal: (state: S) => commandsFrom(state).length === 0,
    allows: (state: S, command: C) => edges[state][command] !== undefined,
    /** The state a command leads to; throws `<name>.illegalTransition` rather than doing nothing. */
    next(state: S, command: C): S {
      const target = edges[state][command]
      if (!target) throw new DomainError('conflict', `${name}.illegalTransition`, { state, command })
      return target
    },
  }
}
