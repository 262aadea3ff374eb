import {
  countCharacters,
  SELF_EVALUATION_LIMIT,
  type SelfEvaluationParts,
} from '@mingjian/contract/evaluation';
import type { LocalizedFault } from '../platform';

/** What a clerk saves or files as 自评报告. */
export interface SelfEvaluationInput {
  parts: SelfEvaluationParts;
  publicityUrl: string;
  publicityFrom: string | null;
  publicityTo: string | null;
  signedBy: string;
}

/** The plan wants a week on the county's portal before filing. */
const PUBLICITY_DAYS = 7;
const DAY = 86_400_000;

/** The limit holds for every save, so that nobody finds out on the last day. */
export function lengthFaults({ parts }: SelfEvaluationInput): LocalizedFault[] {
  const characters = Object.values(parts).reduce((total, part) => total + countCharacters(part), 0);
  if (characters <= SELF_EVALUATION_LIMIT) return [];
  return [
    {
      field: 'parts',
      value: String(characters),
      rule: 'at-most-5000-characters',
      message: {
        zh: `五个部分合计 ${characters} 字，超过 ${SELF_EVALUATION_LIMIT} 字（空白不计）。`,
        en: `The five parts have ${characters} characters together, more than ${SELF_EVALUATION_LIMIT} (white space not counted).`,
      },
    },
  ];
}

/**
 * What stands against filing: an empty part, no address or not seven full days of publicity before today, no sign-off.
 * @param today Asia/Shanghai calendar day, YYYY-MM-DD
 */
export function filingFaults(input: SelfEvaluationInput, today: string): LocalizedFault[] {
  const faults = lengthFaults(input);
  for (const [part, text] of Object.entries(input.parts))
    if (text.trim() === '')
      faults.push(missing(`parts.${part}`, { zh: '五个部分都要填写。', en: 'All five parts are needed.' }));
  if (input.publicityUrl === '')
    faults.push(
      missing('publicityUrl', {
        zh: '请填写门户网站公示的网址。',
        en: 'The address of the publication on the portal is needed.',
      }),
    );
  if (input.signedBy.trim() === '')
    faults.push(
      missing('signedBy', {
        zh: '请填写对真实性、准确性负责的签署人。',
        en: 'The name of who answers for truth and accuracy is needed.',
      }),
    );
  const { publicityFrom: from, publicityTo: to } = input;
  const days = from === null || to === null ? 0 : (Date.parse(to) - Date.parse(from)) / DAY + 1;
  if (days < PUBLICITY_DAYS || to === null || to >= today)
    faults.push({
      field: 'publicityTo',
      value: `${from ?? ''} – ${to ?? ''}`,
      rule: 'seven-full-days',
      message: {
        zh: `公示须满 ${PUBLICITY_DAYS} 天，期满后方可报送。`,
        en: `Publication has to last ${PUBLICITY_DAYS} full days and to be over before filing.`,
      },
    });
  return faults;
}

function missing(field: string, message: LocalizedFault['message']): LocalizedFault {
  return { field, rule: 'required', message };
}
