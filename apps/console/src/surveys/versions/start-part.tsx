import { Button } from 'antd';
import { useNavigate } from 'react-router';
import type { Survey } from '@mingjian/contract/surveys';
import { QueryView, Section } from '../../components';
import { useLocalized } from '../../language';
import { useCommon } from '../../language/common';
import { useAction } from '../../wire';
import { useTexts } from '../exchange/texts';
import { useSurveys } from '../requests';
import { copySurvey, startFromTemplate, useEarlierVersions, useTemplates } from './requests';
import './versions.css';

/** Ways to begin that need no writing: an earlier year's survey, or the plan's questionnaire. */
export function StartPart({ cycleId }: { cycleId: string }) {
  const t = useTexts();
  const common = useCommon();
  const localized = useLocalized();
  const navigate = useNavigate();
  const earlier = useEarlierVersions(cycleId);
  const templates = useTemplates();
  const surveys = useSurveys(cycleId);
  const refresh = [['cycle', cycleId]];
  const onDone = ({ id }: Survey) => void navigate(`/cycles/${cycleId}/surveys/${id}`);
  const copy = useAction(copySurvey, { refresh, done: t('copied'), onDone });
  const start = useAction(startFromTemplate, { refresh, done: t('started'), onDone });
  const taken = new Set((surveys.data ?? []).map(({ audience }) => audience));
  const about = (audience: Survey['audience'], text: string) =>
    taken.has(audience) ? t('exists') : `${common(`audience.${audience}`)} · ${text}`;
  return (
    <Section title={t('start')} about={t('startAbout')}>
      <h3>{t('copy')}</h3>
      <QueryView query={earlier}>
        {(versions) =>
          versions.length === 0 ? (
            <p className="hint">{t('noEarlier')}</p>
          ) : (
            <ul className="starts">
              {versions.map(({ id, audience, year, number, title }) => (
                <li key={id}>
                  <span>
                    <strong>{localized(title)}</strong>{' '}
                    <span className="hint">{about(audience, t('copyOf', { year, n: number }))}</span>
                  </span>
                  <Button
                    disabled={taken.has(audience)}
                    aria-label={`${t('copy')}：${localized(title)} ${year}`}
                    onClick={() => copy.run({ cycleId, versionId: id })}
                  >
                    {t('copy')}
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
      <h3>{t('template')}</h3>
      <QueryView query={templates}>
        {(all) => (
          <ul className="starts">
            {all.map(({ audience, title, items }) => (
              <li key={audience}>
                <span>
                  <strong>{localized(title)}</strong>{' '}
                  <span className="hint">{about(audience, t('templateOf', { n: items.length }))}</span>
                </span>
                <Button
                  disabled={taken.has(audience)}
                  aria-label={`${t('template')}：${localized(title)}`}
                  onClick={() => start.run({ cycleId, audience })}
                >
                  {t('template')}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </QueryView>
    </Section>
  );
}
