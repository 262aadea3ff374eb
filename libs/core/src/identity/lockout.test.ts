import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freeFailures, globalFailures, globalWaitMs, networkOf, waitMs } from './lockout';

const start = new Date('2021-05-12T00:00:00Z');
const later = (ms: number) => new Date(start.getTime() + ms);

describe('the wait after failures', () => {
  it('is nothing for five, then doubles from 15 s to 15 min', () => {
    const waits = [0, 4, 5, 6, 7, 10, 11, 500].map((failures) => waitMs({ failures, lastAt: start }, start));
    expect(waits).toEqual([0, 0, 15_000, 30_000, 60_000, 480_000, 900_000, 900_000]);
    expect(waitMs(null, start)).toBe(0);
  });

  it('ends, and grows with failures', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(2_000_000), (failures, ms) => {
        const wait = waitMs({ failures, lastAt: start }, later(ms));
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(900_000);
        expect(waitMs({ failures: failures + 1, lastAt: start }, later(ms))).toBeGreaterThanOrEqual(wait);
      }),
    );
  });

  it('binds a whole account only far beyond what one network may try', () => {
    expect(globalFailures).toBeGreaterThanOrEqual(20 * freeFailures);
    expect(globalWaitMs({ failures: globalFailures - 1, lastAt: start }, start)).toBe(0);
    expect(globalWaitMs({ failures: globalFailures, lastAt: start }, start)).toBe(900_000);
    expect(globalWaitMs({ failures: globalFailures, lastAt: start }, later(900_000))).toBe(0);
  });
});

describe('the network of an address', () => {
  it('is the IPv4 address itself, also when mapped into IPv6', () => {
    expect(networkOf('10.1.2.3')).toBe('10.1.2.3');
    expect(networkOf('::ffff:10.1.2.3')).toBe('10.1.2.3');
  });

  it('is the /64 of an IPv6 address, however it is written', () => {
    expect(networkOf('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64');
    expect(networkOf('2001:0db8:1:2::9')).toBe('2001:db8:1:2::/64');
    expect(networkOf('2001:db8::1')).toBe('2001:db8:0:0::/64');
    expect(networkOf('::1')).toBe('0:0:0:0::/64');
    expect(networkOf('fe80::1%eth0')).toBe('fe80:0:0:0::/64');
  });
});
