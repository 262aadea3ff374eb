import { KeyOutlined, LogoutOutlined, MenuOutlined } from '@ant-design/icons';
import { Button, Drawer, Grid, Layout, Menu, Select, Spin } from 'antd';
import { Suspense, useState } from 'react';
import { Link, Navigate, Outlet, useLocation, useNavigate, useNavigation, useParams } from 'react-router';
import { QueryView } from '../components';
import { useCycles } from '../cycles/requests';
import { useLocalized } from '../language';
import { useCommon } from '../language/common';
import { PasswordDialog } from '../session/password-dialog';
import { signOut, usePerson, useSession } from '../session/requests';
import { useTexts as useSessionTexts } from '../session/texts';
import { queryClient, SESSION_KEY, useAction } from '../wire';
import { LanguageSwitch } from '../language/language-switch';
import { pages } from './pages';
import { useTexts } from './texts';

/** Only a signed-in person goes on; the others sign in and come back to where they wanted to be. */
export function SignedIn() {
  const session = useSession();
  const location = useLocation();
  if (session.data === null) {
    return <Navigate to="/sign-in" replace state={`${location.pathname}${location.search}`} />;
  }
  if (!session.data) {
    return (
      <div className="page">
        <QueryView query={session}>{() => null}</QueryView>
      </div>
    );
  }
  return <Shell />;
}

function Shell() {
  const t = useTexts();
  const common = useCommon();
  const screens = Grid.useBreakpoint();
  const [open, setOpen] = useState(false);
  const busy = useNavigation().state !== 'idle';
  const menu = <MainMenu onChoose={() => setOpen(false)} />;
  return (
    <Layout className="shell">
      <a href="#content" className="skip-link">
        {t('skip')}
      </a>
      {screens.lg && (
        <Layout.Sider width={208} theme="light" className="shell-side">
          <Link to="/" className="brand">
            <strong>{common('product')}</strong>
            <span>{common('tagline')}</span>
          </Link>
          {menu}
        </Layout.Sider>
      )}
      <Layout>
        <Layout.Header className="shell-head">
          {!screens.lg && (
            <>
              <Button
                type="text"
                icon={<MenuOutlined />}
                aria-label={t('openMenu')}
                onClick={() => setOpen(true)}
              />
              <Drawer
                open={open}
                onClose={() => setOpen(false)}
                placement="left"
                size={260}
                title={common('product')}
                styles={{ body: { padding: '8px 0' } }}
              >
                {menu}
              </Drawer>
            </>
          )}
          <CycleChoice />
          <span className="grow" />
          {busy && <Spin size="small" />}
          <LanguageSwitch />
          <Account />
        </Layout.Header>
        <div className="grow">
          <main id="content" className="page" tabIndex={-1}>
            <Suspense>
              <Outlet />
            </Suspense>
          </main>
        </div>
      </Layout>
    </Layout>
  );
}

/** The cycle in the address, else the newest. */
function useCurrentCycle() {
  const { cycleId } = useParams();
  const cycles = useCycles();
  const sorted = [...(cycles.data ?? [])].sort((left, right) => right.year - left.year);
  return { cycles: sorted, current: sorted.find((each) => each.id === cycleId) ?? sorted[0] };
}

function MainMenu({ onChoose }: { onChoose: () => void }) {
  const t = useTexts();
  const person = usePerson();
  const location = useLocation();
  const { current } = useCurrentCycle();
  const shown = pages.filter(
    (page) => page.menu && page.roles.includes(person.role) && (page.path.startsWith('/') || current),
  );
  const address = (path: string) => (path.startsWith('/') ? path : `/cycles/${current?.id}/${path}`);
  const selected = shown.find((page) => location.pathname.startsWith(address(page.path)));
  return (
    <nav aria-label={t('mainMenu')}>
      <Menu
        mode="inline"
        selectedKeys={location.pathname.includes('/compare') ? ['reports'] : selected ? [selected.path] : []}
        onClick={onChoose}
        items={shown.map((page) => ({
          key: page.path,
          icon: page.menu?.icon,
          label: page.menu && <Link to={address(page.path)}>{t(`menu.${page.menu.name}`)}</Link>,
        }))}
      />
    </nav>
  );
}

function CycleChoice() {
  const t = useTexts();
  const localized = useLocalized();
  const { cycles, current } = useCurrentCycle();
  const navigate = useNavigate();
  const location = useLocation();
  if (!current) return null;
  if (cycles.length === 1) return <span className="cycle-name">{localized(current.title)}</span>;
  return (
    <Select
      className="cycle-choice"
      variant="borderless"
      aria-label={t('cycle')}
      value={current.id}
      options={cycles.map((each) => ({ value: each.id, label: localized(each.title) }))}
      popupMatchSelectWidth={false}
      onChange={(id) => {
        const part = /^\/cycles\/[^/]+\/([^/]+)/.exec(location.pathname)?.[1] ?? 'board';
        void navigate(`/cycles/${id}/${part}`);
      }}
    />
  );
}

function Account() {
  const t = useSessionTexts();
  const common = useCommon();
  const person = usePerson();
  const [changing, setChanging] = useState(false);
  const leave = useAction(signOut, {
    onDone: () => {
      queryClient.clear();
      queryClient.setQueryData(SESSION_KEY, null);
    },
  });
  return (
    <div className="account">
      <span className="account-name">
        <strong>{person.name}</strong>
        <small>{common(`role.${person.role}`)}</small>
      </span>
      <Button
        type="text"
        icon={<KeyOutlined />}
        aria-label={t('changePassword')}
        title={t('changePassword')}
        onClick={() => setChanging(true)}
      />
      {changing && <PasswordDialog onClose={() => setChanging(false)} />}
      <Button
        type="text"
        icon={<LogoutOutlined />}
        aria-label={t('signOut')}
        title={t('signOut')}
        loading={leave.isPending}
        onClick={() => leave.run(null)}
      />
    </div>
  );
}
