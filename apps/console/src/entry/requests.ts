import {
  codeVerdict,
  keyList,
  openForm,
  submitted,
  tradedCode,
  type EnterResponse,
  type TradeCode,
} from '@mingjian/contract/responses';
import { ask, askAsStranger } from '../wire';

export const publishedForm = (surveyId: string) => askAsStranger(openForm, 'GET', `/respond/${surveyId}`);
export const checkCode = (surveyId: string, code: string) =>
  askAsStranger(codeVerdict, 'POST', `/respond/${surveyId}/code`, { code });
export const publishedKeys = (surveyId: string) => askAsStranger(keyList, 'GET', `/respond/${surveyId}/keys`);
export const tradeCode = (surveyId: string, body: TradeCode) =>
  askAsStranger(tradedCode, 'POST', `/respond/${surveyId}/credential`, body);
export const enter = (surveyId: string, body: EnterResponse) =>
  ask(submitted, 'POST', `/surveys/${surveyId}/entries`, body);
