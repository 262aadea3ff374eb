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
  'board' | 'surveys' | 'fieldwork' | 'runs' | 'imports' | 'reports' | 'evaluation' | 'indicators' | 'audit';

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
    roles: ['agency', 'office'],
    load: () => import('../surveys/surveys-page'),
    menu: { name: 'surveys', icon: <FormOutlined /> },
  },
  { path: 'surveys/new', roles: ['agency'], load: () => import('../surveys/new-survey-page') },
  { path: 'surveys/:surveyId', roles: ['agency', 'office'], load: () => import('../surveys/survey-page') },
  {
    path: 'fieldwork',
    roles: ['agency', 'office'],
    load: () => import('../fieldwork/fieldwork-page'),
    menu: { name: 'fieldwork', icon: <SolutionOutlined /> },
  },
];
