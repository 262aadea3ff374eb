import type { Audience } from '@mingjian/contract/surveys';
import type { Draft, Edit, Element, QuestionKind } from '@mingjian/questionnaire/editing';
import { ChoicesEditor } from './choices-editor';
import { useTexts } from './texts';

/** What a question offers to choose from, by its kind. */
export function ItemLists(props: {
  element: Element;
  kind: QuestionKind;
  audience: Audience;
  onEdit: (edit: Edit, typing?: string) => Draft;
}) {
  const t = useTexts();
  const { kind } = props;
  const common = { element: props.element, audience: props.audience, onEdit: props.onEdit };
  switch (kind) {
    case 'matrix':
      return (
        <>
          <ChoicesEditor {...common} list="rows" label={t('rows')} />
          <ChoicesEditor {...common} list="columns" label={t('columns')} fixed />
        </>
      );
    case 'likert':
    case 'attention':
    case 'consent':
      return <ChoicesEditor {...common} list="choices" label={t('choices')} fixed />;
    case 'rating':
      return <ChoicesEditor {...common} list="rateValues" label={t('choices')} fixed />;
    case 'single':
    case 'multiple':
    case 'ranking':
      return <ChoicesEditor {...common} list="choices" label={t('choices')} />;
    case 'image':
      return <ChoicesEditor {...common} list="choices" label={t('choices')} pictures />;
    default:
      return null;
  }
}
