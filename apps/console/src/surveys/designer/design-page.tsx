import { MobileOutlined, RedoOutlined, UndoOutlined } from '@ant-design/icons';
import { Alert, App, Button, Drawer, Grid, Input, Tabs } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react';
import { useParams } from 'react-router';
import { surveyDetail, type SurveyDetail } from '@mingjian/contract/surveys';
import { checkDefinition } from '@mingjian/questionnaire';
import {
  applyEdit,
  edited,
  nameOf,
  redone,
  sectionsOf,
  startHistory,
  undone,
  type Draft,
  type Edit,
  type Element,
} from '@mingjian/questionnaire/editing';
import { wordingRemarks } from '@mingjian/questionnaire/wording';
import { PageHeader, ProblemView, QueryView } from '../../components';
import { useIndicators } from '../../indicators/requests';
import { useLocalized } from '../../language';
import { read } from '../../wire';
import { Coverage } from '../coverage';
import { ItemEditor } from '../item-editor';
import { firstDraft, useAutosave } from './autosave';
import { ChecksTab } from './checks-tab';
import { ClashDialog } from './clash-dialog';
import './designer.css';
import { ItemPanel } from './item-panel';
import { JsonTab } from './json-tab';
import { Outline } from './outline';
import type { Chosen } from './outline-places';
import { PhonePreview } from './preview';
import { SectionPanel } from './section-panel';
import { useTexts } from './texts';
import { TranslationsTab } from './translations-tab';

export function Component() {
  const { cycleId = '', surveyId = '' } = useParams();
  const t = useTexts();
  const localized = useLocalized();
  // Never from the cache: what is edited has to be what the server has now.
  const survey = useQuery({
    queryKey: ['survey', surveyId, 'design'],
    queryFn: ({ signal }) => read(surveyDetail, `/surveys/${surveyId}`, undefined, signal),
    staleTime: Infinity,
    gcTime: 0,
  });
  const editable =
    survey.data !== undefined && survey.data.status !== 'open' && survey.data.status !== 'closed';
  return (
    <>
      <PageHeader
        title={survey.data ? localized(survey.data.title) : t('design')}
        back={{ to: `/cycles/${cycleId}/surveys/${surveyId}`, label: t('toSurvey') }}
      />
      <QueryView query={survey}>
        {(data) =>
          editable ? <Designer survey={data} /> : <Alert type="info" showIcon title={t('notEditable')} />
        }
      </QueryView>
    </>
  );
}

const unsafe: ReadonlySet<string> = new Set(['script', 'markup', 'external-address', 'too-large']);

function Designer({ survey }: { survey: SurveyDetail }) {
  const t = useTexts();
  const localized = useLocalized();
  const { message } = App.useApp();
  const screens = Grid.useBreakpoint();
  const [first] = useState(() => firstDraft(survey));
  const [history, setHistory] = useState(() => startHistory(first.draft));
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [tab, setTab] = useState('design');
  const [previewing, setPreviewing] = useState(false);
  const tree = useIndicators(survey.cycleId);
  const indicators = tree.data?.indicators ?? [];
  const draft = history.present;
  const { audience } = survey;

  const onEdit = useCallback(
    (edit: Edit, typing?: string): Draft => {
      setHistory((now) => edited(now, edit, typing ?? null));
      return applyEdit(draft, edit);
    },
    [draft],
  );
  const onMerged = useCallback(
    (merged: Draft, silently: boolean) => {
      setHistory((now) => edited(now, { do: 'replace', draft: merged }));
      if (!silently) void message.info(t('merged'), 6);
    },
    [message, t],
  );
  const { state, problem, clash, settle } = useAutosave(survey.id, draft, first.base, onMerged);

  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      const key = event.key.toLowerCase();
      const forward = key === 'y' || (key === 'z' && event.shiftKey);
      if (key !== 'z' && !forward) return;
      event.preventDefault();
      setHistory(forward ? redone : undone);
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);

  const settled = useDeferredValue(draft);
  const verdict = useMemo(() => checkDefinition(settled.json, settled.items), [settled]);
  const wordings = useMemo(() => wordingRemarks(settled.items, audience), [settled, audience]);
  const elements = sectionsOf(draft.json).flatMap((section) => section.elements);
  const element = chosen?.kind === 'item' ? elements.find((each) => nameOf(each) === chosen.name) : undefined;
  const stopped = verdict.faults.some(({ rule }) => unsafe.has(rule));
  const marked = new Set([...verdict.faults.map(({ field }) => field), ...wordings.map(({ code }) => code)]);
  const wordingFindings = wordings.map(({ code, found, message: words }) => ({
    field: code,
    value: found,
    message: words,
  }));
  const remarksOn = (one: Element) => {
    const rows = Array.isArray(one.rows) ? one.rows : [];
    const codes = [nameOf(one), ...rows.map((row: { value?: unknown }) => String(row?.value))];
    return [...verdict.faults, ...wordingFindings]
      .filter(({ field }) => codes.includes(field))
      .map(({ field, value, message: words }) =>
        [field === nameOf(one) ? '' : field, localized(words), value ?? ''].filter(Boolean).join(' · '),
      );
  };
  const known = new Set([...elements.map(nameOf), ...draft.items.map(({ code }) => code)]);
  const go = (name: string) => {
    const holder = elements.find(
      (each) =>
        nameOf(each) === name ||
        (Array.isArray(each.rows) && each.rows.some((row: { value?: unknown }) => row?.value === name)),
    );
    if (holder === undefined) return;
    setChosen({ kind: 'item', name: nameOf(holder) });
    setTab('design');
  };
  const wide = screens.xl === true;
  const preview = (
    <PhonePreview
      json={settled.json}
      audience={audience}
      stopped={stopped}
      at={chosen?.kind === 'item' ? chosen.name : null}
    />
  );

  return (
    <div className="designer">
      <div className="designer-bar">
        <Input
          lang="zh-CN"
          aria-label={t('titleZh')}
          placeholder={t('titleZh')}
          value={draft.title.zh}
          onChange={(event) =>
            onEdit({ do: 'title', title: { ...draft.title, zh: event.target.value } }, 'title')
          }
        />
        <Input
          lang="en"
          aria-label={t('titleEn')}
          placeholder={t('titleEn')}
          value={draft.title.en}
          onChange={(event) =>
            onEdit({ do: 'title', title: { ...draft.title, en: event.target.value } }, 'title')
          }
        />
        <Button
          icon={<UndoOutlined />}
          disabled={history.past.length === 0}
          title={`${t('undo')} Ctrl+Z`}
          aria-label={t('undo')}
          onClick={() => setHistory(undone)}
        />
        <Button
          icon={<RedoOutlined />}
          disabled={history.future.length === 0}
          title={`${t('redo')} Ctrl+Shift+Z`}
          aria-label={t('redo')}
          onClick={() => setHistory(redone)}
        />
        {!wide && (
          <Button icon={<MobileOutlined />} onClick={() => setPreviewing(true)}>
            {t('showPreview')}
          </Button>
        )}
        <span className={`save-state is-${state}`} role="status">
          {t(`state.${state}`)}
        </span>
      </div>
      {(survey.status === 'inReview' || survey.status === 'approved' || survey.status === 'published') && (
        <Alert type="warning" showIcon title={t('wasGuarded')} />
      )}
      <ProblemView error={problem} />
      <Tabs
        activeKey={tab}
        onChange={setTab}
        items={[
          {
            key: 'design',
            label: t('tab.design'),
            children: (
              <div className="designer-columns">
                <Outline
                  draft={draft}
                  audience={audience}
                  chosen={chosen}
                  marked={marked}
                  onChoose={setChosen}
                  onEdit={onEdit}
                />
                <div className="designer-middle">
                  {element && (
                    <ItemPanel
                      draft={draft}
                      audience={audience}
                      indicators={indicators}
                      element={element}
                      remarks={remarksOn(element)}
                      onEdit={onEdit}
                      onRenamed={(name) => setChosen({ kind: 'item', name })}
                    />
                  )}
                  {chosen?.kind === 'section' && (
                    <SectionPanel
                      draft={draft}
                      name={chosen.name}
                      onEdit={onEdit}
                      onRemoved={() => setChosen(null)}
                    />
                  )}
                  {!element && chosen?.kind !== 'section' && <p className="hint">{t('nothingChosen')}</p>}
                </div>
                {wide && preview}
              </div>
            ),
          },
          {
            key: 'mapping',
            label: t('tab.mapping'),
            children: (
              <>
                <ItemEditor
                  items={draft.items}
                  indicators={indicators}
                  onChange={(items) => onEdit({ do: 'replace', draft: { ...draft, items } })}
                />
                <Coverage items={draft.items} indicators={indicators} />
              </>
            ),
          },
          {
            key: 'translations',
            label: t('tab.translations'),
            children: <TranslationsTab draft={draft} onEdit={onEdit} />,
          },
          {
            key: 'checks',
            label: `${t('tab.checks')} ${verdict.faults.length + verdict.warnings.length + wordings.length}`,
            children: (
              <ChecksTab
                faults={verdict.faults}
                warnings={verdict.warnings}
                wordings={wordingFindings}
                known={known}
                onGo={go}
              />
            ),
          },
          { key: 'json', label: t('tab.json'), children: <JsonTab draft={draft} onEdit={onEdit} /> },
        ]}
      />
      {!wide && (
        <Drawer open={previewing} onClose={() => setPreviewing(false)} size={410} title={t('preview')}>
          {previewing && preview}
        </Drawer>
      )}
      {clash && <ClashDialog clash={clash} onSettle={settle} />}
    </div>
  );
}
