/** Sets of positions as small integers, and where the moves from each of them lead: worked out once. */
import { NOTHING } from "./model.js";
import type { StateId } from "./model.js";
import type { Network, Position } from "./network.js";

/** Adds to `into` where a move leads from the position. */
export type Follow = (position: Position, into: Position[]) => void;

export interface States {
  /** The state of these positions and of all that their values are at as well. */
  intern(positions: Iterable<Position>): StateId;
  positions(state: StateId): readonly Position[];
  /** The state that the move leads to. `key` stands for the move: one number, or the name of a member. */
  move(state: StateId, key: number | string, follow: Follow): StateId;
}

export function createStates(network: Network): States {
  const byKey = new Map<string, StateId>([["", NOTHING]]);
  const positions: (readonly Position[])[] = [[]];
  const moves: Map<number | string, StateId>[] = [new Map<number | string, StateId>()];

  const states: States = {
    intern(given) {
      const closed = network.closure(given);
      const key = closed.join(",");
      const known = byKey.get(key);
      if (known !== undefined) return known;
      const state = positions.push(closed) - 1;
      moves.push(new Map());
      byKey.set(key, state);
      return state;
    },
    positions: (state) => positions[state] ?? [],
    move(state, key, follow) {
      if (state === NOTHING) return NOTHING;
      const memo = moves[state];
      const known = memo?.get(key);
      if (known !== undefined) return known;
      const reached: Position[] = [];
      for (const position of states.positions(state)) follow(position, reached);
      const target = states.intern(reached);
      memo?.set(key, target);
      return target;
    },
  };
  return states;
}
