/** Bytes of so many doubles. */
export function bytesOf(doubles: i32): usize {
  return (<usize>doubles) << 3;
}

export function doubleAt(at: usize, index: i32): f64 {
  return load<f64>(at + bytesOf(index));
}

export function setDouble(at: usize, index: i32, value: f64): void {
  store<f64>(at + bytesOf(index), value);
}

export function intAt(at: usize, index: i32): i32 {
  return load<i32>(at + ((<usize>index) << 2));
}

export function setInt(at: usize, index: i32, value: i32): void {
  store<i32>(at + ((<usize>index) << 2), value);
}
