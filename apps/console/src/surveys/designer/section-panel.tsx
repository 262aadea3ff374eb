import { Button } from 'antd';
import {
  nameOf,
  readText,
  sectionsOf,
  writeText,
  type Draft,
  type Edit,
  type Element,
} from '@mingjian/questionnaire/editing';
import { ConditionEditor } from './condition-editor';
import { Pair } from './pair';
import { useTexts } from './texts';

/** Title and condition of a section. */
export function SectionPanel(props: {
  draft: Draft;
  name: string;
  onEdit: (edit: Edit, typing?: string) => Draft;
  onRemoved: () => void;
}) {
  const t = useTexts();
  const sections = sectionsOf(props.draft.json);
  const index = sections.findIndex((section) => section.name === props.name);
  const section = sections[index];
  if (section === undefined) return null;
  const change = (part: Element, typing: string) =>
    props.onEdit({ do: 'section', name: props.name, change: part }, `${props.name}.${typing}`);
  const { page, elements } = section;
  const following = sections.slice(index).flatMap((each) => each.elements)[0];
  return (
    <div className="panel">
      <div className="panel-head">
        <h2>{t('section', { n: index + 1 })}</h2>
      </div>
      <Pair
        optional
        label={t('sectionTitle')}
        value={readText(page.title)}
        onChange={(text) =>
          change(
            { title: text.zh === '' && text.en === '' ? undefined : writeText(text, page.title) },
            'title',
          )
        }
      />
      <Pair
        optional
        lines
        label={t('description')}
        value={readText(page.description)}
        onChange={(text) =>
          change(
            { description: text.zh === '' && text.en === '' ? undefined : writeText(text, page.description) },
            'description',
          )
        }
      />
      <h3>{t('condition')}</h3>
      <ConditionEditor
        draft={props.draft}
        before={following === undefined ? null : nameOf(following)}
        expression={String(page.visibleIf ?? '')}
        onChange={(expression) => change({ visibleIf: expression || undefined }, 'visibleIf')}
      />
      <div className="form-buttons">
        <Button
          danger
          onClick={() => {
            props.onEdit({ do: 'removeSection', name: props.name });
            props.onRemoved();
          }}
        >
          {elements.length > 0 ? t('removeSection') : t('remove')}
        </Button>
      </div>
    </div>
  );
}
