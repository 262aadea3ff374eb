import type { Paper } from '@mingjian/contract/fieldwork';
import type { Language } from '@mingjian/contract/localized';
import { compileTypst, printableJson } from '../documents';
import template from './notice.typ?raw';
import posterTemplate from './poster.typ?raw';
import { noticeWords, posterWords, spoken } from './print-words';
import { qrDrawing } from './qr-drawing';

/** What stands on a poster or notice besides its fixed words. */
export interface Announced {
  title: string;
  cycle: string;
  link: string;
  /** Asia/Shanghai day and minute, or null while no end is set. */
  until: string | null;
}

/** 海报 with the QR code of the survey's entry page, A4 or A3. */
export function printPoster(
  survey: Announced,
  kind: 'code' | 'open',
  paper: Paper,
  language: Language,
): Promise<Buffer> {
  const words = spoken(posterWords, language);
  const content = {
    language,
    paper,
    title: survey.title,
    cycle: survey.cycle,
    invitation: words.invitation,
    link: survey.link.replace(/^https?:\/\//, ''),
    qr: qrDrawing(survey.link),
    steps: words.steps[kind],
    promises: words.promises,
    until: untilText(survey.until, language),
  };
  return compileTypst({
    template: posterTemplate,
    files: [['/document.json', printableJson(content, language)]],
  });
}

/** 监护人告知书: what is asked, who sees it, and that one may decline without a list being kept. */
export function printNotice(
  survey: Announced,
  agency: string,
  day: string,
  language: Language,
): Promise<Buffer> {
  const words = spoken(noticeWords, language);
  const zh = `您孩子所在的班级在${survey.cycle}的教育满意度调查中被随机抽中。调查由${agency}组织，结果用于改进本县（市、区）的教育工作。`;
  const en = `Your child’s class was drawn at random for the education satisfaction survey of ${survey.cycle}. It is run by ${agency}, and its results serve to improve education in your county.`;
  const content = {
    language,
    ...words,
    paragraphs: [language === 'en' ? en : zh, untilText(survey.until, language)].filter(
      (text) => text !== '',
    ),
    signature: agency,
    date: day,
  };
  return compileTypst({ template, files: [['/document.json', printableJson(content, language)]] });
}

function untilText(until: string | null, language: Language): string {
  if (until === null) return '';
  return language === 'en' ? `Answers are taken until ${until}.` : `作答截止时间：${until}。`;
}
