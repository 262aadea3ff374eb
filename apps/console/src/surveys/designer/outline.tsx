import { CopyOutlined, DeleteOutlined, PlusOutlined, UnorderedListOutlined } from '@ant-design/icons';
import {
  closestCenter,
  DndContext,
  PointerSensor,
  useSensor,
  useSensors,
  type DragEndEvent,
} from '@dnd-kit/core';
import { SortableContext, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { Button, Dropdown } from 'antd';
import { useRef, useState } from 'react';
import type { Audience } from '@mingjian/contract/surveys';
import {
  codesOfElement,
  kindOf,
  nameOf,
  questionKinds,
  readText,
  sectionsOf,
  type Draft,
  type Edit,
  type QuestionKind,
} from '@mingjian/questionnaire/editing';
import { useLanguage } from '../../language';
import { afterDrop, itemId, placeOfNew, sectionId, type Chosen } from './outline-places';
import { OutlineRow } from './outline-row';
import { PasteDialog } from './paste-dialog';
import { useTexts } from './texts';

interface OutlineProps {
  draft: Draft;
  audience: Audience;
  chosen: Chosen | null;
  marked: ReadonlySet<string>;
  onChoose: (chosen: Chosen | null) => void;
  onEdit: (edit: Edit) => Draft;
}

/** Sections and items in order: moved by pointer or keyboard, added one by one or pasted as a list. */
export function Outline({ draft, audience, chosen, marked, onChoose, onEdit }: OutlineProps) {
  const t = useTexts();
  const language = useLanguage();
  const [said, setSaid] = useState('');
  const [pasting, setPasting] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 5 } }));
  const sections = sectionsOf(draft.json);
  const ids = sections.flatMap(({ name, elements }) => [
    sectionId(name),
    ...elements.map((element) => itemId(nameOf(element))),
  ]);
  const titleOf = (value: unknown) => {
    const { zh, en } = readText(value);
    return (language === 'en' ? en || zh : zh || en) || t('untitled');
  };
  const say = (after: Draft, name: string) => {
    for (const [index, section] of sectionsOf(after.json).entries()) {
      const at = section.elements.findIndex((element) => nameOf(element) === name);
      if (at >= 0) setSaid(t('movedTo', { name, n: index + 1, at: at + 1 }));
    }
  };
  /** After a move the same row keeps the focus, wherever it now stands. */
  const focusOn = (id: string) =>
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"] .outline-name`)?.focus(),
    );
  const step = (name: string, by: -1 | 1) => {
    say(onEdit({ do: 'step', name, by }), name);
    focusOn(itemId(name));
  };
  const stepSection = (name: string, index: number, by: -1 | 1) => {
    const to = index + by;
    if (to < 0 || to >= sections.length) return;
    onEdit({ do: 'stepSection', name, by });
    setSaid(t('sectionMovedTo', { from: index + 1, n: to + 1 }));
    focusOn(sectionId(name));
  };
  const dropped = ({ active, over }: DragEndEvent) => {
    if (over === null || active.id === over.id) return;
    const edit = afterDrop(sections, String(active.id), String(over.id));
    if (edit === null) return;
    const after = onEdit(edit);
    if (edit.do === 'move') say(after, edit.name);
  };
  const add = (kind: QuestionKind, texts: readonly { zh: string; en: string }[]) => {
    const before = new Set(ids);
    const after = onEdit({ do: 'add', kind, texts, audience, ...placeOfNew(sections, chosen) });
    const added = sectionsOf(after.json)
      .flatMap(({ elements }) => elements.map(nameOf))
      .filter((name) => !before.has(itemId(name)));
    const name = added.at(-1);
    if (name !== undefined) onChoose({ kind: 'item', name });
  };
  const menu = {
    items: questionKinds.map((kind) => ({ key: kind, label: t(`kind.${kind}`) })),
    onClick: ({ key }: { key: string }) => add(key as QuestionKind, [{ zh: '', en: '' }]),
  };
  return (
    <section className="outline" aria-label={t('outline')}>
      <div className="outline-tools">
        <Dropdown menu={menu} trigger={['click']}>
          <Button type="primary" icon={<PlusOutlined />}>
            {t('addItem')}
          </Button>
        </Dropdown>
        <Button icon={<UnorderedListOutlined />} onClick={() => setPasting(true)}>
          {t('paste')}
        </Button>
        <Button
          onClick={() => {
            const after = onEdit({ do: 'addSection', title: { zh: '', en: '' } });
            const name = sectionsOf(after.json).at(-1)?.name;
            if (name !== undefined) onChoose({ kind: 'section', name });
          }}
        >
          {t('addSection')}
        </Button>
      </div>
      <p className="hint">{t('outlineHint')}</p>
      <p className="unseen" role="status" aria-live="assertive">
        {said}
      </p>
      <div ref={list} className="outline-list">
        <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={dropped}>
          <SortableContext items={ids} strategy={verticalListSortingStrategy}>
            {sections.map(({ name, page, elements }, index) => (
              <div key={name} role="group" aria-label={t('section', { n: index + 1 })}>
                <OutlineRow
                  id={sectionId(name)}
                  className="outline-section"
                  label={`${t('section', { n: index + 1 })} ${page.title === undefined ? '' : titleOf(page.title)}`}
                  chosen={chosen?.kind === 'section' && chosen.name === name}
                  marked={false}
                  name={t('section', { n: index + 1 })}
                  onChoose={() => onChoose({ kind: 'section', name })}
                  onStep={(by) => stepSection(name, index, by)}
                >
                  <span className="outline-code">{t('section', { n: index + 1 })}</span>
                  <span className="outline-title">{page.title === undefined ? '' : titleOf(page.title)}</span>
                </OutlineRow>
                {elements.length === 0 && <p className="hint outline-empty">{t('emptySection')}</p>}
                {elements.map((element) => {
                  const own = nameOf(element);
                  const kind = kindOf(element, draft.items);
                  return (
                    <OutlineRow
                      key={own}
                      id={itemId(own)}
                      className="outline-item"
                      label={`${own} ${titleOf(element.title)}`}
                      chosen={chosen?.kind === 'item' && chosen.name === own}
                      marked={[own, ...codesOfElement(element)].some((code) => marked.has(code))}
                      name={own}
                      onChoose={() => onChoose({ kind: 'item', name: own })}
                      onStep={(by) => step(own, by)}
                      actions={
                        <>
                          <Button
                            type="text"
                            size="small"
                            icon={<CopyOutlined />}
                            aria-label={`${t('duplicate')} ${own}`}
                            onClick={() => onEdit({ do: 'duplicate', name: own })}
                          />
                          <Button
                            type="text"
                            size="small"
                            icon={<DeleteOutlined />}
                            aria-label={`${t('remove')} ${own}`}
                            onClick={() => {
                              onEdit({ do: 'remove', name: own });
                              setSaid(t('removed2', { name: own }));
                              if (chosen?.name === own) onChoose(null);
                            }}
                          />
                        </>
                      }
                    >
                      <span className="outline-code">{own}</span>
                      <span className="outline-title">{titleOf(element.title)}</span>
                      <span className="outline-kind">{t(kind === null ? 'kind.other' : `kind.${kind}`)}</span>
                    </OutlineRow>
                  );
                })}
              </div>
            ))}
          </SortableContext>
        </DndContext>
      </div>
      {pasting && (
        <PasteDialog
          kinds
          onClose={() => setPasting(false)}
          onTake={(texts, kind) => {
            setPasting(false);
            add(kind, texts);
          }}
        />
      )}
    </section>
  );
}
