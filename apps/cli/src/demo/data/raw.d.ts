/** Vite hands a file over as text, so that the bundle needs no files beside it. */
declare module '*?raw' {
  const text: string;
  export default text;
}
