/**
 * Limits of the frontend. All are deterministic (never time), and hitting one is recorded as a problem of the module.
 *
 * What is *not* limited, because it is walked in a loop and not by recursion: the left spine of member, call and
 * operator chains, `else if` chains, and the right spine of conditional expressions.
 */

/**
 * How many statements, expressions, types and patterns may be open inside each other. The deepest nesting in 26,000
 * files of real code (applications and published packages, minified ones too) is 57. A level costs up to a kilobyte of
 * stack before the code is compiled, and Node's default is a megabyte, of which the linter has used a part: with 300
 * levels a third of it is enough.
 */
export const MAX_NESTING = 300;

/**
 * What a function, class or namespace adds to the nesting on top of its own expression: its lowering holds about this
 * many times the stack of a plain expression.
 */
export const SCOPE_NESTING = 3;
