/** A view as Metabase has synchronised it. */
export interface View {
  readonly id: number;
  readonly name: string;
  readonly fields: Readonly<Record<string, Field>>;
}

export interface Field {
  readonly id: number;
  readonly name: string;
  readonly description: string | null;
  readonly semantic_type: string | null;
  readonly has_field_values: string | null;
}

/** The views by name. */
export type Views = Readonly<Record<string, View>>;
