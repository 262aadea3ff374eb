import type { Language } from '@mingjian/contract';

const stagesInEnglish: Record<string, string> = {
  幼儿园: 'kindergarten',
  小学: 'primary',
  初中: 'junior',
  高中: 'senior',
  中职: 'vocational',
};

/**
 * A threshold as a person writes it: 「小学<=0.50;初中<=0.45」 → 小学 ≤0.50；初中 ≤0.45, `<=prev_year-0.5` → not above last
 * year's value less 0.5. The grammar's own signs are for files.
 */
export function thresholdText(threshold: string, language: Language): string {
  const lastYear = language === 'en' ? 'last year' : '上年';
  const parts = threshold.split(';').map((part) => {
    const [, stage = '', rule = part] = /^([^\d<>.]*)(.*)$/u.exec(part) ?? [];
    const name = language === 'en' ? (stagesInEnglish[stage] ?? stage) : stage;
    const written = rule
      .replace('>=', '≥')
      .replace('<=', '≤')
      .replace('..', '–')
      .replace(/prev_year-([\d.]+)/, `${lastYear} − $1`)
      .replace(/prev_year\+([\d.]+)/, `${lastYear} + $1`)
      .replace('prev_year', lastYear);
    return name === '' ? written : `${name} ${written}`;
  });
  return parts.join(language === 'en' ? '; ' : '；');
}
