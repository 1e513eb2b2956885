interface State {
  readonly Type: string;
  readonly ItemProcessor?: Flow;
  readonly Branches?: readonly Flow[];
}

interface Flow {
  readonly States: Readonly<Record<string, State>>;
}

/** Names of the states that do work, wherever they are in a state machine's definition. */
export function taskStates({ States }: Flow): string[] {
  return Object.entries(States).flatMap(([name, state]) => [
    ...(state.Type === 'Task' ? [name] : []),
    ...[state.ItemProcessor ?? [], state.Branches ?? []].flat().flatMap(taskStates),
  ]);
}
