interface State {
  readonly Type: string;
  readonly ItemProcessor?: Flow;
  readonly Branches?: readonly Flow[];
}

interface Flow {
  readonly States: Readonly<Record<string, State>>;
}

/** Names of the states that do work for many items at once. */
export const fanOutStates = ({ States }: Flow): string[] =>
  Object.values(States).flatMap(({ ItemProcessor }) => (ItemProcessor ? taskStates(ItemProcessor) : []));

/** Names of the states that do work, wherever they are in a state machine's definition. */
export function taskStates({ States }: Flow): string[] {
  return Object.entries(States).flatMap(([name, state]) => [
    ...(state.Type === 'Task' ? [name] : []),
    ...[state.ItemProcessor ?? [], state.Branches ?? []].flat().flatMap(taskStates),
  ]);
}
