/**
 * What libraries do, as data: the row format (CodeQL's models-as-data, with the few additions named below) and the
 * questions the engine asks of the compiled rows.
 *
 * An access path names a value by how a program gets at it from a root: `Member[pool].Member[query].Argument[0]`.
 * Roots ("type" column of a row):
 *   - a package by its name, or a sub-path of it: `pg`, `mysql2/promise`
 *   - `global`: the global object; `Member[console]` is the next step
 *   - a named type: `express.Request`, `ecmascript.String` (made by `typeModel` rows, or by a type annotation that refers
 *     to the export `Request` of the package `express`)
 *   - a structural type: `{error,info,warn,!success}`, a value of an interface or object type of the project that declares
 *     these members as functions, and none of those after a `!`
 *   - files by a pattern of their paths that begins with two stars and a slash; what they export is what a framework finds there
 *   - a file of the project: a path that starts with `./`, relative to the linting directory: `./src/policy.js`
 *
 * Steps: `Member[a,b]`, `AnyMember`, `ReturnValue`, `Argument[0]`, `Argument[0,2]`, `Argument[1..]`, `Argument[any]`,
 * `Argument[this]`, `Argument[N-1]` (the last), `Parameter[0]` (same selectors), `Instance`, `Awaited`, `Awaited[error]`, `ArrayElement` (also
 * `Element`, `MapKey`, `MapValue`, `SetElement`), `WithArity[2]`, `Call`, `NewCall`, `DecoratedClass`, `DecoratedMember`,
 * `DecoratedParameter`, `Fuzzy`, `GuardedRouteHandler`, `WithStringArgument[0=text]` (made a condition of the row where it
 * can be), `TypeVar[name]`; and of ours: `DecoratedWith` (the parameter or member whose decorator takes this value as an
 * argument: `@Param("id", ParseUUIDPipe)`), `Injected[name]` (the parameter of a function that a container fills by its name), `Subclass` (the instance of a class that extends this value).
 */

/** A step inside a value, as fields of the engine's access paths: a property name, or one of the reserved names below. */
export type Content = string;
/** An element of an array, set, map or iteration, at an unknown index. (Known indexes are the property names "0", "1", …) */
export const ELEMENT: Content = "[]";
/** What a promise resolves to. */
export const AWAITED: Content = "<await>";
/** What a promise is rejected with: `Awaited[error]`. */
export const REJECTED: Content = "<error>";
/** Any property, at any depth of one. */
export const ANY: Content = "<any>";
/** What a function value returns when it is called. */
export const RETURNED: Content = "<return>";
/** What a function value throws when it is called: `ReturnValue[exception]`. */
export const THROWN: Content = "<throw>";
/** The i-th parameter of a function value (of a callback's parameter: what the callback hands to it). */
export const parameterContent = (index: number): Content => `<param ${index}>`;

/** A set of access paths that lead to the same value. 0: nothing is known of the value. One integer, cheap to keep. */
export type StateId = number;
export const NOTHING: StateId = 0;

/** A place at a call: which value, and where in it. */
export interface Place {
  /** Index of the argument; -1 the receiver (`this`); -2 the result of the call; -4 the result of an earlier call, which the callee was read from. */
  readonly at: number;
  readonly path: readonly Content[];
}
export const RECEIVER = -1;
export const RESULT = -2;
export const ORIGIN = -4;

export interface SourceAt extends Place {
  readonly kind: string;
  readonly condition: Condition | null;
}
export interface SinkAt extends Place {
  readonly kind: string;
  readonly condition: Condition | null;
}
export interface BarrierAt extends Place {
  readonly kind: string;
  readonly condition: Condition | null;
}
/**
 * `value`: the very value. `taint`: derived from it (what was proven of its type is lost, what was made safe stays).
 * `text`: a string derived from it; `start`: one that begins as it does. `parse`: rebuilt from it, nothing proven survives (`JSON.parse`).
 */
export type SummaryKind = "value" | "taint" | "text" | "start" | "parse";
export interface SummaryAt {
  readonly from: Place;
  readonly to: Place;
  readonly kind: SummaryKind;
  readonly condition: Condition | null;
}
/** After the call, `guarded` has `kind` when the result (or the part `result` of it) is as `accepts` says. */
export interface GuardAt {
  readonly guarded: Place;
  readonly kind: string;
  /** `completes`: the call returns without throwing (awaited, if it is asynchronous). */
  readonly accepts: "true" | "false" | "completes";
  readonly result: readonly Content[];
  readonly condition: Condition | null;
}
/** The result of the call is a schema. */
export interface SchemaAt {
  readonly form:
    /** proves these barrier kinds of the value it accepts */
    | { readonly kind: "proves"; readonly kinds: readonly string[] }
    /** an object whose fields follow the schemas in the fields of this place */
    | { readonly kind: "object"; readonly fields: Place }
    | { readonly kind: "array"; readonly element: Place }
    /** as strong as the weakest of these */
    | { readonly kind: "any-of"; readonly options: Place }
    /** one of several that a value passes in turn: what each proves holds; what is no schema proves nothing */
    | { readonly kind: "all-of"; readonly schema: Place }
    /** the same as the schema at this place, and these kinds are proven as well; `brands`: what it accepts is of a type that nothing else makes */
    | { readonly kind: "same"; readonly schema: Place; readonly kinds: readonly string[]; readonly brands: boolean }
    /** not called: as a type, it is what the schema accepts whose `typeof` is its argument */
    | { readonly kind: "inferred" };
}
/** The call checks the value at `from` against the schema at `schema` and hands it out, checked, at `to`. */
export interface ValidationAt {
  readonly from: Place;
  readonly to: Place;
  readonly schema: Place;
}

/** What a call has to do with the condition of a query. */
export interface ConditionAt {
  readonly role:
    /** it gives a condition: the column that is named at `place` is what is at `value`; without a value, it is (not) empty */
    | "column"
    /** it gives a condition: all that are at `place` hold */
    | "all"
    /** as `column`, for the query that it is called on */
    | "adds"
    /** the query that it is called on asks for the condition at `place` */
    | "condition"
    /** the query that it is called on, or that it begins, is about the table at `place` */
    | "table";
  readonly place: Place;
  readonly value: Place | null;
}

/** The call takes a statement at `text` and, beside it, a list of values for its placeholders. */
export interface BindingAt {
  readonly text: Place;
  readonly values: Place;
  /** Of the first value: `$1` counts on (`$2`, …), `?` stands for each value in turn. */
  readonly placeholder: string;
}

/** The call registers functions that a framework runs for requests. */
export interface RouteAt {
  /**
   * `reads`, `changes`, `handles` (either): they answer requests; `before`: they run before what is registered later, or are routers
   * that are mounted; `around`: the same, wherever it stands; `derives`: the call gives a router of its own, with all that runs before
   * the one that it is made on, and then these; `scope`: the call gives a router for the path.
   */
  readonly role: "reads" | "changes" | "handles" | "before" | "around" | "derives" | "scope";
  /** A place in any member (`Argument[0].AnyMember`): each member of the literal there is one that answers by itself. */
  readonly handlers: readonly Place[];
  readonly prefix: Place | null;
  /** On the call. */
  readonly condition: Condition | null;
}

/** The call gives a record whose fields something else declares: the class or the table it is asked of, or is told. */
export interface RecordAt {
  readonly fields: Place;
  readonly record: Place;
  /** A field that is declared with this property of this value is left out (`select=false`); "": none is. */
  readonly hidden: string;
  readonly condition: Condition | null;
}

/** The call makes something (a logger) that leaves parts out of what its calls are handed. */
export interface RedactionAt {
  /** At the call that makes it: what says which parts. */
  readonly list: Place;
  /** The argument of later calls that it holds for; -1: each. */
  readonly argument: number;
  /**
   * `paths`: texts as `user.password`, `*.token`, `list[*].key`; `keys`: names, at any depth; `members`: an object whose functions
   * replace the members of these names; `format`: a function that is handed the whole object first, and may overwrite members.
   */
  readonly form: "paths" | "keys" | "members" | "format";
  /** The type of what is set up, where the program need not get it from the call (it is injected, or declared); or "". */
  readonly of: string;
}

/** What makes values of a type: calls into the package, by the name `name` of it ("": of the package itself). */
export interface Maker {
  readonly package: string;
  readonly name: string;
}

/** What calling a value does. */
export interface Act {
  readonly kind: string;
  /** On the call. */
  readonly condition: Condition | null;
}

/**
 * A condition on the call that a source, sink, guard or effect row stands on.
 *   `absent(<place>)` / `present(<place>)`: the argument place has (not) been given, e.g. `absent(Argument[1].Member[schema])`
 *   `literal(<place>)=<regular expression>`: the place is a constant text that matches
 *   `unlike(<place>)=<regular expression>`: the place is no constant text that matches
 *   `leading(<place>)=<regular expression>`: the constant text that the text at the place begins with ("": none) matches
 *   `trailing(<place>)=<regular expression>`: the constant text that it ends with, also as the last of what a library puts together (`join(folder, ".env")`)
 *   `placeholder(<place>)=<name>`: the constant text at that place has a placeholder of the style `<name>` for this value (`raw`: SQL of pg-promise; `unescaped`: templates of the mustache family)
 *   `proven(<place>)=<kind>` / `unproven(<place>)=<kind>`: the barrier kind has (not) been proven of the value at the place
 *   `holds(<place>)=<type>`: the value at the place is of this type, or was made by a call that was handed one that is
 *   `made(<condition>)` / `unmade(<condition>)`: it holds (or not) at the call that made what the call is made on, if that is known
 * Several, joined by ` && `, must all hold.
 */
export type Condition =
  | { readonly kind: "absent" | "present"; readonly place: Place }
  | { readonly kind: "literal" | "unlike" | "leading" | "trailing"; readonly place: Place; readonly pattern: string }
  | { readonly kind: "placeholder"; readonly place: Place; readonly style: string }
  | { readonly kind: "proven" | "unproven"; readonly place: Place; readonly barrier: string }
  | { readonly kind: "holds"; readonly place: Place; readonly type: string }
  | { readonly kind: "made" | "unmade"; readonly of: Condition }
  | { readonly kind: "all"; readonly of: readonly Condition[] };

/** Everything the rows say of calling a value. Argument selectors are expanded for the call's number of arguments. */
export interface CallEffects {
  readonly sources: readonly SourceAt[];
  readonly sinks: readonly SinkAt[];
  readonly barriers: readonly BarrierAt[];
  readonly summaries: readonly SummaryAt[];
  readonly guards: readonly GuardAt[];
  readonly schemas: readonly SchemaAt[];
  readonly validations: readonly ValidationAt[];
  readonly bindings: readonly BindingAt[];
  readonly conditions: readonly ConditionAt[];
  readonly routes: readonly RouteAt[];
  readonly records: readonly RecordAt[];
  readonly redactions: readonly RedactionAt[];
}

/** What a row says of a value that is to be replaced. */
export interface UsageMark {
  readonly kind: string;
  readonly note: string;
  /**
   * What to write instead, where that is certain; else "". `.tmpdir`: another member of the same object; `Object.assign`: the same
   * value, by its path from the global object; `$1.includes($*)`: for a call with these arguments (`$*`: those not named).
   */
  readonly native: string;
}

/** The compiled rows, as a lazily determinised automaton over access paths. Deterministic; every answer is memoised. */
export interface ModelIndex {
  package(name: string): StateId;
  global(name: string): StateId;
  type(name: string): StateId;
  /** `path`: relative to the linting directory, with `/`, without `./`; matches rows with and without extension. */
  file(path: string): StateId;

  /** What the exports of a file are to the frameworks that find it by its path (relative to the linting directory). */
  convention(path: string): StateId;
  /** The names of the files, in whatever folder, one of whose exports has the effect for the framework that finds it. */
  conventionNames(effect: string): readonly string[];

  /** What a value is whose declared type has these functions as members, and no others. */
  shape(functions: ReadonlySet<string>): StateId;

  member(state: StateId, name: string): StateId;
  /** The value that a call (or a `new` call) of the value returns; `arity`: number of arguments. */
  returned(state: StateId, arity: number, isNew: boolean): StateId;
  /** What an instance of this class is (type annotation, `new`, subclass `this`). */
  instance(state: StateId): StateId;
  awaited(state: StateId): StateId;
  element(state: StateId): StateId;
  /** The value handed to a call of this value as its index-th of `arity` arguments (-1: receiver). */
  argument(state: StateId, index: number, arity: number): StateId;
  /** The value that this value, a function, takes as its index-th parameter. */
  parameter(state: StateId, index: number, count: number): StateId;
  /** The value that this value, a function, takes as the parameter of that name. */
  injected(state: StateId, name: string): StateId;
  decorated(state: StateId, what: "class" | "member" | "parameter" | "with"): StateId;
  /** `this` in a class that extends the value. */
  subclass(state: StateId): StateId;
  /** Both at once. */
  join(a: StateId, b: StateId): StateId;

  effects(state: StateId, arity: number, isNew: boolean): CallEffects;
  /** Whether rows on calling such a value ask how it was made. */
  asksMaker(state: StateId): boolean;
  /** Source kinds of a value in this state and of what is inside it (`path` of Content). */
  sources(state: StateId): readonly { readonly path: readonly Content[]; readonly kind: string }[];
  /** Sink kinds of being assigned to this value (`element.innerHTML = …`). */
  sinks(state: StateId): readonly string[];
  /** The same, with what is inside it. */
  sinkPlaces(state: StateId): readonly { readonly path: readonly Content[]; readonly kind: string }[];
  /** Barrier kinds that a value in this state has by itself. */
  barriers(state: StateId): readonly string[];
  /** What calling the value does (`effectModel`), for a call with `arity` arguments. */
  acts(state: StateId, arity: number): readonly Act[];
  /** Whether a row says that such values are of the type. */
  isA(state: StateId, type: string): boolean;
  /** The packages that set such values up (`redactionModel` rows with a type). */
  makers(state: StateId): readonly Maker[];
  /** Usage kinds of the value itself (`usageModel`: deprecated or replaceable APIs), with the row's note. */
  usages(state: StateId): readonly UsageMark[];
}

/** No effects at all: shared, so that it can be compared by identity. */
export const NO_EFFECTS: CallEffects = { sources: [], sinks: [], barriers: [], summaries: [], guards: [], schemas: [], validations: [], bindings: [], conditions: [], routes: [], records: [], redactions: [] };
