import { likertBars, wholeOf } from '@mingjian/figures';
import { toSvg } from '@mingjian/figures/svg';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { expect, test } from 'vitest';
import { pictureOf } from './figure-picture';
import { indexedPng } from './indexed-png';

const WIDTH = 40;

/** Dots of the colours given, row by row. */
function dotsOf(colours: readonly (readonly number[])[]): Uint8Array {
  return Uint8Array.from(colours.flatMap((colour) => [...colour, 255]));
}

async function dotsRead(png: Buffer, width: number, height: number): Promise<Uint8Array> {
  const context = createCanvas(width, height).getContext('2d');
  context.drawImage(await loadImage(png), 0, 0);
  return Uint8Array.from(context.getImageData(0, 0, width, height).data);
}

test('a drawing of few colours is read back dot for dot', async () => {
  const dots = dotsOf(Array.from({ length: WIDTH * 5 }, (_, at) => [at % 7, (at * 3) % 11, 200 + (at % 5)]));
  expect(await dotsRead(indexedPng(dots, WIDTH, 5), WIDTH, 5)).toEqual(dots);
});

test('of more colours than a palette holds the frequent stay and the rest comes near', async () => {
  const height = 20;
  const rare = Array.from({ length: 300 }, (_, at) => [at % 256, 100 + (at >> 8), 30]);
  const frequent = Array.from({ length: WIDTH * height - rare.length }, () => [29, 63, 114]);
  const dots = dotsOf([...frequent, ...rare]);
  const read = await dotsRead(indexedPng(dots, WIDTH, height), WIDTH, height);
  expect(read.subarray(0, frequent.length * 4)).toEqual(dots.subarray(0, frequent.length * 4));
  const farthest = Math.max(...dots.map((channel, at) => Math.abs(channel - (read[at] ?? 0))));
  expect(farthest).toBeGreaterThan(0);
  expect(farthest).toBeLessThan(60);
});

test('letters of a picture are drawn at its own size, not enlarged from a smaller one', async () => {
  const svg =
    '<svg width="200" height="30" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 30"><text x="4" y="20" style="font-family:Noto Serif SC;font-size:12px" fill="#000">满意度指数鑫矗</text></svg>';
  const { png, width, height } = await pictureOf(svg);
  expect([width, height]).toEqual([200, 30]);
  const dots = await dotsRead(png, 400, 60);
  const reds = dots.filter((_, at) => at % 4 === 0);
  // An enlarged letter goes from paper to ink in small steps only.
  const steep = reds.filter((red, at) => Math.abs(red - (reds[at + 1] ?? red)) > 128).length;
  expect(steep).toBeGreaterThan(100);
});

test('a number stands in the middle of its bar in the picture too', async () => {
  const items = [{ label: '', shares: [0, 0, 100, 0, 0] }];
  const { png } = await pictureOf(toSvg(wholeOf(likertBars({ title: '', items }, { language: 'zh-CN' }))));
  const { width, height } = await loadImage(png);
  const dots = await dotsRead(png, width, height);
  const red = (x: number, y: number) => dots[(y * width + x) * 4] ?? 255;
  const rows = Array.from({ length: height - 80 }, (_, index) => index + 80);
  const middleOf = (found: number[]) => ((found[0] ?? 0) + (found.at(-1) ?? 0)) / 2;
  // The bar's grey at a place beside the number and the line of the middle; the number's ink around the middle.
  const bar = middleOf(rows.filter((y) => red(width / 4, y) === 0xd5));
  const middle = Math.round(width / 2);
  const beside = Array.from({ length: 12 }, (_, index) => middle + 6 + index);
  const number = middleOf(rows.filter((y) => beside.some((x) => red(x, y) < 0x60)));
  expect(Math.abs(number - bar)).toBeLessThan(3);
});
