import { defineTexts } from '../language';

export const useOpenLinkTexts = defineTexts(
  'openLink',
  {
    title: '开放链接',
    about:
      '没有作答码的人也可以扫码回答。谁来作答无从得知，所以这些回答不是样本：在结果和报告中单独列出，没有置信区间，也不计入任何估计。手机要先做“防机器提交”核对；同样匿名。',
    switch: '允许没有作答码的人回答',
    untilOpen: '请在开放作答前决定：开放后，签名公钥的清单已经公布，不能再改。',
    saved: '开放链接设置已保存。',
    fixedOn: '已启用开放链接。',
    fixedOff: '没有启用开放链接；开放作答以后不能再启用。',
    link: '链接：',
    poster: '开放链接海报 {{paper}}',
  },
  {
    title: 'Open link',
    about:
      'People without a code may answer too. Nobody knows who comes, so these answers are no sample: results and reports show them apart, without intervals, and no estimate counts them. The phone first passes a check against machines; the answers are as anonymous as any.',
    switch: 'Let people without a code answer',
    untilOpen: 'Decide before the survey opens: then the list of signing keys is public and cannot change.',
    saved: 'Open link saved.',
    fixedOn: 'The open link is on.',
    fixedOff: 'There is no open link; it cannot be switched on once the survey has opened.',
    link: 'Link:',
    poster: 'Open link poster {{paper}}',
  },
);
