import { exportFormat, type ExportFormat, type Run } from '@mingjian/contract/aggregation';
import { Section, StatusMark, type Mark } from '../components';
import { currentLanguage } from '../language';
import { usePerson } from '../session/requests';
import { apiPath } from '../wire';
import { useExportTexts } from './exports-texts';

const formatNames: Record<ExportFormat, string> = { csv: 'CSV', xlsx: 'Excel', sav: 'SPSS (.sav)' };

/** Who may pass an export on: anybody, with the report, or nobody. */
const kinds: { kind: 'results' | 'public' | 'restricted' | 'replay'; mark: Mark; isForCheckers: boolean }[] =
  [
    { kind: 'results', mark: 'waiting', isForCheckers: false },
    { kind: 'public', mark: 'done', isForCheckers: false },
    { kind: 'restricted', mark: 'late', isForCheckers: true },
    { kind: 'replay', mark: 'late', isForCheckers: true },
  ];

/** Downloads of a published run, each with plain words on who may pass it on. */
export function ExportsPart({ run }: { run: Run }) {
  const t = useExportTexts();
  const person = usePerson();
  const isChecker = person.role === 'agency' || person.role === 'auditor';
  return (
    <Section title={t('title')} about={t('about')}>
      <ul className="exports">
        {kinds
          .filter(({ isForCheckers }) => isChecker || !isForCheckers)
          .map(({ kind, mark }) => (
            <li key={kind}>
              <h3>{t(kind)}</h3>
              <p>{t(`${kind}About`)}</p>
              <p>
                <StatusMark mark={mark}>{t(`${kind}Who`)}</StatusMark>
              </p>
              <p className="export-links">
                {kind === 'replay' ? (
                  <a
                    href={apiPath(`/runs/${run.id}/exports/replay`)}
                    download
                    aria-label={`${t(kind)} ${t('zip')}`}
                  >
                    {t('zip')}
                  </a>
                ) : (
                  exportFormat.options.map((format) => (
                    <a
                      key={format}
                      href={apiPath(`/runs/${run.id}/exports/${kind}/${format}`, { lang: currentLanguage() })}
                      download
                      aria-label={`${t(kind)} ${formatNames[format]}`}
                    >
                      {formatNames[format]}
                    </a>
                  ))
                )}
              </p>
            </li>
          ))}
      </ul>
    </Section>
  );
}
