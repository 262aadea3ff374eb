import type { ReportDetail } from '@mingjian/contract/reports';
import { Link } from 'react-router';
import { Facts, HashText } from '../../components';
import { useFormats } from '../../language/formats';
import { usePerson } from '../../session/requests';
import { useTraceTexts } from './trace-texts';

/** What a result was made from, each by its hash. */
export function MadeFrom({
  report,
  result,
}: {
  report: ReportDetail;
  result: ReportDetail['model']['results'][number];
}) {
  const t = useTraceTexts();
  const formats = useFormats();
  const person = usePerson();
  const run = result.runId.slice(0, 8);
  return (
    <Facts
      items={[
        [
          t('run'),
          person.role === 'county' ? (
            run
          ) : (
            <Link key="run" to={`/cycles/${report.cycleId}/runs/${result.runId}`}>
              {run}
            </Link>
          ),
        ],
        [t('result'), <HashText key="r" hash={result.hash} />],
        [t('survey'), <HashText key="s" hash={result.surveyVersionHash} />],
        [t('snapshotAnswers'), formats.number(result.snapshot.answers)],
        [t('snapshot'), <HashText key="a" hash={result.snapshot.hash} />],
        [t('plan'), <HashText key="p" hash={result.weightingPlanHash} />],
        [t('code'), result.codeVersion],
      ]}
    />
  );
}
