import type { Channel, MessageKind } from '@mingjian/contract/fieldwork';
import type { Language } from '@mingjian/contract/localized';

/**
 * What a message says. Plain text: nothing in it is fetched when it is read, so nobody learns that it was.
 *
 * @param link with the code in its fragment
 */
export function messageText(
  kind: MessageKind,
  channel: Channel,
  language: Language,
  { title, link, until }: { title: string; link: string; until: string | null },
): { subject: string; text: string } {
  const zh = language !== 'en';
  const subject =
    kind === 'invitation'
      ? zh
        ? `邀请您参加：${title}`
        : `Invitation: ${title}`
      : zh
        ? `提醒：${title}`
        : `Reminder: ${title}`;
  if (channel === 'sms') {
    const text = zh
      ? `【${title}】您被随机抽中，请匿名作答，约三分钟：${link} 每个链接限用一次，已作答请忽略。`
      : `${title}: you were drawn at random. Please answer, anonymously, in three minutes: ${link} One use; ignore if you have answered.`;
    return { subject, text };
  }
  const lines = zh
    ? [
        '您好：',
        '',
        kind === 'invitation'
          ? `您被随机抽中参加“${title}”，约需三分钟。`
          : `您收到过“${title}”的邀请，这个作答码还没有使用。如果您愿意，请打开下面的链接作答。`,
        link,
        '',
        '这个链接只属于您，只能提交一次，请不要转发。',
        '系统知道哪些作答码用过，以便只提醒还没有用的人；但作答码与答卷之间没有联系，没有人能知道您答了什么。',
        ...(until === null ? [] : [`作答截止：${until}。`]),
        '不想参加可以不理会这封邮件。问卷结束后，您的邮箱地址会从系统中删除。',
      ]
    : [
        'Hello,',
        '',
        kind === 'invitation'
          ? `You were drawn at random for “${title}”. It takes about three minutes.`
          : `You were invited to “${title}”, and the code has not been used. If you like, open the link and answer.`,
        link,
        '',
        'The link is yours alone and works once; please do not pass it on.',
        'The system knows which codes were used, so as to remind only the others. Codes and answers are not linked: nobody can know what you answered.',
        ...(until === null ? [] : [`Answers are taken until ${until}.`]),
        'You may ignore this message. Your address is deleted when the survey ends.',
      ];
  return { subject, text: `${lines.join('\n')}\n` };
}
