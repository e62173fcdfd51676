/** Answers that say a caller is refused. */
import { CallFlag, Edge, Node, type FlowModule } from "../../../compile/index.js";
import type { Questions } from "../../vocabulary.js";

/** The words of a refusal: an error's name or message, a status by its name. */
export function refuses(flow: FlowModule, node: number, questions: Questions): boolean {
  const says = (said: string | number): boolean => questions.refuses(said);
  const aux = flow.nodeAux[node] ?? -1;
  switch (flow.nodeKind[node] as Node) {
    case Node.Constant: {
      const constant = flow.constants[aux];
      return typeof constant === "string" ? says(constant) : typeof constant === "number" && says(constant) && isHandedOn(flow, node);
    }
    case Node.Load:
      return aux >= 0 && says(flow.strings[aux] ?? "");
    case Node.Call: {
      if (((flow.calls.flags[aux] ?? 0) & CallFlag.New) === 0) return false;
      const callee = flow.calls.callee[aux] ?? -1;
      return says(nameOf(flow, flow.nodeOrigin[callee] ?? callee));
    }
    default:
      return false;
  }
}

/** A number that is compared says nothing; one that a call is given, or a property, is the answer. */
function isHandedOn(flow: FlowModule, node: number): boolean {
  for (let at = flow.firstOut[node] ?? 0; at < (flow.firstOut[node + 1] ?? 0); at++) {
    const kind = flow.edgeKind[flow.out[at] ?? 0] as Edge;
    if (kind === Edge.Argument || kind === Edge.Store) return true;
  }
  return false;
}

function nameOf(flow: FlowModule, node: number): string {
  const aux = flow.nodeAux[node] ?? -1;
  switch (flow.nodeKind[node] as Node) {
    case Node.Class:
      return flow.classes[aux]?.name ?? "";
    case Node.Import:
      return flow.imports[aux]?.name ?? "";
    case Node.Global:
      return flow.strings[aux] ?? "";
    default:
      return "";
  }
}
