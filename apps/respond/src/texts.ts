import type { Language, Localized } from '@mingjian/contract/localized';
import type { Audience } from '@mingjian/contract/surveys';

const zh = {
  brand: '教育满意度调查',
  otherLanguage: 'English',
  otherLanguageLabel: 'Read this page in English',
  opening: '正在打开…',
  length: (minutes: number, questions: number) => `大约 ${minutes} 分钟，共 ${questions} 题`,
  noticeTitle: '答题前请先看一看',
  notice: {
    anonymous: ['匿名作答', '不保存姓名、电话、设备号和网络地址，作答码与答案分开存放。'],
    seen: ['谁会看到', '调查机构做统计，学校、老师和政府部门只看到汇总结果。'],
    final: ['提交后不能撤回', '没有人能找到哪一份是您的，所以不能修改或撤回。'],
    free: ['自愿参加', '可以不参加，也可以中途停下，没有任何影响。'],
    guardian: ['请先告诉家长', '请先让家长或监护人知道并同意。可以不参加，也可以随时停下，不影响成绩。'],
  },
  start: '同意并开始答题',
  pupilStart: '家长同意了，开始答题',
  goOn: '继续答题',
  largeText: '大字',
  oneByOne: '一次看一题',
  asList: '看题目列表',
  readAloud: '朗读',
  readAloudStop: '停止朗读',
  noVoice: '这台设备没有中文语音',
  skip: '跳过',
  checking: '正在核对…',
  coachingLink: '有人要求您怎么回答？点这里举报',
  codeTitle: '请输入作答码',
  codeHelp: '作答码印在您收到的纸条上。字母不分大小写，空格和横线可以不输；没有数字 0、1 和字母 O、I、L。',
  codeLabel: '作答码',
  codeMissing: '请先输入作答码。',
  codeContinue: '确定',
  withoutCode: '没有作答码？不用作答码回答',
  countyTitle: '您在哪个县（市、区）？',
  countyText:
    '不用作答码的回答单独统计，不与抽样调查的结果混在一起。选好后，手机需要几秒钟做“防机器提交”核对。',
  withCode: '我有作答码',
  enoughTitle: '谢谢您，已经收集足够',
  sentElsewhere: '这份回答已经在这个浏览器的另一个页面提交，没有再提交一次。',
  unfinishedTitle: '这部手机上有一份没答完的回答',
  unfinishedText: '如果是您答的，请继续；如果是另一位家人答的，请重新开始，那一份会被删除。',
  startAnew: '重新开始',
  answeredHere: '这个浏览器已经提交过一份不用作答码的回答。每人请只答一次；如果是另一位家人，请继续。',
  solving: '正在核对，请稍候…',
  back: '返回',
  previous: '上一题',
  previousPage: '上一页',
  next: '下一题',
  nextPage: '下一页',
  send: '提交',
  sendHint: '提交后不能修改或撤回。',
  progress: (page: number, pages: number) => `第 ${page} 部分，共 ${pages} 部分`,
  allOf: (questions: number) => `共 ${questions} 题`,
  pupilProgress: (page: number, pages: number) => `第 ${page} 题，共 ${pages} 题`,
  unanswered: (count: number) => `这一页还有 ${count} 道题没有回答。`,
  unansweredOne: '这道题还没有回答。',
  kept: '没写完的答案只保存在这部手机上。',
  keptNowhere: '这个浏览器不能保存答案，请不要关闭此页面。',
  sending: '正在提交…',
  sentTitle: '已提交',
  sentText: '谢谢您！您的答案已经安全送达。',
  sentAfter: '这部手机上已不再保存您的答案。现在可以关闭此页面。',
  elsewhereTitle: '已在另一个页面提交',
  elsewhereText:
    '这份问卷刚刚从这部手机上的另一个页面提交了。一人只算一份，这个页面上的内容没有提交。不需要再做什么，可以关闭此页面。',
  unsentTitle: '还没有提交',
  unsentKept: '答案已保存在这部手机上。',
  unsentOpen: '答案还在此页面上，请不要关闭此页面。',
  unsentWhy:
    '网络没有连通，或者服务器正忙。连通后会自动提交，只会提交一次。您也可以先关闭页面，之后再用同一个链接打开。',
  unsentOpenWhy: '网络没有连通，或者服务器正忙。请保持页面打开，连通后会自动提交，只会提交一次。',
  nextPupil: '下一位同学',
  sharedAfter: '这台设备上没有留下你的答案。请点“下一位同学”，再把设备交还。',
  sharedDevice: (waiting: number) =>
    waiting === 0
      ? '课堂作答：这台设备大家轮流使用，提交后不会留下答案。'
      : `课堂作答：有 ${waiting} 份答案已加密，等待网络。这里没有人能看到内容。`,
  sealedKept: '答案已加密保存在这台设备上，在这里谁也看不到。',
  sealedWhy: '网络连通后会自动提交，只会提交一次。请点“下一位同学”，再把设备交还。',
  retry: '再试一次',
  retrying: '正在再试…',
  earlierUnsent: '这部手机上有一份答案还没有提交，正在后台自动提交。',
  unreachableTitle: '暂时打不开问卷',
  unreachableText: '请检查网络，以及手机的日期和时间是否正确，然后再试一次。',
  refusedTitle: '现在不能答题',
  notAcceptedTitle: '没有提交成功',
  noSurveyTitle: '链接不完整',
  noSurveyText: '请重新扫描二维码，或向发放问卷的人要一个完整的链接。',
  closedTitle: '调查已经结束',
  closedText: '谢谢您的关心，这次调查不再接收答案。',
  notOpenTitle: '调查还没有开始',
  notOpenText: '请在通知的时间再打开这个链接。',
  whatNow: '接下来可以这样做',
  nextSteps: {
    code: '请对照纸条上的作答码再输一次。',
    used: '如果您没有答过题，请向发放纸条的人换一张。',
    foreign: '请扫描印有这个作答码的纸条上的二维码。',
    answered: '您的答案之前已经收到，不需要再做什么。',
    closed: '这次调查不再接收答案，不需要再做什么。',
    notOpen: '请在通知的时间再打开这个链接。',
    version: '请重新打开问卷，您已经填写的答案会保留。',
    answers: '请返回问卷，检查提示的题目后再提交。您的答案还在这部手机上。',
    room: '请举手告诉老师。老师准备好以后，再点“再试一次”。',
    enough: '如果您收到过纸条，请用上面的作答码回答。',
    distrust: '请不要继续，并告诉发放问卷的人或拨打当地教育督导电话。',
    later: '请稍后再试。如果还是不行，请告诉发放问卷的人。',
  },
  distrustTitle: '签名公钥与公布的不一致',
  distrustText: '服务器给出的签名公钥与公布的清单不一致，可能会使您的答案被辨认出来。什么都没有发送。',
  otherCode: '换一个作答码',
  reopen: '重新打开问卷',
  toAnswers: '返回问卷',
  coachingTitle: '举报诱导作答',
  coachingText:
    '如果有人要求、暗示您应该怎么回答，或看着您作答，请写下来。举报是匿名的，不记录您的作答码，也不影响您的答案。',
  coachingLabel: '发生了什么？',
  coachingHint: '可以写学校、时间和经过，请不要写自己的姓名。',
  coachingSend: '提交举报',
  coachingEmpty: '请先写下发生了什么。',
  coachingSent: '举报已提交，谢谢您。',
  coachingUnsent: '还没有提交：网络没有连通。您写的内容还在这里，请稍后再试。',
};

export type Texts = typeof zh;

const en: Texts = {
  brand: 'Education survey',
  otherLanguage: '中文',
  otherLanguageLabel: '用中文阅读此页',
  opening: 'Opening…',
  length: (minutes, questions) =>
    `About ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}, ${questions} questions`,
  noticeTitle: 'Before you start',
  notice: {
    anonymous: [
      'Anonymous',
      'No name, phone number, device or network address is kept. The code is stored apart from the answers.',
    ],
    seen: [
      'Who sees what',
      'The survey agency does the statistics. Schools, teachers and government see totals only.',
    ],
    final: [
      'Sent is final',
      'Nobody can tell which answers are yours, so they cannot be changed or withdrawn.',
    ],
    free: ['Your choice', 'You need not take part and may stop at any time, without any consequence.'],
    guardian: [
      'Tell your parents first',
      'Let your parent or guardian know and agree. You need not take part and may stop at any time; it does not affect your marks.',
    ],
  },
  start: 'Agree and start',
  pupilStart: 'My parents agree: start',
  goOn: 'Go on answering',
  largeText: 'Larger',
  oneByOne: 'One at a time',
  asList: 'Show as a list',
  readAloud: 'Read aloud',
  readAloudStop: 'Stop reading',
  noVoice: 'This device has no English voice',
  skip: 'Skip',
  checking: 'Checking…',
  coachingLink: 'Did someone tell you what to answer? Report it',
  codeTitle: 'Enter your code',
  codeHelp:
    'The code is on the slip you were given. Capitals, spaces and dashes do not matter; it has no 0 or 1 and no O, I or L.',
  codeLabel: 'Code',
  codeMissing: 'Please enter the code first.',
  codeContinue: 'Continue',
  withoutCode: 'No code? Answer without one',
  countyTitle: 'Which county are you in?',
  countyText:
    'Answers without a code are counted apart from the sample survey. After you choose, your phone works for a few seconds on a check against machines.',
  withCode: 'I have a code',
  enoughTitle: 'Thank you, we have enough answers',
  sentElsewhere: 'These answers were sent from another page of this browser and were not sent again.',
  unfinishedTitle: 'There are unfinished answers on this phone',
  unfinishedText: 'If they are yours, go on. If they are another person’s, start anew; they will be deleted.',
  startAnew: 'Start anew',
  answeredHere:
    'This browser has already sent answers without a code. Please answer once only; if you are another person, go on.',
  solving: 'Checking, please wait…',
  back: 'Back',
  previous: 'Back',
  previousPage: 'Back',
  next: 'Next',
  nextPage: 'Next',
  send: 'Send',
  sendHint: 'Once sent, answers cannot be changed or withdrawn.',
  progress: (page, pages) => `Part ${page} of ${pages}`,
  allOf: (questions) => `${questions} questions`,
  pupilProgress: (page, pages) => `Question ${page} of ${pages}`,
  unanswered: (count) => `${count} questions on this page are not answered yet.`,
  unansweredOne: 'This question is not answered yet.',
  kept: 'Unfinished answers are kept on this phone only.',
  keptNowhere: 'This browser cannot keep answers. Please do not close this page.',
  sending: 'Sending…',
  sentTitle: 'Sent',
  sentText: 'Thank you! Your answers have arrived safely.',
  sentAfter: 'This phone no longer holds your answers. You can close this page now.',
  elsewhereTitle: 'Handed in from another page',
  elsewhereText:
    'Another page on this phone has just handed in the same questionnaire. One person counts once, so what is on this page was not sent. There is nothing more to do; you may close this page.',
  unsentTitle: 'Not sent yet',
  unsentKept: 'Your answers are kept on this phone.',
  unsentOpen: 'Your answers are still on this page. Please do not close it.',
  unsentWhy:
    'There is no connection, or the server is busy. They will be sent by themselves, once only, when the connection is back. You may also close the page and open the same link later.',
  unsentOpenWhy:
    'There is no connection, or the server is busy. Keep the page open: they will be sent by themselves, once only, when the connection is back.',
  nextPupil: 'Next pupil',
  sharedAfter: 'Nothing of your answers is left on this device. Press “Next pupil” and hand the device back.',
  sharedDevice: (waiting) =>
    waiting === 0
      ? 'Class session: this device is shared. Nothing of your answers stays on it once they are sent.'
      : `Class session: ${waiting} sealed ${waiting === 1 ? 'answer waits' : 'answers wait'} for the network. Nobody can read them here.`,
  sealedKept: 'Your answers are sealed on this device. Nobody can read them here.',
  sealedWhy: 'They will be sent by themselves, once only. Press “Next pupil” and hand the device back.',
  retry: 'Try again',
  retrying: 'Trying again…',
  earlierUnsent: 'Answers kept on this phone have not been sent yet. They are being sent in the background.',
  unreachableTitle: 'The questionnaire cannot be opened now',
  unreachableText:
    'Please check your connection, and that the phone’s date and time are right, and try again.',
  refusedTitle: 'You cannot answer now',
  notAcceptedTitle: 'Your answers were not accepted',
  noSurveyTitle: 'The link is incomplete',
  noSurveyText: 'Please scan the QR code again, or ask whoever gave it to you for the full link.',
  closedTitle: 'The survey is over',
  closedText: 'Thank you for your interest. Answers are no longer accepted.',
  notOpenTitle: 'The survey has not started yet',
  notOpenText: 'Please open this link again at the time you were told.',
  whatNow: 'What you can do',
  nextSteps: {
    code: 'Please compare the code with your slip and enter it again.',
    used: 'If you have not answered, ask whoever gave you the slip for another one.',
    foreign: 'Please scan the QR code on the slip that this code is printed on.',
    answered: 'Your answers had arrived before; there is nothing more to do.',
    closed: 'Answers are no longer accepted; there is nothing more to do.',
    notOpen: 'Please open this link again at the time you were told.',
    version: 'Please open the questionnaire again; what you have filled in is kept.',
    answers:
      'Please go back to the questions, check those named and send again. Your answers are still on this phone.',
    room: 'Please raise your hand and tell the teacher. When the teacher is ready, press “Try again”.',
    enough: 'If you were given a slip, please answer with its code.',
    distrust: 'Please do not go on, and tell whoever gave you the questionnaire or the education inspectors.',
    later: 'Please try again later. If it still fails, tell whoever gave you the questionnaire.',
  },
  distrustTitle: 'The key is not the published one',
  distrustText:
    'The key that the server gave does not match the published list and could mark your answers as yours. Nothing has been sent.',
  otherCode: 'Use another code',
  reopen: 'Open it again',
  toAnswers: 'Back to the questions',
  coachingTitle: 'Report coaching',
  coachingText:
    'If someone told or hinted to you what to answer, or watched you answering, please write it down. The report is anonymous: it holds no code and does not touch your answers.',
  coachingLabel: 'What happened?',
  coachingHint: 'You may name the school, the time and what happened. Please do not write your own name.',
  coachingSend: 'Send the report',
  coachingEmpty: 'Please write what happened first.',
  coachingSent: 'The report has been sent. Thank you.',
  coachingUnsent:
    'Not sent yet: there is no connection. What you wrote is still here; please try again later.',
};

/** The page's words. Pupils are addressed as 你, everybody else as 您. */
export function textsFor(language: Language, audience: Audience | null): Texts {
  if (language === 'en') return en;
  return audience === 'student' ? (addressedToPupils(zh) as Texts) : zh;
}

function addressedToPupils(part: unknown): unknown {
  if (typeof part === 'string') return part.replace(/您/g, '你');
  if (Array.isArray(part)) return part.map(addressedToPupils);
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, addressedToPupils(value)]));
}

/** The text in the reader's language; an untranslated one stays Chinese. */
export function inLanguage(text: Localized, language: Language): string {
  return language === 'en' && text.en !== '' ? text.en : text.zh;
}
