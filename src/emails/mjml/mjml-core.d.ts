declare module 'mjml-core' {
  namespace mjml {
    /** An element of an MJML document; `content` is the text or HTML of elements such as `mj-text`. */
    interface MjmlNode {
      readonly tagName: string;
      readonly attributes: Readonly<Record<string, string>>;
      readonly children?: readonly MjmlNode[];
      readonly content?: string;
      readonly line: number;
    }
    interface MjmlResult {
      readonly html: string;
      readonly json: MjmlNode;
      readonly errors: readonly {
        readonly line: number;
        readonly message: string;
        readonly tagName: string;
      }[];
    }
  }
  const mjml: {
    default(source: string, options: Readonly<Record<string, unknown>>): Promise<mjml.MjmlResult>;
  };
  export = mjml;
}

declare module 'mjml-preset-core' {
  const preset: unknown;
  export = preset;
}
