/** What stands where something was taken out. */
const GONE = '〔隐去〕';
const surnames =
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安乐傅皮卞齐康伍余元卜顾孟平黄穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫经房裘缪干解宗丁宣邓郁单杭洪包诸左石崔吉龚程嵇邢滑裴陆荣翁荀羊惠甄曲家封芮羿储靳段富巫乌焦巴弓牧山谷车侯宓蓬郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰鄂索咸籍赖卓蔺屠蒙池乔阴胥苍双闻莘党翟谭贡劳姬申扶堵冉宰郦雍桑桂濮牛寿边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹艾鱼容古易慎戈廖庾终暨居衡步耿弘匡国文寇广禄阙东欧';
const titles = '老师|校长|主任|书记|园长|班主任|教导|局长|同学|师傅|医生|科长|组长';

/**
 * Taken out by their form, on text whose full-width digits and letters are plain: addresses of the web and of mail, accounts
 * of QQ and WeChat, identity and telephone numbers, names before a title or after the word for it, schools.
 */
const patterns: readonly RegExp[] = [
  /(?:https?:\/\/|www\.)[^\s，。；！？、〔〕]+/giu,
  /[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)+/giu,
  /(?:微信|vx|wx|wechat|weixin|薇信|威信|QQ|扣扣)(?:号|号码|群)?\s*(?:是|为|:|：)?\s*[a-z0-9_-]{5,20}/giu,
  /(?<![a-z0-9])\d{6}\s?(?:18|19|20)\d{2}\s?\d{4}\s?\d{3}[\dx](?![a-z0-9])/giu,
  /(?:\+?86[\s-]?)?1[3-9](?:[\s\-—.·]?\d){9}(?!\d)/gu,
  /(?:0\d{2,3}[\s-]?)?[2-8]\d{6,7}(?!\d)/gu,
  /\d(?:[\s\-—.·]?\d){5,}/gu,
  new RegExp(`(?:[${surnames}]|欧阳|司马|上官|诸葛)\\p{Script=Han}{0,2}?(?=(?:${titles}))`, 'gu'),
  new RegExp(
    `(?<=(?:${titles})(?:是|叫|姓名|:|：)?)[${surnames}]\\p{Script=Han}{1,2}(?![\\p{Script=Han}])`,
    'gu',
  ),
  /(?<=(?:我叫|我是|名叫|姓名(?:是|:|：)?))\p{Script=Han}{2,4}(?=[，。,.！\s]|$)/gu,
  /\b(?:Mr|Mrs|Ms|Miss|Dr|Teacher|Principal|Headmaster)\.?\s+[A-Z]\p{L}+(?:\s[A-Z]\p{L}+)?/gu,
  /[\p{Script=Han}\d]{1,12}(?:幼儿园|小学|初中|中学|高中|一中|二中|三中|职高|职教中心|学校)(?=[\p{Script=Han}]|[^\p{Script=Han}]|$)/gu,
];

/** Words that look like a school's name and are none. */
const commonSchools =
  /^(?:(?:的|了|在|让|把|给|对|和|与|到|去|于|是|有|我|你|他|们|这|那|本|全|各|每|所|个|些|多|少|新|老|大|小|好|公办|民办|乡村|农村|村里|城里|镇上|县里|县城|普惠|家门口|孩子|希望|建议|增加|减少|建设|附近|当地|优质|普通|其他|几|一|乡镇|城区|镇区|区里|市里|我们|你们|他们|自己|上|读|办|进|离|入|想|请|愿|应|要))*(?:幼儿园|小学|初中|中学|高中|学校)$/u;

/**
 * 隐去身份信息: open text without what could name a person or a school. It errs on the side of taking out too much; a human
 * reads what is released all the same. Marks that turn the direction of text go too.
 * @param schools names of the frame, longest first (see `byLength`)
 */
export function redactText(text: string, schools: readonly string[]): string {
  let out = text
    .normalize('NFKC')
    .replace(/[\p{Cc}\u200b-\u200f\u061c\u202a-\u202e\u2060-\u2069\ufeff]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  for (const name of schools) if (name.length > 1 && out.includes(name)) out = out.replaceAll(name, GONE);
  for (const pattern of patterns)
    out = out.replace(pattern, (found) => (commonSchools.test(found) ? found : GONE));
  return out.replace(/(?:〔隐去〕\s?)+/gu, GONE);
}

export const byLength = (names: readonly string[]): string[] =>
  [...new Set(names)].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
