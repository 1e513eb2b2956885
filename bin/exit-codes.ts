export const exitCodes = {
  done: 0,
  defect: 1,
  usage: 2,
  input: 3,
  cloud: 4,
  interrupted: 130,
} as const;
