/** Whether an object below `uploads/` is a file of orders: folders' markers, empty, hidden and unfinished ones are none. */
export const isUpload = ({ key, size }: { readonly key: string; readonly size: number }): boolean =>
  size > 0 && !key.endsWith('/') && !/(^|\/)[._~][^/]*$|\.(tmp|part|crdownload)$/i.test(key);
