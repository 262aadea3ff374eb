import type { Language } from '@mingjian/contract/localized';
import type { Question, SurveyModel } from 'survey-core';
import { button } from '../element';
import type { Texts } from '../texts';
import { canSpeak, speak, stopSpeaking } from './read-aloud';

interface Choice {
  locText: { renderedHtml: string };
}

/** What is read of a question: its words and its choices. */
function wordsOf(question: Question): string {
  const { visibleChoices } = question as Question & { visibleChoices?: Choice[] };
  return [
    question.locTitle.renderedHtml,
    ...(visibleChoices ?? []).map(({ locText }) => locText.renderedHtml),
  ].join('。');
}

/**
 * Puts a button beside each question that reads it aloud, where the browser can.
 *
 * @param words the texts of the moment: the language may change while a question is on the screen
 */
export function addSpeakers(survey: SurveyModel, words: () => { texts: Texts; language: Language }): void {
  if (!canSpeak()) return;
  let reading: HTMLButtonElement | null = null;
  const rest = () => {
    reading?.classList.remove('reading');
    if (reading !== null) reading.textContent = words().texts.readAloud;
    reading = null;
  };
  survey.onCurrentPageChanged.add(() => {
    stopSpeaking();
    rest();
  });
  survey.onAfterRenderQuestion.add((_, { question, htmlElement }) => {
    const header = htmlElement.querySelector('.sd-question__header') ?? htmlElement;
    header.querySelector('.read-aloud')?.remove();
    const speaker: HTMLButtonElement = button('quiet', words().texts.readAloud, () => {
      const again = reading === speaker;
      stopSpeaking();
      rest();
      if (again) return;
      const { texts, language } = words();
      if (speak(wordsOf(question), language, rest)) {
        reading = speaker;
        speaker.classList.add('reading');
        speaker.textContent = texts.readAloudStop;
      } else speaker.textContent = texts.noVoice;
    });
    speaker.classList.add('read-aloud');
    speaker.setAttribute('aria-describedby', question.ariaTitleId);
    header.append(speaker);
  });
}
