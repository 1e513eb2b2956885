import type { WorkflowEvent } from '../../workflow/workflow-event.js';

/** One event as `GetExecutionHistory` gives it; times in seconds since 1970. */
export interface HistoryEvent {
  readonly id: number;
  readonly previousEventId: number;
  readonly timestamp: number;
  readonly type: string;
  readonly [details: string]: unknown;
}

/**
 * Writes down what happens in an execution as Step Functions does: a state is several events, each naming the one
 * before it; the items of a Map branch off from its start.
 * @param typeOf the Type of a state in the definition
 */
export function historyWriter(history: HistoryEvent[], typeOf: (state: string) => string) {
  /** The last event of the main line, and of each item of the Map that runs. */
  const last = new Map<number | 'main', number>([['main', 0]]);
  const add = (line: number | 'main', type: string, details: object = {}) => {
    const id = history.length + 1;
    history.push({ id, previousEventId: last.get(line)!, timestamp: Date.now() / 1000, type, ...details });
    last.set(line, id);
  };
  const call = (line: number | 'main') => {
    add(line, 'TaskScheduled');
    add(line, 'TaskStarted');
  };
  add('main', 'ExecutionStarted');

  return (event: WorkflowEvent): void => {
    const { state, item } = event;
    const line = item?.index ?? 'main';
    const type = typeOf(state);
    const enter = () => add(line, `${type}StateEntered`, { stateEnteredEventDetails: { name: state } });
    if (type === 'Map') {
      onMap(event, enter);
      return;
    }
    if (item && !last.has(line)) {
      startItem(item);
    }
    if (event.type === 'entered') {
      enter();
      if (type === 'Task') call(line);
    } else if (event.type === 'exited') {
      if (type === 'Task') {
        const output = JSON.stringify({ Payload: event.result, StatusCode: 200 });
        add(line, 'TaskSucceeded', {
          taskSucceededEventDetails: { output, outputDetails: { truncated: false } },
        });
      }
      add(line, `${type}StateExited`, { stateExitedEventDetails: { name: state } });
    } else if (type === 'Task') {
      add(line, 'TaskFailed', { taskFailedEventDetails: { error: event.error } });
      if (event.type === 'retrying') call(line);
    }
  };

  function startItem({ index, count }: { index: number; count: number }): void {
    const started = history.findLast(({ type }) => type === 'MapStateEntered')!;
    if (last.get('main') === started.id) {
      add('main', 'MapStateStarted', { mapStateStartedEventDetails: { length: count } });
    }
    last.set(index, last.get('main')!);
    add(index, 'MapIterationStarted');
  }

  function onMap(event: WorkflowEvent, enter: () => void): void {
    if (event.type === 'entered') enter();
    for (const line of last.keys()) if (line !== 'main') last.delete(line);
    if (event.type === 'exited')
      add('main', 'MapStateExited', { stateExitedEventDetails: { name: event.state } });
  }
}
