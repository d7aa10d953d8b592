import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** Any JSON; intrinsic functions are objects with the one member `Ref`, `Condition` or `Fn::…`. */
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };
export type JsonObject = { [name: string]: Json };

export interface Resource {
  readonly Type: string;
  readonly Condition?: string;
  readonly Properties?: JsonObject;
  readonly [attribute: string]: unknown;
}

export interface Template {
  readonly Parameters: Readonly<Record<string, JsonObject>>;
  readonly Mappings: Readonly<Record<string, Record<string, JsonObject>>>;
  readonly Rules: Readonly<Record<string, { RuleCondition: Json; Assertions: JsonObject[] }>>;
  readonly Conditions: Readonly<Record<string, Json>>;
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs: Readonly<Record<string, JsonObject>>;
  readonly [section: string]: unknown;
}

/** What a deployment leaves of a template: no parameters, and only what the conditions chose. */
export interface Deployment extends Pick<Template, 'Resources' | 'Outputs'> {
  readonly conditions: Readonly<Record<string, boolean>>;
}

const file = new URL('../../template.yaml', import.meta.url);
export const source: string = readFileSync(file, 'utf8');

/** CloudFormation's short forms, as the long ones that they stand for. */
const tags = [
  'Ref',
  'Condition',
  'And',
  'Equals',
  'FindInMap',
  'GetAtt',
  'If',
  'Join',
  'Not',
  'Or',
  'Select',
  'Split',
  'Sub',
];
const customTags = tags.flatMap((name) => {
  const long = name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`;
  const tag = `!${name}`;
  const asAttribute = (text: string): Json => (name === 'GetAtt' ? text.split('.') : text);
  return [
    { tag, resolve: (text: string) => ({ [long]: asAttribute(text) }) },
    { tag, collection: 'seq' as const, resolve: (node: { toJSON(): Json }) => ({ [long]: node.toJSON() }) },
  ];
});

export const template: Template = parse(source, { customTags: customTags as never });

/** Where a deployment happens. */
export const pseudo = {
  'AWS::AccountId': '111122223333',
  'AWS::Partition': 'aws',
  'AWS::Region': 'eu-west-1',
  'AWS::StackId': 'arn:aws:cloudformation:eu-west-1:111122223333:stack/codes/1a2b3c4d',
  'AWS::StackName': 'codes',
  'AWS::URLSuffix': 'amazonaws.com',
} as const;

/**
 * Does what CloudFormation does with parameters and conditions, and leaves references to resources as they are.
 *
 * @param parameters Those that differ from their defaults.
 * @param place Where it happens, as far as that differs.
 * @throws when CloudFormation would refuse: an unknown parameter, a value off its pattern, a rule that does not hold.
 */
export function deploy(
  parameters: Readonly<Record<string, string>>,
  place: Readonly<Record<string, string>> = {},
): Deployment {
  const values = new Map<string, string>(Object.entries({ ...pseudo, ...place }));
  for (const [name, definition] of Object.entries(template.Parameters)) {
    const value = parameters[name] ?? definition['Default'];
    if (value === undefined) throw new Error(`${name} has no default and no value`);
    values.set(name, admit(name, String(value), definition));
  }
  for (const name of Object.keys(parameters)) {
    if (!template.Parameters[name]) throw new Error(`the template has no parameter ${name}`);
  }
  const conditions: Record<string, boolean> = {};
  const holds = (name: string): boolean => {
    conditions[name] ??= Boolean(resolve(template.Conditions[name] as Json, values, holds));
    return conditions[name];
  };
  Object.keys(template.Conditions).forEach(holds);
  for (const [name, { RuleCondition, Assertions }] of Object.entries(template.Rules)) {
    const broken = Assertions.find(({ Assert }) => !resolve(Assert as Json, values, holds));
    if (resolve(RuleCondition, values, holds) && broken) {
      throw new Error(`${name}: ${broken['AssertDescription']}`);
    }
  }
  const keep = <T extends object>(section: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(
      Object.entries(section)
        .filter(([, entry]) => !('Condition' in entry) || holds(String(entry.Condition)))
        .map(([name, { Condition: _, ...entry }]: [string, T & { Condition?: unknown }]) => [
          name,
          resolve(entry as Json, values, holds) as T,
        ]),
    );
  return { Resources: keep(template.Resources), Outputs: keep(template.Outputs), conditions };
}

function admit(name: string, value: string, definition: JsonObject): string {
  const { AllowedPattern, AllowedValues, MaxLength, MinValue, MaxValue } = definition;
  const refuse = (): never => {
    throw new Error(`${name} is ${JSON.stringify(value)}; it ${definition['ConstraintDescription']}`);
  };
  if (AllowedPattern && !new RegExp(`^(?:${AllowedPattern})$`).test(value)) refuse();
  if (Array.isArray(AllowedValues) && !AllowedValues.map(String).includes(value)) refuse();
  if (MaxLength !== undefined && value.length > Number(MaxLength)) refuse();
  if (MinValue !== undefined && !(Number(value) >= Number(MinValue))) refuse();
  if (MaxValue !== undefined && !(Number(value) <= Number(MaxValue))) refuse();
  return value;
}

const nothing = Symbol('AWS::NoValue');
type Values = ReadonlyMap<string, string>;
type Holds = (condition: string) => boolean;

function resolve(node: Json, values: Values, holds: Holds): Json {
  const result = evaluate(node, values, holds);
  return result === nothing ? null : (result as Json);
}

function evaluate(node: Json, values: Values, holds: Holds): unknown {
  const inner = (child: Json): unknown => evaluate(child, values, holds);
  if (Array.isArray(node)) return node.map(inner).filter((item) => item !== nothing);
  if (typeof node !== 'object' || node === null) return node;
  const [[name, argument] = ['', null], ...others] = Object.entries(node);
  const list = argument as Json[];
  if (others.length > 0) return evaluateMembers(node, inner);
  switch (name) {
    case 'Ref':
      return argument === 'AWS::NoValue' ? nothing : (values.get(String(argument)) ?? node);
    case 'Condition':
      return typeof argument === 'string' ? holds(argument) : evaluateMembers(node, inner);
    case 'Fn::Equals':
      return inner(list[0] as Json) === inner(list[1] as Json);
    case 'Fn::Not':
      return !inner(list[0] as Json);
    case 'Fn::And':
      return list.every((item) => inner(item));
    case 'Fn::Or':
      return list.some((item) => inner(item));
    case 'Fn::If':
      return inner(list[holds(String(list[0])) ? 1 : 2] as Json);
    case 'Fn::FindInMap': {
      const [map, first, second] = list.map((item) => String(inner(item)));
      const found = template.Mappings[map ?? '']?.[first ?? '']?.[second ?? ''];
      if (found === undefined) throw new Error(`Fn::FindInMap finds nothing at ${map} ${first} ${second}`);
      return found;
    }
    case 'Fn::Join':
      return string((inner(list[1] as Json) as Json[]).map(text).join(String(list[0])));
    case 'Fn::Split':
      return text(inner(list[1] as Json) as Json)
        .split(String(list[0]))
        .map(string);
    case 'Fn::Select': {
      const chosen = (inner(list[1] as Json) as Json[])[Number(list[0])];
      if (chosen === undefined) throw new Error(`Fn::Select cannot find member ${list[0]}`);
      return chosen;
    }
    case 'Fn::Sub':
      return substitute(argument as Json, values, inner);
    default:
      return evaluateMembers(node, inner);
  }
}

const evaluateMembers = (node: JsonObject, inner: (child: Json) => unknown): unknown =>
  Object.fromEntries(
    Object.entries(node)
      .map(([name, child]) => [name, inner(child)] as const)
      .filter(([, child]) => child !== nothing),
  );

function substitute(argument: Json, values: Values, inner: (child: Json) => unknown): Json {
  const [pattern, variables] = (Array.isArray(argument) ? argument : [argument, {}]) as [string, JsonObject];
  const filled = pattern.replace(/\$\{([^!}][^}]*)\}/g, (whole, name: string) => {
    const variable = variables[name];
    return variable === undefined ? (values.get(name) ?? whole) : text(inner(variable) as Json);
  });
  return string(filled);
}

/** A value within a longer string; a reference to a resource becomes the `${…}` that Fn::Sub knows it by. */
function text(value: Json): string {
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) throw new Error('a list cannot be part of a string');
  const { Ref: ref, 'Fn::GetAtt': attribute, 'Fn::Sub': pattern } = value;
  if (ref !== undefined) return `\${${ref}}`;
  if (Array.isArray(attribute)) return `\${${attribute.join('.')}}`;
  return String(pattern);
}

/** A string whose references to resources, if it has any, are still to be filled in; `${!x}` is a literal `${x}`. */
const string = (filled: string): Json => {
  const alone = filled.match(/^\$\{([^!}][^}]*)\}$/)?.[1];
  if (alone?.includes('.')) return { 'Fn::GetAtt': alone.split('.') };
  if (alone) return { Ref: alone };
  return /\$\{[^!]/.test(filled) ? { 'Fn::Sub': filled } : filled.replaceAll('${!', '${');
};

/**
 * The resources that something refers to, by logical id. The SAM transform's own resources are named as SAM lets them be
 * named: `SenderFunction.Alias`, `SenderFunction.Version`.
 */
export function references(node: unknown): Set<string> {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    for (const [name, child] of Object.entries(value)) {
      if (name === 'Ref') found.add(String(child));
      else if (name === 'Fn::GetAtt') found.add((child as string[]).slice(0, -1).join('.'));
      else if (name === 'Fn::Sub') {
        for (const [, name = ''] of String(child).matchAll(/\$\{([^!}]+)\}/g))
          found.add(name.replace(/\.(?!Alias$|Version$).*/, ''));
      } else visit(child);
    }
  };
  visit(node);
  return found;
}

/** A resource's properties, as whatever shape the test knows them to have. */
export function propertiesOf<T = JsonObject>({ Resources }: Pick<Template, 'Resources'>, id: string): T {
  const resource = Resources[id];
  if (!resource) throw new Error(`there is no resource ${id}`);
  return resource.Properties as T;
}

export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: Json;
  readonly Action: string | string[];
  readonly Resource?: Json;
  readonly Condition?: Readonly<Record<string, JsonObject>>;
}

/** One value or several, as IAM takes them. */
export const listOf = <T>(value: T | readonly T[]): readonly T[] =>
  Array.isArray(value) ? value : [value as T];
