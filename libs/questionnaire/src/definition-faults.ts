import type { BothLanguages } from './item';

/** What stops a definition from being published. */
export type DefinitionRule =
  | 'too-large'
  | 'no-question'
  | 'bad-name'
  | 'name-twice'
  | 'unsupported-question'
  | 'no-choices'
  | 'choice-twice'
  | 'item-twice'
  | 'item-without-question'
  | 'question-without-item'
  | 'scored-without-dimension'
  | 'scored-values'
  | 'attention-answer'
  | 'markup'
  | 'script'
  | 'external-address'
  | 'picture-missing'
  | 'picture-type'
  | 'picture-too-large'
  | 'pictures-too-large'
  | 'unknown-reference'
  | 'later-reference'
  | 'logic-cycle'
  | 'never-seen'
  | 'piped-markup';

/** What is worth a second look, and does not stop publication. */
export type DefinitionWarning =
  | 'missing-chinese'
  | 'missing-english'
  | 'few-scored-items'
  | 'many-scored-items'
  | 'no-attention-item'
  | 'no-not-applicable';

export interface DefinitionFinding<Rule extends string> {
  /** Name of the question or item, or the path of the text concerned; empty for the survey as a whole. */
  field: string;
  rule: Rule;
  value?: string;
  message: BothLanguages;
}

const messages: Readonly<Record<DefinitionRule | DefinitionWarning, BothLanguages>> = {
  'too-large': { zh: '问卷内容过大或嵌套过深。', en: 'The questionnaire is too large or nested too deeply.' },
  'no-question': { zh: '问卷中没有题目。', en: 'The questionnaire holds no question.' },
  'bad-name': {
    zh: '题目编号只能用字母、数字、下划线和连字符，以字母开头，不超过 31 个字符。',
    en: 'A question code starts with a letter and holds at most 31 letters, digits, underscores and hyphens.',
  },
  'name-twice': { zh: '题目编号重复。', en: 'The question code is used twice.' },
  'unsupported-question': {
    zh: '这种题型或设置无法在服务器上核对，不能发布。',
    en: 'Answers to this kind of question, or with this setting, cannot be checked, so it cannot be published.',
  },
  'no-choices': { zh: '这道题没有选项。', en: 'The question offers no choices.' },
  'choice-twice': {
    zh: '这道题有两个选项的值相同。',
    en: 'Two choices of the question have the same value.',
  },
  'item-twice': { zh: '题目对应关系重复。', en: 'The item is mapped twice.' },
  'item-without-question': {
    zh: '对应关系中的题目不在问卷里。',
    en: 'The item is mapped, but the questionnaire has no such question.',
  },
  'question-without-item': {
    zh: '这道题没有说明用途（基本信息、计分、期望、注意力或开放题）。',
    en: 'The question has no declared role (demographic, scored, expectation, attention or open).',
  },
  'scored-without-dimension': { zh: '计分题没有所属维度。', en: 'A scored item has no dimension.' },
  'scored-values': {
    zh: '计分题和期望题的选项值必须是 1 至 5，“不适用”为 0。',
    en: 'Scored and expectation items take the values 1 to 5, and 0 for not applicable.',
  },
  'attention-answer': {
    zh: '注意力检测题要求的答案不在选项之中。',
    en: 'The answer that the attention item asks for is not among its choices.',
  },
  markup: { zh: '文字中不能含有 HTML 标记。', en: 'Texts must not contain HTML markup.' },
  script: { zh: '内容中含有脚本。', en: 'The content contains a script.' },
  'external-address': {
    zh: '问卷不能引用外部网址或资源。',
    en: 'A questionnaire must not refer to outside addresses or resources.',
  },
  'picture-missing': {
    zh: '图片选择题的每个选项都要有图片。',
    en: 'Every choice of an image question needs its picture.',
  },
  'picture-type': {
    zh: '图片内容与所称的格式不符，只能用 PNG、JPEG、GIF 或 WebP。',
    en: 'The picture is not what it says it is; only PNG, JPEG, GIF and WebP are taken.',
  },
  'picture-too-large': {
    zh: '图片超过 120 KB，手机打开会很慢。',
    en: 'The picture is larger than 120 KB, which is slow on a phone.',
  },
  'pictures-too-large': {
    zh: '全部图片合计超过 1.2 MB，手机打开会很慢。',
    en: 'All pictures together are larger than 1.2 MB, which is slow on a phone.',
  },
  'unknown-reference': {
    zh: '显示条件或题目文字提到了问卷中没有的题目。',
    en: 'A condition or a text speaks of a question that the questionnaire does not have.',
  },
  'later-reference': {
    zh: '显示条件或题目文字提到了本题或排在后面的题目，那时还没有答案。',
    en: 'A condition or a text speaks of this question or a later one, which has no answer yet.',
  },
  'logic-cycle': {
    zh: '显示条件互相依赖，形成了循环。',
    en: 'The conditions depend on each other in a circle.',
  },
  'never-seen': {
    zh: '这道必答题在任何回答下都不会出现。',
    en: 'This required question can never be seen, whatever is answered.',
  },
  'piped-markup': {
    zh: '带格式的说明文字中不能引用答案。',
    en: 'Answers cannot be put into texts with markup.',
  },
  'missing-chinese': { zh: '缺少中文。', en: 'The Chinese text is missing.' },
  'missing-english': { zh: '缺少英文。', en: 'The English text is missing.' },
  'few-scored-items': {
    zh: '计分题少于 12 道，结果可能不够稳定。',
    en: 'There are fewer than 12 scored items, so indices may be unstable.',
  },
  'many-scored-items': {
    zh: '计分题多于 16 道，答题人可能会疲劳。',
    en: 'There are more than 16 scored items, which may tire people.',
  },
  'no-attention-item': {
    zh: '没有注意力检测题，无法识别随意作答。',
    en: 'There is no attention item, so careless answers are harder to recognise.',
  },
  'no-not-applicable': {
    zh: '计分题没有“不了解/不适用”选项（值为 0）。',
    en: 'The scored item offers no "not applicable" (value 0).',
  },
};

export function finding<Rule extends DefinitionRule | DefinitionWarning>(
  rule: Rule,
  field: string,
  value?: string,
): DefinitionFinding<Rule> {
  const message = messages[rule];
  return value === undefined ? { field, rule, message } : { field, rule, value: value.slice(0, 80), message };
}
