import { Button } from 'antd';
import { createBrowserRouter, Link, Navigate, Outlet, useRouteError, type RouteObject } from 'react-router';
import type { Role } from '@mingjian/contract/identity';
import { EmptyState, ProblemView, QueryView } from '../components';
import { useCycles } from '../cycles/requests';
import { useCommon } from '../language/common';
import { usePerson } from '../session/requests';
import { pages } from './pages';
import { SignedIn } from './shell';
import { useTexts } from './texts';

function Guard({ roles }: { roles: readonly Role[] }) {
  const t = useTexts();
  const person = usePerson();
  if (roles.includes(person.role)) return <Outlet />;
  return <EmptyState page title={t('notAllowed')} next={t('notAllowedNext')} action={<ToBoard />} />;
}

function ToBoard() {
  const t = useTexts();
  return (
    <Link to="/">
      <Button type="primary">{t('toBoard')}</Button>
    </Link>
  );
}

/** '/' leads to the newest cycle's board; without a cycle the office is led to open one. */
function FirstPage() {
  const t = useTexts();
  const person = usePerson();
  const cycles = useCycles();
  return (
    <QueryView query={cycles}>
      {(list) => {
        const newest = [...list].sort((left, right) => right.year - left.year)[0];
        if (newest) {
          const first = person.role === 'school' ? 'school' : 'board';
          return <Navigate to={`/cycles/${newest.id}/${first}`} replace />;
        }
        return person.role === 'office' ? (
          <EmptyState
            page
            title={t('noCycle')}
            next={t('noCycleOffice')}
            action={
              <Link to="/new-cycle">
                <Button type="primary">{t('openCycle')}</Button>
              </Link>
            }
          />
        ) : (
          <EmptyState page title={t('noCycle')} next={t('noCycleOther')} />
        );
      }}
    </QueryView>
  );
}

function NotFound() {
  const t = useTexts();
  return <EmptyState page title={t('notFound')} next={t('notFoundNext')} action={<ToBoard />} />;
}

function PageFailed() {
  const common = useCommon();
  const error = useRouteError();
  return (
    <div className="page">
      <h1>{common('problem.page')}</h1>
      <p>{common('problem.pageDetail')}</p>
      <ProblemView error={error} onRetry={() => window.location.reload()} />
    </div>
  );
}

const guarded: RouteObject[] = pages.map((page) => ({
  element: <Guard roles={page.roles} />,
  children: [
    { path: page.path.startsWith('/') ? page.path : `/cycles/:cycleId/${page.path}`, lazy: page.load },
  ],
}));

export const router = createBrowserRouter([
  {
    path: '/sign-in',
    lazy: () => import('../session/sign-in-page'),
    ErrorBoundary: PageFailed,
    HydrateFallback: () => null,
  },
  {
    path: '/verify/:hash?',
    lazy: () => import('../reports/verify-page'),
    ErrorBoundary: PageFailed,
    HydrateFallback: () => null,
  },
  {
    path: '/',
    element: <SignedIn />,
    ErrorBoundary: PageFailed,
    HydrateFallback: () => null,
    children: [
      {
        ErrorBoundary: PageFailed,
        children: [
          { index: true, element: <FirstPage /> },
          {
            element: <Guard roles={['office']} />,
            children: [{ path: 'new-cycle', lazy: () => import('../cycles/new-cycle-page') }],
          },
          ...guarded,
          { path: '*', element: <NotFound /> },
        ],
      },
    ],
  },
]);
