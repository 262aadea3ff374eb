export { codesOfElement, nameOf, readChoices, readText, sectionsOf, writeChoices, writeText } from './draft';
export type { Choice, Draft, Element, Section } from './draft';
export { applyEdit } from './apply-edit';
export type { Edit } from './edit';
export { edited, redone, startHistory, undone, type History } from './history';
export { mergeDrafts, sameDraft, type Conflict } from './merge';
export { readPastedList } from './pasted-list';
export { isFivePoint, kindOf, notApplicableChoice, questionKinds, type QuestionKind } from './question-kinds';
export {
  fromExpression,
  toExpression,
  type Condition,
  type ConditionOperator,
  type ConditionRule,
  type ConditionValue,
} from './condition-form';
