import { Alert, Button } from 'antd';
import type { Fault } from '@mingjian/contract';
import { useCommon } from '../language/common';
import { NETWORK, ProblemError, UNEXPECTED_REPLY } from '../wire/problem';

/** The one way in which a refusal or failure is shown: what happened, and each fault with field, row, value, rule. */
export function ProblemView({
  error,
  onRetry,
  fieldName = (field) => field,
}: {
  error: unknown;
  onRetry?: () => void;
  /** What a person calls a field of the form. */
  fieldName?: (field: string) => string;
}) {
  const text = useCommon();
  if (error === null || error === undefined) return null;
  const problem = error instanceof ProblemError ? error.problem : null;
  const title =
    problem?.code === NETWORK
      ? text('problem.network')
      : problem?.code === UNEXPECTED_REPLY
        ? text('problem.reply')
        : problem?.detail || problem?.title || text('problem.unknown');
  const detail =
    problem?.code === NETWORK
      ? text('problem.networkDetail')
      : problem?.code === UNEXPECTED_REPLY
        ? text('problem.replyDetail')
        : null;
  const raw = problem?.code === UNEXPECTED_REPLY ? problem.detail : problem === null ? String(error) : null;
  const faults = problem?.faults ?? [];
  const more = (detail !== null || raw !== null || faults.length > 0) && (
    <>
      {detail !== null && <p>{detail}</p>}
      {raw !== null && (
        <pre className="problem-raw" tabIndex={0}>
          {raw}
        </pre>
      )}
      {faults.length > 0 && <Faults faults={faults} fieldName={fieldName} />}
    </>
  );
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      className="problem"
      title={title}
      description={more}
      action={onRetry && <Button onClick={onRetry}>{text('retry')}</Button>}
    />
  );
}

function Faults({ faults, fieldName }: { faults: Fault[]; fieldName: (field: string) => string }) {
  const text = useCommon();
  const withRows = faults.some((fault) => fault.row !== undefined);
  return (
    <div
      className="faults"
      tabIndex={0}
      role="group"
      aria-label={text('problem.faults', { n: faults.length })}
    >
      <p>{text('problem.faults', { n: faults.length })}</p>
      <table>
        <thead>
          <tr>
            {withRows && <th className="number">{text('problem.row')}</th>}
            <th>{text('problem.field')}</th>
            <th>{text('problem.value')}</th>
            <th>{text('problem.message')}</th>
            <th>{text('problem.rule')}</th>
          </tr>
        </thead>
        <tbody>
          {faults.map((fault, index) => (
            <tr key={index}>
              {withRows && <td className="number">{fault.row}</td>}
              <td>{fieldName(fault.field)}</td>
              <td className="fault-value">{fault.value}</td>
              <td className="fault-message">{fault.message}</td>
              <td>
                <code>{fault.rule}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
