import {
  ApartmentOutlined,
  AuditOutlined,
  BarChartOutlined,
  CalendarOutlined,
  FileDoneOutlined,
  FormOutlined,
  ImportOutlined,
  ProfileOutlined,
  SolutionOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import type { ComponentType, ReactNode } from 'react';
import type { Role } from '@mingjian/contract/identity';

export interface Page {
  /** Under /cycles/:cycleId, unless it starts with '/'. */
  path: string;
  roles: readonly Role[];
  load: () => Promise<{ Component: ComponentType }>;
  menu?: { name: MenuName; icon: ReactNode };
}
export type MenuName =
  | 'board'
  | 'surveys'
  | 'fieldwork'
  | 'school'
  | 'runs'
  | 'imports'
  | 'reports'
  | 'evaluation'
  | 'indicators'
  | 'audit'
  | 'accounts';

const all: readonly Role[] = ['office', 'agency', 'county', 'auditor'];

/** Every page with who may open it: the menu, the routes and the guard are made from this one table. */
export const pages: Page[] = [
  {
    path: 'board',
    roles: all,
    load: () => import('../cycles/board-page'),
    menu: { name: 'board', icon: <CalendarOutlined /> },
  },
  {
    path: 'surveys',
    roles: ['agency', 'office', 'auditor'],
    load: () => import('../surveys/surveys-page'),
    menu: { name: 'surveys', icon: <FormOutlined /> },
  },
  {
    path: 'surveys/bank',
    roles: ['agency', 'office', 'auditor'],
    load: () => import('../surveys/bank/bank-page'),
  },
  { path: 'surveys/import', roles: ['agency'], load: () => import('../surveys/exchange/import-page') },
  { path: 'surveys/new', roles: ['agency'], load: () => import('../surveys/new-survey-page') },
  {
    path: 'surveys/:surveyId',
    roles: ['agency', 'office', 'auditor'],
    load: () => import('../surveys/survey-page'),
  },
  {
    path: 'surveys/:surveyId/design',
    roles: ['agency'],
    load: () => import('../surveys/designer/design-page'),
  },
  {
    path: 'fieldwork',
    roles: ['agency', 'office', 'auditor'],
    load: () => import('../fieldwork/fieldwork-page'),
    menu: { name: 'fieldwork', icon: <SolutionOutlined /> },
  },
  { path: 'entry', roles: ['agency'], load: () => import('../entry/entry-page') },
  {
    path: 'school',
    roles: ['school'],
    load: () => import('../fieldwork/school-page'),
    menu: { name: 'school', icon: <SolutionOutlined /> },
  },
  { path: 'schools/:schoolCode', roles: ['agency'], load: () => import('../fieldwork/school-page') },
  {
    path: 'sessions/:surveyId/:roomId',
    roles: ['school', 'agency'],
    load: () => import('../fieldwork/room-page'),
  },
  {
    path: 'runs',
    roles: ['agency', 'office', 'auditor'],
    load: () => import('../runs/runs-page'),
    menu: { name: 'runs', icon: <BarChartOutlined /> },
  },
  { path: 'runs/:runId', roles: ['agency', 'office', 'auditor'], load: () => import('../runs/run-page') },
  {
    path: 'imports',
    roles: ['agency', 'office'],
    load: () => import('../imports/imports-page'),
    menu: { name: 'imports', icon: <ImportOutlined /> },
  },
  { path: 'imports/new', roles: ['agency'], load: () => import('../imports/new-import-page') },
  { path: 'imports/:importId', roles: ['agency', 'office'], load: () => import('../imports/import-page') },
  {
    path: 'reports',
    roles: all,
    load: () => import('../reports/reports-page'),
    menu: { name: 'reports', icon: <ProfileOutlined /> },
  },
  { path: 'reports/:reportId', roles: all, load: () => import('../reports/report-page') },
  { path: 'compare', roles: ['office', 'agency', 'auditor'], load: () => import('../reports/compare-page') },
  {
    path: 'evaluation',
    roles: ['office', 'county', 'auditor'],
    load: () => import('../evaluation/evaluations-page'),
    menu: { name: 'evaluation', icon: <FileDoneOutlined /> },
  },
  {
    path: 'evaluation/:county',
    roles: ['office', 'county', 'auditor'],
    load: () => import('../evaluation/evaluation-page'),
  },
  {
    path: 'indicators',
    roles: all,
    load: () => import('../indicators/indicators-page'),
    menu: { name: 'indicators', icon: <ApartmentOutlined /> },
  },
  {
    path: '/audit',
    roles: ['office', 'auditor'],
    load: () => import('../audit/audit-page'),
    menu: { name: 'audit', icon: <AuditOutlined /> },
  },
  {
    path: '/accounts',
    roles: ['office'],
    load: () => import('../accounts/accounts-page'),
    menu: { name: 'accounts', icon: <TeamOutlined /> },
  },
];
