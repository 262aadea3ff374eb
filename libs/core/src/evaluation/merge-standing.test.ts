import { describe, expect, it } from 'vitest';
import { mergesAsTheyStand } from './merge-standing';

const a = { monitoringHash: 'a' };
const b = { monitoringHash: 'b' };
const without = { monitoringHash: null };

describe('a merge', () => {
  it('stands while the report that went in is the accepted one', () => {
    expect(mergesAsTheyStand(null, [], { hash: 'a' })).toEqual({ merged: null, earlier: [] });
    expect(mergesAsTheyStand(a, [], { hash: 'a' })).toEqual({ merged: a, earlier: [] });
    expect(mergesAsTheyStand(b, [a], { hash: 'b' })).toEqual({ merged: b, earlier: [a] });
  });

  it('is overtaken, and kept, when another report is accepted', () => {
    expect(mergesAsTheyStand(b, [a], { hash: 'c' })).toEqual({ merged: null, earlier: [b, a] });
  });

  it('without monitoring stands until there is a report after all', () => {
    expect(mergesAsTheyStand(without, [], null)).toEqual({ merged: without, earlier: [] });
    expect(mergesAsTheyStand(without, [], { hash: 'a' })).toEqual({ merged: null, earlier: [without] });
  });
});
