import type { Role } from '@mingjian/contract/identity';
import type { Localized } from '@mingjian/contract/localized';
import type { ReportStatus } from '@mingjian/contract/reports';
import type { Todo } from '../cycles';

/** The latest version of a county's report, as far as its list of things to do needs it. */
export interface WaitingReport {
  id: string;
  cycleId: string;
  name: Localized;
  version: number;
  status: ReportStatus;
}

const waiting: readonly {
  role: Role;
  status: ReportStatus;
  text: Localized;
  isOne: (version: number) => boolean;
}[] = [
  {
    role: 'office',
    status: 'submitted',
    text: { zh: '监测报告待审议', en: 'Reports to review' },
    isOne: () => true,
  },
  {
    role: 'agency',
    status: 'returned',
    text: { zh: '监测报告被退回，待修改', en: 'Reports returned to you' },
    isOne: () => true,
  },
  {
    role: 'agency',
    status: 'draft',
    text: { zh: '监测报告的新版本待提交', en: 'New versions to submit' },
    // The milestone calls for the first one.
    isOne: (version) => version > 1,
  },
];

/**
 * Reports whose next move is this role's. The milestones tell only of a county's first report: a correction, or one that
 * came back, would wait unseen.
 */
export function reportTodos(role: Role, latest: readonly WaitingReport[]): Todo[] {
  return waiting
    .filter((kind) => kind.role === role)
    .flatMap(({ status, text, isOne }): Todo[] => {
      const found = latest.filter((each) => each.status === status && isOne(each.version));
      const [first] = found;
      if (!first) return [];
      const named = ({ name, version }: WaitingReport): Localized =>
        version === 1
          ? name
          : { zh: `${name.zh}（第 ${version} 版）`, en: `${name.en} (version ${version})` };
      return [
        {
          text: {
            zh: `${text.zh}：${found.map((each) => named(each).zh).join('、')}`,
            en: `${text.en}: ${found.map((each) => named(each).en).join(', ')}`,
          },
          link: `/cycles/${first.cycleId}/reports${found.length === 1 ? `/${first.id}` : ''}`,
        },
      ];
    });
}
