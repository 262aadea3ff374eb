import { LARGEST_PICTURE_BYTES, pictureBytes, pictureType } from '@mingjian/questionnaire';

const WIDEST = 480;

/**
 * Reads a chosen file as a picture that fits into a definition: its type is told by its bytes, and it is drawn anew,
 * small enough for a phone and without what a camera writes into it.
 * @returns a data address, or why there is none
 */
export async function readPicture(
  file: File,
): Promise<{ address: string } | { fault: 'pictureBad' | 'pictureLarge' }> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (pictureType(bytes) === null) return { fault: 'pictureBad' };
  const bitmap = await createImageBitmap(new Blob([bytes])).catch(() => null);
  if (bitmap === null) return { fault: 'pictureBad' };
  for (const [width, quality] of [
    [WIDEST, 0.85],
    [WIDEST, 0.6],
    [320, 0.6],
  ] as const) {
    const address = drawn(bitmap, width, quality);
    if (address !== null && pictureBytes(address) <= LARGEST_PICTURE_BYTES) return { address };
  }
  return { fault: 'pictureLarge' };
}

function drawn(bitmap: ImageBitmap, widest: number, quality: number): string | null {
  const scale = Math.min(1, widest / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext('2d');
  if (context === null) return null;
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/jpeg', quality);
}
