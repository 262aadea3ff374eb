import type { Localized } from '@mingjian/contract/localized';
import type { AnswerFault } from '@mingjian/questionnaire';
import { answerFaultMessage } from '@mingjian/questionnaire';
import { Problem, type LocalizedFault } from '../platform';

/** What respondents are told, politely and without jargon; the page goes by the codes. */
export const responseProblems = {
  noSurvey: () =>
    new Problem(404, 'survey-not-found', {
      zh: '没有这份问卷，请检查二维码或链接是否完整。',
      en: 'There is no such survey; please check that the link or QR code is complete.',
    }),
  notOpen: () =>
    new Problem(409, 'survey-not-open', {
      zh: '问卷还没有开放作答，请过些时候再来。',
      en: 'The survey is not open yet; please come back later.',
    }),
  paused: () =>
    new Problem(409, 'survey-not-open', {
      zh: '问卷暂停作答，请过些时候再来；已填写的内容保留在您的手机上。',
      en: 'The survey is paused; please come back later. What you have filled in stays on your phone.',
    }),
  closed: () =>
    new Problem(409, 'survey-closed', {
      zh: '问卷已经结束作答，感谢您的关心。',
      en: 'The survey has closed. Thank you for your interest.',
    }),
  unknownCode: () =>
    new Problem(404, 'code-unknown', {
      zh: '没有这个作答码，请对照纸条再核对一遍（作答码中没有数字 0、1，也没有字母 O、I、L）。',
      en: 'There is no such code; please compare it with your slip (codes hold no 0, 1, O, I or L).',
    }),
  foreignCode: () =>
    new Problem(409, 'code-foreign', {
      zh: '这个作答码属于另一份问卷，请扫描同一张纸条上的二维码。',
      en: 'This code belongs to another survey; please use the QR code on the same slip.',
    }),
  noOpenLink: () =>
    new Problem(404, 'no-open-link', {
      zh: '这份问卷在该县（市、区）需要作答码，请使用您收到的纸条。',
      en: 'In this county the survey needs a code; please use the slip you were given.',
    }),
  openLinkFull: (said: Localized) =>
    new Problem(
      409,
      'open-link-full',
      inOwnWords(said, {
        zh: '本县（市、区）的问卷已收集足够，不再需要新的回答。谢谢您的关心！',
        en: 'We have collected enough answers in this county and need no more. Thank you for your interest!',
      }),
    ),
  openLinkStopped: (said: Localized) =>
    new Problem(
      409,
      'open-link-stopped',
      inOwnWords(said, {
        zh: '不用作答码的回答现在停止接收。谢谢您的关心！',
        en: 'Answers without a code are no longer taken. Thank you for your interest!',
      }),
    ),
  unsolved: () =>
    new Problem(400, 'challenge-unsolved', {
      zh: '没有通过“防机器提交”核对，或核对已经过期（20 分钟）。请再试一次，已填写的内容不会丢失。',
      en: 'The check against machines did not pass or has expired (20 minutes). Please try again; nothing you filled in is lost.',
    }),
  usedSolution: () =>
    new Problem(409, 'challenge-used', {
      zh: '这次“防机器提交”核对已经用过了，请再试一次。',
      en: 'This check against machines has been used; please try again.',
    }),
  usedCode: () =>
    new Problem(409, 'code-used', {
      zh: '这个作答码已经用过了，每个作答码只能提交一次。',
      en: 'This code has been used; each code can answer once.',
    }),
  otherKey: () =>
    new Problem(409, 'key-changed', {
      zh: '作答凭证的签名公钥与作答码不符，请刷新页面后重试。',
      en: 'The key does not belong to this code; please reload the page and try again.',
    }),
  badCredential: () =>
    new Problem(400, 'bad-credential', {
      zh: '作答凭证无效，答卷没有被接受。请在开始作答的那部手机上、从纸条上的二维码重新打开。',
      en: 'The credential is not valid, so nothing was accepted. Please open the QR code on your slip again, on the phone on which you began.',
    }),
  badSeal: () =>
    new Problem(400, 'bad-seal', {
      zh: '这份加密的答卷无法打开，没有被接受。请确认设备打开的是这次调查的链接。',
      en: 'The sealed answers cannot be opened, so nothing was accepted. Please check that the device is on the link of this survey.',
    }),
  alreadyAnswered: () =>
    new Problem(409, 'already-answered', {
      zh: '这份答卷已经提交过，内容不同的第二次提交没有被接受。',
      en: 'This answer was handed in before; a second one with other content is not accepted.',
    }),
  otherVersion: () =>
    new Problem(409, 'version-changed', {
      zh: '问卷已经更新，请刷新页面后重新作答。',
      en: 'The survey has been updated; please reload the page and answer again.',
    }),
  busy: () =>
    new Problem(
      503,
      'busy',
      {
        zh: '现在提交的人很多，您的答卷还在手机上，请稍后再提交。',
        en: 'Many people are sending at this moment; your answers are still on your phone, please send again in a little while.',
      },
      [],
      3,
    ),
  tooManyCodes: (seconds: number) =>
    new Problem(
      429,
      'too-many-codes',
      {
        zh: '此网络连续输错作答码的次数过多，请稍后再试。',
        en: 'Too many wrong codes from this network; please try again later.',
      },
      [],
      seconds,
    ),
  tooManyOpen: (seconds: number) =>
    new Problem(
      429,
      'too-many-open',
      {
        zh: '此网络上不用作答码作答的人数过多，请稍后再试。',
        en: 'Too many people on this network are answering without a code; please try again later.',
      },
      [],
      seconds,
    ),
  tooManyReports: (seconds: number) =>
    new Problem(
      429,
      'too-many-reports',
      {
        zh: '此网络提交的举报过多，请稍后再试。',
        en: 'Too many reports from this network; please try again later.',
      },
      [],
      seconds,
    ),
} as const;

/** What the agency wrote; where it wrote in one language alone, the usual words stand in the other. */
function inOwnWords(said: Localized, usual: Localized): Localized {
  return { zh: said.zh || usual.zh, en: said.en || usual.en };
}

/** Answers that break the published version: one fault an item, free text never repeated. */
export function invalidAnswers(faults: readonly AnswerFault[]): Problem {
  return refused(faults.map((fault) => ({ ...fault, message: answerFaultMessage(fault.rule) })));
}

/** Times that belong to no question of the version. */
export function strangeDurations(names: readonly string[]): Problem {
  return refused(
    names.map((name) => ({
      field: name,
      rule: 'unknown-question',
      message: answerFaultMessage('unknown-question'),
    })),
  );
}

function refused(faults: readonly LocalizedFault[]): Problem {
  return new Problem(
    400,
    'invalid-answers',
    {
      zh: '有的回答不符合题目要求，没有提交。请按提示修改后再提交。',
      en: 'Some answers do not fit their questions, so nothing was handed in. Please mend them and send again.',
    },
    faults.slice(0, 50),
  );
}
