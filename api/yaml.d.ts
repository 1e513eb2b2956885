/** A YAML file is imported as its text. */
declare module '*.yaml' {
  const text: string;
  export default text;
}
