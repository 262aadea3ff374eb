import { Input, InputNumber, Select } from 'antd';
import type { Indicator } from '@mingjian/contract/indicators';
import { dimension, itemRole, type ItemMapping } from '@mingjian/contract/surveys';
import { useLanguage, useLocalized } from '../language';
import { useCommon } from '../language/common';
import { useTexts } from './texts';

/** Maps each question to its use, dimension and second-level indicator. */
export function ItemEditor(props: {
  items: ItemMapping[];
  indicators: Indicator[];
  onChange: (items: ItemMapping[]) => void;
}) {
  const t = useTexts();
  const common = useCommon();
  const localized = useLocalized();
  const language = useLanguage();
  const change = (code: string, part: Partial<ItemMapping>) =>
    props.onChange(props.items.map((item) => (item.code === code ? { ...item, ...part } : item)));
  const second = props.indicators.filter((each) => each.level === 2);
  const indicatorOptions = [
    { value: '', label: t('indicatorNone') },
    { value: 'overall', label: t('overall') },
    ...second.map((each) => ({
      value: each.code,
      label: `${each.code} ${language === 'en' ? each.nameEn : each.nameZh}`,
    })),
  ];
  return (
    <div className="table-scroll" role="group" aria-label={t('items')} tabIndex={0}>
      <table className="editor">
        <thead>
          <tr>
            <th>{t('code')}</th>
            <th>{t('text')}</th>
            <th>{t('role')}</th>
            <th>{t('dimension')}</th>
            <th>{t('indicator')}</th>
            <th>{t('correctValue')}</th>
          </tr>
        </thead>
        <tbody>
          {props.items.map((item) => (
            <tr key={item.code}>
              <th scope="row">{item.code}</th>
              <td className="wrap">{localized(item.text)}</td>
              <td>
                <Select
                  aria-label={`${item.code} ${t('role')}`}
                  value={item.role}
                  popupMatchSelectWidth={false}
                  options={itemRole.options.map((value) => ({ value, label: t(`role.${value}`) }))}
                  onChange={(role) => change(item.code, { role })}
                />
              </td>
              <td>
                {item.role === 'scored' && (
                  <Select
                    aria-label={`${item.code} ${t('dimension')}`}
                    value={item.dimension}
                    popupMatchSelectWidth={false}
                    options={dimension.options.map((value) => ({
                      value,
                      label: common(`dimension.${value}`),
                    }))}
                    onChange={(value) => change(item.code, { dimension: value })}
                  />
                )}
              </td>
              <td>
                {(item.role === 'scored' || item.role === 'expectation') &&
                  (second.length > 0 ? (
                    <Select
                      className="indicator-choice"
                      aria-label={`${item.code} ${t('indicator')}`}
                      showSearch={{ optionFilterProp: 'label' }}
                      value={item.indicatorCode ?? ''}
                      popupMatchSelectWidth={false}
                      options={indicatorOptions}
                      onChange={(value) => change(item.code, { indicatorCode: value === '' ? null : value })}
                    />
                  ) : (
                    <Input
                      aria-label={`${item.code} ${t('indicator')}`}
                      value={item.indicatorCode ?? ''}
                      onChange={(event) => change(item.code, { indicatorCode: event.target.value || null })}
                    />
                  ))}
              </td>
              <td>
                {item.role === 'attention' && (
                  <InputNumber
                    aria-label={`${item.code} ${t('correctValue')}`}
                    value={item.correctValue}
                    precision={0}
                    onChange={(value) => change(item.code, { correctValue: value })}
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
