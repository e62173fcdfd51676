/** What an object literal writes after it spread another object: those properties are not the other's any more. */
import { Edge, Node, type FlowModule } from "../../compile/index.js";
import type { Models } from "../rows/context.js";

/**
 * Whether a constant takes the place of a secret: `{ ...headers, authorization: "<masked>" }`. Whoever writes that knows what is
 * secret in the object; the rest of it is taken for masked where nothing says which property it is.
 */
export function masksSecret(models: Models, flow: FlowModule, spread: number): boolean {
  return storesAfter(flow, spread).some((edge) => {
    const from = flow.edgeFrom[edge] ?? -1;
    const name = flow.paths[flow.edgeLabel[edge] ?? -1]?.at(-1);
    return name !== undefined && models.vocabulary.nameKind(name, null) !== null && (flow.nodeKind[flow.nodeOrigin[from] ?? from] as Node) === Node.Constant;
  });
}

function storesAfter(flow: FlowModule, spread: number): readonly number[] {
  const node = flow.edgeTo[spread] ?? -1;
  const found: number[] = [];
  if ((flow.nodeKind[node] as Node) !== Node.Object) return found;
  const end = flow.firstIn[node + 1] ?? 0;
  for (let at = flow.firstIn[node] ?? end; at < end; at++) {
    const edge = flow.in[at] ?? 0;
    if (edge > spread && flow.edgeKind[edge] === Edge.Store) found.push(edge);
  }
  return found;
}
