import type { Language, Localized } from '@mingjian/contract/localized';
import type { Audience } from '@mingjian/contract/surveys';

const say = (zh: string, en: string): Localized => ({ zh, en });

/** Two sentences on every slip: who will not see it, and how to use it. Pupils' are for a reader of ten. */
export const slipNotices: Readonly<Record<Audience, Localized>> = {
  student: say(
    '这份问卷不用写名字，老师、同学和学校都看不到你的回答。扫二维码，或者打开网址输入上面的作答码，一个码只能交一次。',
    'You do not write your name, and no teacher, classmate or school sees what you answer. Scan the QR code, or open the address and type the code above; each code can be handed in once.',
  ),
  teacher: say(
    '问卷不记名，系统无法把作答码与答卷联系起来，学校和主管部门看不到任何人的回答。请扫码，或打开网址输入作答码；一码只能提交一次。',
    'The survey is anonymous: the system cannot link a code to an answer, and neither your school nor any authority sees anybody’s answers. Scan, or open the address and type the code; each code can be handed in once.',
  ),
  public: say(
    '问卷不记名，作答码与答卷互不关联，学校看不到您的回答。请扫码，或打开网址输入作答码；一码只能提交一次，约需三分钟。',
    'The survey is anonymous: codes and answers are not linked, and the school does not see what you answer. Scan, or open the address and type the code; each code can be handed in once and it takes about three minutes.',
  ),
};

export const audienceWords: Readonly<Record<Audience, Localized>> = {
  student: say('学生', 'Pupils'),
  teacher: say('教师', 'Teachers'),
  public: say('家长', 'Parents'),
};

export const slipWords = {
  slipTitle: say('教育满意度调查', 'Education satisfaction survey'),
  codeLabel: say('作答码', 'Code'),
  coverHead: [say('对象与班级', 'Who'), say('作答码（张）', 'Slips'), say('已核对', 'Checked')],
  total: say('合计', 'Total'),
  stepsTitle: say('请这样发放', 'How to hand out'),
  steps: [
    say(
      '沿虚线裁开，清点张数，与上表一致后打勾。',
      'Cut along the dashed lines, count, and tick when the number agrees with the table.',
    ),
    say(
      '每个班（或全体教师）的纸条放进一个信封，充分打乱顺序。',
      'Put the slips of each class (or of the teachers) into one envelope and shuffle them well.',
    ),
    say(
      '每人从信封里任抽一张。请不要指定谁拿哪一张。',
      'Everybody draws one slip from the envelope. Do not choose who gets which.',
    ),
    say(
      '不要登记姓名与作答码，也不要拍照、复印或收回纸条。',
      'Keep no list of names and codes; do not photograph, copy or collect the slips.',
    ),
    say(
      '请不要指导或暗示怎样作答。没有人能看到谁答了什么。',
      'Do not tell or hint how to answer. Nobody can see who answered what.',
    ),
    say(
      '缺少、破损的纸条请在“本校发放”页作废并补印；多余的请销毁。',
      'Void and reprint missing or damaged slips on the page “This school”; destroy what is left over.',
    ),
  ],
  coverFoot: say(
    '作答码只在打印时出现，系统不保存明文。请把本信封当作试卷一样保管。',
    'Codes appear only when printed; the system does not keep them in clear. Guard this envelope like an exam paper.',
  ),
  staff: say('全体教师', 'All teachers'),
};

/** A poster asks passers-by, so its words are for adults whatever the survey. */
export const posterWords = {
  invitation: say(
    '请您说说对本地教育的感受，约需三分钟。',
    'Tell us how you find education here. It takes about three minutes.',
  ),
  steps: {
    code: [
      say('用手机扫描二维码', 'Scan the QR code with a phone'),
      say('输入纸条上的作答码', 'Type the code of your slip'),
      say('答完后点“提交”', 'Answer and press “Hand in”'),
    ],
    open: [
      say('用手机扫描二维码', 'Scan the QR code with a phone'),
      say('阅读说明，选择所在县区', 'Read the notice and choose the county'),
      say('答完后点“提交”', 'Answer and press “Hand in”'),
    ],
  },
  promises: [
    say(
      '不记名：不收集姓名、电话、身份证号，不保存网络地址。',
      'Anonymous: no name, phone or ID number is collected, and no network address is kept.',
    ),
    say(
      '自愿参加：可以随时退出；不了解的题可以选“不了解”。',
      'Voluntary: stop at any time, and say “don’t know” where you do not.',
    ),
    say(
      '如有人要求您怎样作答，可在页面下方点“举报诱导作答”。',
      'If somebody tells you how to answer, report it at the foot of the page.',
    ),
  ],
};

export const noticeWords = {
  title: say('致家长的一封信', 'A letter to parents and guardians'),
  greeting: say('尊敬的家长：', 'Dear parent or guardian,'),
  answers: [
    [
      say('会问什么？', 'What is asked?'),
      say(
        '对学校学习生活的感受，十几道选择题，约需五分钟。没有考试题，不影响成绩和评价。',
        'How your child finds school: some dozen questions to tick, about five minutes. It is no exam and changes no mark.',
      ),
    ],
    [
      say('谁能看到孩子的回答？', 'Who sees the answers?'),
      say(
        '没有人能看到某个孩子的回答。问卷不写姓名，作答码随机抽取，系统无法把它和答卷联系起来；只公布很多人合在一起的结果。',
        'Nobody sees what one child answered. No name is asked, codes are drawn at random and cannot be linked to answers; only results of many together are published.',
      ),
    ],
    [
      say('可以不参加吗？', 'Can we decline?'),
      say(
        '可以。参加与否由您和孩子决定，不参加没有任何影响；作答时也可以随时停下。',
        'Yes. You and your child decide; declining has no consequence, and one can stop at any time.',
      ),
    ],
  ] as const,
  reply: {
    title: say(
      '如不同意孩子参加，请告知班主任（无需说明理由）',
      'If you do not agree, tell the class teacher (no reason needed)',
    ),
    body: say(
      '班主任只需不让孩子抽取纸条，不登记、不上报名单。',
      'The teacher simply lets the child draw no slip; no list is kept or reported.',
    ),
  },
};

/** Sizes so that an address of any length stands on its line. */
export function linkPoints(link: string): number {
  return Math.max(5.5, Math.min(9, 330 / link.length));
}

/** All localized texts within, in one language. */
export type Spoken<Words> = Words extends Localized
  ? string
  : Words extends readonly unknown[] | object
    ? { [Key in keyof Words]: Spoken<Words[Key]> }
    : Words;

export function spoken<Words>(words: Words, language: Language): Spoken<Words> {
  if (Array.isArray(words)) return words.map((each) => spoken(each, language)) as Spoken<Words>;
  if (words === null || typeof words !== 'object') return words as Spoken<Words>;
  if ('zh' in words && 'en' in words) {
    // The typeface sets curly quotes as wide as a Chinese character, which tears English words apart.
    const said = language === 'en' ? straightQuotes(String(words.en)) : words.zh;
    return said as Spoken<Words>;
  }
  return Object.fromEntries(
    Object.entries(words).map(([key, value]) => [key, spoken(value as unknown, language)]),
  ) as Spoken<Words>;
}

function straightQuotes(text: string): string {
  return text.replace(/[‘’]/gu, "'").replace(/[“”]/gu, '"');
}
