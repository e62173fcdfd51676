/** The part of parse5 that is used here: it comes without types. */
declare module "parse5" {
  export interface DefaultTreeNode {
    readonly nodeName: string;
  }
  export interface DefaultTreeElement extends DefaultTreeNode {
    readonly tagName: string;
    readonly attrs: readonly { readonly name: string; readonly value: string }[];
  }
  export function parse(html: string): unknown;
}
