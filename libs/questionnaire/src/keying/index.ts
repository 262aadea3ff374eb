export { keyedItems, readKeyed, type KeyedItem, type Reading } from './keyed-items';
export { differences, keyedAnswers, type Keyed } from './keyings';
