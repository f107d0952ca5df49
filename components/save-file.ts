// Saves a file through the browser's download.

export function saveFile(name: string, type: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download no longer needs the URL by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
