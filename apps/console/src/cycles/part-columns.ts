import type { Audience } from '@mingjian/contract/surveys';
import type { Column } from '../components';
import { useCommon } from '../language/common';
import { useCountyName } from './requests';

/** The column of a table whose rows belong to a county. */
export function useCountyColumn(): Column<{ countyCode: string }> {
  const common = useCommon();
  const countyName = useCountyName();
  return {
    key: 'county',
    title: common('county'),
    value: (row) => countyName(row.countyCode),
    filter: true,
  };
}

/** The column of a table whose rows belong to an audience. */
export function useAudienceColumn(): Column<{ audience: Audience }> {
  const common = useCommon();
  return {
    key: 'audience',
    title: common('audience'),
    value: (row) => common(`audience.${row.audience}`),
    filter: true,
  };
}
