import type { Language } from '@mingjian/contract';
import type { ReportDetail, ReportFormat } from '@mingjian/contract/reports';
import { HashText, Section } from '../components';
import { useFormats } from '../language/formats';
import { apiPath } from '../wire';
import { useTexts } from './texts';

type File = ReportDetail['files'][number];

const languages: [Language, string][] = [
  ['zh-CN', '中文'],
  ['en', 'English'],
];
/** Holds both languages, so it is offered once. */
const data: ReportFormat = 'json';

export function Downloads({ report }: { report: ReportDetail }) {
  const t = useTexts();
  const inBoth = report.files.filter(({ format }) => format === data);
  return (
    <Section title={t('downloads')} about={t('downloadsAbout')}>
      {languages.map(([language, name]) => (
        <Files
          key={language}
          report={report}
          title={name}
          files={report.files.filter((file) => file.language === language && file.format !== data)}
        />
      ))}
      <Files report={report} title={t('downloadsData')} files={inBoth} />
    </Section>
  );
}

function Files({ report, title, files }: { report: ReportDetail; title: string; files: File[] }) {
  const t = useTexts();
  const formats = useFormats();
  return (
    <>
      <h3>{title}</h3>
      <ul className="downloads">
        {files.map(({ format, language, bytes, sha256 }) => (
          <li key={format}>
            <a
              href={apiPath(`/reports/${report.id}/files/${format}`, { lang: language })}
              aria-label={`${t(format)} · ${title}`}
              download={`${report.countyCode}-${language}.${format}`}
            >
              {t(format)}
            </a>
            <span className="hint">{formats.number(Math.ceil(bytes / 1024))} KB</span>
            <HashText hash={sha256} />
          </li>
        ))}
      </ul>
    </>
  );
}
