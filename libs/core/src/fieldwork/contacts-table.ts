import type { Channel } from '@mingjian/contract/fieldwork';
import { z } from 'zod';
import type { SampledPlace } from '../distribution';
import { badTable, cellFault, readCsv, type LocalizedFault, type TableColumn } from '../platform';

type Key = 'school' | 'class' | 'email' | 'phone';
const columns: readonly TableColumn<Key>[] = [
  { key: 'school', zh: '学校标识码', en: 'school_code' },
  { key: 'class', zh: '班级', en: 'class', optional: true },
  { key: 'email', zh: '邮箱', en: 'email', optional: true, also: ['电子邮箱', 'e-mail'] },
  { key: 'phone', zh: '手机', en: 'phone', optional: true, also: ['手机号', '电话', 'mobile'] },
];
const mostRows = 50_000;
const email = z.email().max(200);

export interface ContactRow {
  row: number;
  cellId: string;
  channel: Channel;
  address: string;
}

/**
 * Reads 联系方式 of people who were invited: one row a person, by school and class, with an e-mail or a mainland mobile
 * number. No name is asked for, and a column of names is refused as unknown.
 *
 * @param places the survey's cells
 * @throws Problem 422 `bad-table` naming row, column, value and rule: not in the sample, which class, no or a wrong
 *   address, an address twice, more people than were invited
 */
export async function readContacts(
  bytes: Uint8Array,
  places: readonly SampledPlace[],
): Promise<{ contacts: ContactRow[]; encoding: string }> {
  const table = await readCsv(bytes, columns, { maxRows: mostRows });
  const schools = new Map<string, SampledPlace[]>();
  for (const place of places)
    schools.set(place.schoolCode, [...(schools.get(place.schoolCode) ?? []), place]);
  const faults: LocalizedFault[] = [];
  const seen = new Map<string, number>();
  const perCell = new Map<string, number>();
  const contacts: ContactRow[] = [];
  for (const line of table.rows) {
    const { row, cells } = line;
    const fault = (key: Key, rule: string, zh: string, en: string) =>
      faults.push(cellFault(table, line, key, rule, { zh, en }));
    const ofSchool = schools.get(cells.school);
    if (!ofSchool) {
      fault(
        'school',
        'not-sampled',
        '该校不在这份问卷的样本中。',
        'This school is not in the sample of this survey.',
      );
      continue;
    }
    const place = placeOf(ofSchool, cells.class);
    if (!place) {
      const known = ofSchool.map(({ className }) => className ?? '—').join('、');
      fault('class', 'unknown-class', `请填写被抽中的班级：${known}。`, `Name a sampled class: ${known}.`);
      continue;
    }
    const address = addressOf(cells.email, cells.phone);
    if (address === null) {
      if (cells.email === '' && cells.phone === '')
        fault('email', 'no-address', '邮箱和手机至少填一项。', 'Give an e-mail or a mobile number.');
      else if (cells.email !== '')
        fault('email', 'bad-email', '邮箱地址不正确。', 'This is no e-mail address.');
      else
        fault(
          'phone',
          'bad-phone',
          '手机号应为 11 位大陆手机号。',
          'A mobile number has 11 digits and begins with 1.',
        );
      continue;
    }
    const mark = address.address.toLowerCase();
    const earlier = seen.get(mark);
    if (earlier !== undefined) {
      const key = address.channel === 'email' ? 'email' : 'phone';
      fault(key, 'twice', `与第 ${earlier} 行重复。`, `The same as in row ${earlier}.`);
      continue;
    }
    seen.set(mark, row);
    const count = (perCell.get(place.cellId) ?? 0) + 1;
    perCell.set(place.cellId, count);
    if (count > place.invited) {
      const zh = `该班（或教师组）只邀请了 ${place.invited} 人，多出的行没有作答码。`;
      fault(
        'class',
        'too-many',
        zh,
        `Only ${place.invited} people of this class were invited; there is no code for this row.`,
      );
      continue;
    }
    contacts.push({ row, cellId: place.cellId, ...address });
  }
  if (faults.length > 0) throw badTable(faults);
  return { contacts, encoding: table.encoding };
}

function placeOf(places: readonly SampledPlace[], name: string): SampledPlace | null {
  if (name === '') return places.length === 1 ? (places[0] ?? null) : null;
  const plain = (text: string) => text.normalize('NFKC').replace(/\s+/g, '');
  return places.find(({ className }) => className !== null && plain(className) === plain(name)) ?? null;
}

function addressOf(mail: string, phone: string): { channel: Channel; address: string } | null {
  if (mail !== '') {
    const parsed = email.safeParse(mail.normalize('NFKC'));
    return parsed.success ? { channel: 'email', address: parsed.data } : null;
  }
  const digits = phone
    .normalize('NFKC')
    .replace(/[\s-]/g, '')
    .replace(/^\+?86(?=1)/, '');
  return /^1[3-9]\d{9}$/.test(digits) ? { channel: 'sms', address: digits } : null;
}
