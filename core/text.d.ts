/** What build-report.mjs and build-kernels.mjs write is imported as its text. */
declare module '*.txt' {
  const text: string;
  export default text;
}
