/** What the engine has to ask of names and kinds. The policies answer. */

/** What the engine has to know of the kinds that models and policies use. */
export interface Vocabulary {
  readonly barriers: readonly string[];
  /** Source kinds whose every property is such a source, too. */
  readonly deepSources: ReadonlySet<string>;
  /** Sink kinds for which a value anywhere inside the argument counts. */
  readonly deepSinks: ReadonlySet<string>;
  /** Sink kinds for which the text of an error counts that an unknown call may have thrown because of a value. */
  readonly thrownSinks: ReadonlySet<string>;
  /** Characters that what is safe in a way (a barrier kind) does not hold: what was put together without them is. */
  readonly characters: ReadonlyMap<string, string>;
  /**
   * The source kind that a name suggests (`password`); `null`: none. `owner`: the name of what it is read from (`id` of `user`),
   * or of the type that declares it; `null`: there is none.
   */
  nameKind(name: string, owner: string | null): string | null;
  /** What a function of that name is called for (`password` of `getPassword`); `null`: the name does not say. */
  nameOfResult(name: string): string | null;
  /** Sink kind → which kind of source a constant text is by what it says, where it arrives at such a sink (`now()` in an SQL text); `null`: none. */
  readonly textKinds: ReadonlyMap<string, (text: string) => string | null>;
  /** Source kinds whose values, where a name suggests them, may be objects (a date). */
  readonly objectKinds: ReadonlySet<string>;
  /** Properties of which a value's being read is a sink for the value (not for what lies in it): name → sink kind. */
  readonly readSinks: ReadonlyMap<string, string>;
  /** The same of a value that an assertion gave a type which proves something (a barrier kind): name → sink kind. */
  readonly assertedReads: ReadonlyMap<string, { readonly sink: string; readonly as: string }>;
  /** What questions have which effect. */
  readonly questions: ReadonlyMap<string, Questions>;
  /** Source kinds: what says where the program runs. */
  readonly settings: ReadonlySet<string>;
  /** Whether a thing of that name is an object that holds secrets (`credentials`), not a text. */
  isCollective(name: string): boolean;
}

/** What having asked so is worth: an effect. */
export interface Questions {
  /** Source kinds: who sends something equal knows the secret. */
  readonly secrets: ReadonlySet<string>;
  /** Source kinds: what is looked up by them, and found, stands for the caller. `named credential`: what a name suggests to be one. */
  readonly credentials: ReadonlySet<string>;
  /** Source kinds: what the caller says, which is no secret by being named like one. */
  readonly claims: ReadonlySet<string>;
  /** Source kinds: who the caller is. */
  readonly callers: ReadonlySet<string>;
  /** Whether a name (of a member that a fork tests) says what someone may: a role. */
  isRight(name: string): boolean;
  /** Whether a text, a name or a number (a status) says that the caller is refused for who he is, or is not. */
  refuses(said: string | number): boolean;
}
