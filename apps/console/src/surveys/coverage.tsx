import { Tooltip } from 'antd';
import type { Indicator } from '@mingjian/contract/indicators';
import type { ItemMapping } from '@mingjian/contract/surveys';
import { EmptyState, Section, StatusMark } from '../components';
import { useLanguage } from '../language';
import { useTexts } from './texts';

/** Which second-level indicators the scored items speak to. */
export function Coverage({ items, indicators }: { items: ItemMapping[]; indicators: Indicator[] }) {
  const t = useTexts();
  const language = useLanguage();
  const second = indicators.filter((each) => each.level === 2);
  const of = (code: string) => items.filter((item) => item.role === 'scored' && item.indicatorCode === code);
  const covered = second.filter((each) => of(each.code).length > 0).length;
  if (second.length === 0) {
    return (
      <Section title={t('coverage')}>
        <EmptyState title={t('coverageNoTree')} />
      </Section>
    );
  }
  return (
    <Section title={t('coverage')} about={t('coverageAbout', { covered, all: second.length })}>
      <ul className="coverage">
        {second.map((each) => {
          const found = of(each.code);
          return (
            <li key={each.code}>
              <span className="coverage-name">
                {each.code} {language === 'en' ? each.nameEn : each.nameZh}
              </span>
              <Tooltip title={found.map((item) => item.code).join(', ')}>
                <span>
                  <StatusMark mark={found.length > 0 ? 'done' : 'waiting'}>
                    {found.length > 0 ? `${t('covered')} · ${found.length}` : t('uncovered')}
                  </StatusMark>
                </span>
              </Tooltip>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
