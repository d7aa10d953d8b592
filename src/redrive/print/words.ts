import { wrap } from '../../terminal/wrap.ts';
import type { Look } from '../../undelivered/look.ts';
import type { Choice } from '../choose.ts';

export const countOf = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** The choice as it is typed. */
export const optionsOf = ({ reason, trigger }: Choice): string[] => [
  ...(reason === undefined ? [] : ['--reason', reason]),
  ...(trigger === undefined ? [] : ['--trigger', trigger]),
];

export const onlyPart = 'The queue holds more than was looked at: run it again afterwards.';

/** What keeps a look from being the whole truth, broken into lines. */
export const warningsOf = (look: Pick<Look, 'strangers' | 'depth' | 'whole'>, columns: number): string[] =>
  warningsOn(look).flatMap((warning) => wrap(warning, columns));

const warningsOn = ({ strangers, depth, whole }: Pick<Look, 'strangers' | 'depth' | 'whole'>): string[] => [
  ...(strangers.length > 0
    ? [
        `${countOf(strangers.length, 'message')} in the queue ${strangers.length === 1 ? 'is' : 'are'} no record of an event, and left alone: look at what else writes to it.`,
      ]
    : []),
  ...(depth.hidden > 0
    ? [
        `${countOf(depth.hidden, 'message')} more ${depth.hidden === 1 ? 'is' : 'are'} hidden at the moment: a redrive is at work, or was cut off minutes ago, or somebody else is looking.`,
      ]
    : []),
  ...(whole ? [] : [onlyPart]),
  ...(depth.movesAway
    ? [
        'This queue has a RedrivePolicy: SQS moves a message to another queue once it was received so many times, and each look counts.',
      ]
    : []),
];
