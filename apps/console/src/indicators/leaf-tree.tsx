import { Button } from 'antd';
import type { Indicator, IndicatorSheet } from '@mingjian/contract/indicators';
import { useLanguage } from '../language';
import { LeafValue, VerdictMark } from './leaf-value';
import { type Leaf, parentCode, verdictOf } from './leaves';
import { useTexts } from './texts';
import { unitText } from './unit-text';
import { thresholdText } from './threshold-text';

/** First level opens to its second levels, each with its table of third-level indicators. */
export function LeafTree(props: {
  sheet: IndicatorSheet;
  leaves: Leaf[];
  onEdit: ((leaf: Leaf) => void) | null;
}) {
  const t = useTexts();
  const language = useLanguage();
  const name = (each: Indicator) => (language === 'en' ? each.nameEn : each.nameZh);
  const level = (wanted: number) => props.sheet.indicators.filter((each) => each.level === wanted);
  const under = (code: string) => props.leaves.filter((leaf) => leaf.indicator.code.startsWith(`${code}.`));
  const summary = (leaves: Leaf[]) => {
    const count = (verdict: string) => leaves.filter((leaf) => verdictOf(leaf) === verdict).length;
    return t('summary', { yes: count('yes'), no: count('no'), missing: count('missing') });
  };
  return (
    <div className="tree">
      {level(1).map((first, index) => (
        <details key={first.code} open={index === 0}>
          <summary>
            <span className="tree-name">
              {first.code} {name(first)}
            </span>
            <span className="hint">{summary(under(first.code))}</span>
          </summary>
          {level(2)
            .filter((second) => parentCode(second.code) === first.code)
            .map((second) => (
              <div
                key={second.code}
                className="table-scroll"
                role="group"
                aria-label={name(second)}
                tabIndex={0}
              >
                <table className="leaf-table">
                  <caption>
                    {second.code} {name(second)}
                  </caption>
                  <thead>
                    <tr>
                      <th>{t('name')}</th>
                      <th>{t('stage')}</th>
                      <th>{t('threshold')}</th>
                      <th className="number">{t('value', { year: props.sheet.year - 1 })}</th>
                      <th className="number">{t('value', { year: props.sheet.year })}</th>
                      <th>{t('unit')}</th>
                      <th>{t('meets')}</th>
                      {props.onEdit && <td />}
                    </tr>
                  </thead>
                  <tbody>
                    {under(second.code).map((leaf) => (
                      <tr key={`${leaf.indicator.code}-${leaf.stagePrefix}`}>
                        <th scope="row">
                          {leaf.indicator.code} {name(leaf.indicator)}
                        </th>
                        <td>{leaf.stagePrefix || t('wholeCounty')}</td>
                        <td>{thresholdText(leaf.indicator.threshold, language)}</td>
                        <td className="number">
                          <LeafValue value={leaf.before} />
                        </td>
                        <td className="number">
                          <LeafValue value={leaf.now} />
                        </td>
                        <td>{unitText(leaf.indicator.unit, language)}</td>
                        <td>
                          <VerdictMark verdict={verdictOf(leaf)} />
                        </td>
                        {props.onEdit && (
                          <td>
                            <Button
                              size="small"
                              aria-label={t('editTitle', { code: leaf.indicator.code })}
                              onClick={() => props.onEdit?.(leaf)}
                            >
                              {t('edit')}
                            </Button>
                          </td>
                        )}
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            ))}
        </details>
      ))}
    </div>
  );
}
