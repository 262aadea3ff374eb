import type { Language } from '@mingjian/contract/localized';

/** Whether this browser speaks at all; several web views do not. */
export function canSpeak(): boolean {
  return typeof speechSynthesis !== 'undefined' && typeof SpeechSynthesisUtterance !== 'undefined';
}

/** The voice of a language, the national standard first: zh-CN before zh-HK, and never another language's. */
export function voiceFor<Voice extends { lang: string }>(
  voices: readonly Voice[],
  language: Language,
): Voice | null {
  const wanted = language.toLowerCase();
  const main = wanted.split('-')[0] ?? wanted;
  const tag = ({ lang }: Voice) => lang.toLowerCase().replace('_', '-');
  return (
    voices.find((voice) => tag(voice).startsWith(wanted)) ??
    voices.find((voice) => tag(voice).split('-')[0] === main) ??
    null
  );
}

export function stopSpeaking(): void {
  if (canSpeak()) speechSynthesis.cancel();
}

/**
 * Reads a text aloud; what was being read is cut short.
 *
 * @param ended called when it has been read, or could not be
 * @returns false when the device has voices, but none of this language
 */
export function speak(text: string, language: Language, ended: () => void): boolean {
  speechSynthesis.cancel();
  const voices = speechSynthesis.getVoices();
  const voice = voiceFor(voices, language);
  // An empty list means that the voices are still being loaded: the browser picks one by the language.
  if (voice === null && voices.length > 0) return false;
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.lang = voice?.lang ?? language;
  utterance.voice = voice;
  utterance.rate = 0.9;
  utterance.onend = ended;
  utterance.onerror = ended;
  speechSynthesis.speak(utterance);
  return true;
}
