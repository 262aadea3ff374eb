import { Input } from 'antd';
import type { Localized } from '@mingjian/contract';
import { useTexts } from './texts';

/** One text in both languages side by side, what is missing marked in words and colour. */
export function Pair(props: {
  label: string;
  value: Localized;
  onChange: (value: Localized) => void;
  lines?: boolean;
  optional?: boolean;
  hideLabel?: boolean;
}) {
  const t = useTexts();
  const { label, value, lines } = props;
  const empty = value.zh.trim() === '' && value.en.trim() === '';
  return (
    <div className="pair" role="group" aria-label={label}>
      {!props.hideLabel && <span className="pair-label">{label}</span>}
      {(['zh', 'en'] as const).map((language) => {
        const missing = value[language].trim() === '' && !(props.optional && empty);
        const field = {
          lang: language === 'zh' ? 'zh-CN' : 'en',
          value: value[language],
          status: missing ? ('warning' as const) : undefined,
          'aria-label': `${label} · ${t(language)}`,
          placeholder: missing ? `${t(language)} · ${t('missing')}` : t(language),
          maxLength: 4000,
          onChange: (event: { target: { value: string } }) =>
            props.onChange({ ...value, [language]: event.target.value }),
        };
        return lines ? (
          <Input.TextArea key={language} {...field} autoSize={{ minRows: 2, maxRows: 8 }} />
        ) : (
          <Input key={language} {...field} />
        );
      })}
    </div>
  );
}
