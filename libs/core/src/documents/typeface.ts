import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Files of the report's own face, Noto Serif SC in two weights. @throws Error when it is not installed */
export function typefaceFiles(): string[] {
  try {
    return [
      require.resolve('@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf'),
      require.resolve('@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf'),
    ];
  } catch (error) {
    throw new Error('the typeface of reports is not installed; run npm ci', { cause: error });
  }
}
