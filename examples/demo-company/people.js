/**
 * The people of the demo employer and how each of them works.
 * `days` are weekdays (1 = Monday … 7 = Sunday) with start and length in hours on the wall clock, break included.
 * Lengths of absence are in weeks of the timesheet, counted from 0.
 */
const week = (days, start, hours, pause = 30) => days.map((day) => ({ day, start, hours, pause }));

const NIGHT = (days) => week(days, 22, 8.5);
const EARLY = (days) => week(days, 5, 8.5);
const SHOP = (days, start = 7) => week(days, start, 6, 15);

export const PEOPLE = [
  { id: '1001', name: 'Vandermolen, Ruth', hired: '2011-05-02', flsa: 'Exempt', week: '40', shifts: [] },
  {
    id: '1004',
    name: 'Okafor, Daniel',
    hired: '2014-09-15',
    week: '40',
    shifts: NIGHT([7, 1, 2, 3, 4]),
    sick: [['2026-09-22', 8]],
  },
  { id: '1007', name: 'Lopez, Ana', hired: '2016-03-21', week: '40', shifts: NIGHT([7, 1, 2, 3, 4]) },
  {
    id: '1009',
    name: 'Roe, Sam',
    hired: '2018-01-08',
    week: '40',
    shifts: NIGHT([2, 3, 4, 5, 6]),
    sick: [
      ['2026-08-19', 4],
      ['2026-10-27', 8],
    ],
  },
  { id: '1012', name: 'Haddad, Layla', hired: '2019-06-03', week: '40', shifts: EARLY([1, 2, 3, 4, 5]) },
  {
    id: '1013',
    name: 'Kowalski, Piotr',
    hired: '2019-11-11',
    week: '40',
    shifts: EARLY([1, 2, 3, 4, 5]),
    sick: [
      ['2026-09-08', 8],
      ['2026-09-09', 2.5],
    ],
  },
  { id: '1015', name: 'Nguyen, Thi Mai', hired: '2020-08-17', week: '40', shifts: EARLY([2, 3, 4, 5, 6]) },
  { id: '1018', name: 'Brandt, Josie', hired: '2021-05-10', week: '36', shifts: SHOP([1, 2, 3, 4, 5, 6]) },
  {
    id: '1019',
    name: 'Whitfield, Marcus',
    hired: '2021-10-04',
    week: '40',
    shifts: week([1, 2, 3, 4, 5], 4, 8.75, 45),
    sick: [['2026-10-06', 8]],
  },
  { id: '1021', name: 'Pham, Kevin', hired: '2022-02-28', week: '40', shifts: week([1, 2, 3, 4, 5], 4, 8.75, 45) },
  { id: '1022', name: "O'Brien, Nora", hired: '2022-06-20', week: '24', shifts: SHOP([3, 4, 5, 6], 11) },
  { id: '1024', name: 'Castillo, Mateo', hired: '2023-01-16', week: '30', shifts: SHOP([1, 2, 3, 4, 5]) },
  { id: '1026', name: 'Sorensen, Ingrid', hired: '2023-04-24', week: '18', shifts: SHOP([5, 6, 7], 8) },
  {
    id: '1027',
    name: 'Jackson, Tamika',
    hired: '2023-09-05',
    week: '40',
    shifts: week([1, 2, 3, 4, 5], 8, 8.5),
    sick: [['2026-10-14', 3.75]],
  },
  { id: '1030', name: 'Bianchi, Marco', hired: '2024-03-11', week: '40', shifts: NIGHT([4, 5, 6, 7, 1]) },
  { id: '1031', name: 'Dykstra, Willem', hired: '2024-07-01', week: '12', shifts: SHOP([6, 7], 8) },
  { id: '1033', name: 'Ahmed, Yusuf', hired: '2024-11-18', week: '40', shifts: EARLY([1, 2, 4, 5, 6]) },
  {
    id: '1034',
    name: 'Fox, Delaney',
    hired: '2025-03-03',
    week: '30',
    shifts: SHOP([2, 3, 4, 5, 6], 12),
    sick: [['2026-11-04', 5]],
  },
  // Left on 2026-08-14 and came back on 2026-10-05, within two months: what had been earned is reinstated (MCL 408.965).
  {
    id: '1035',
    name: 'Reyes, Camila',
    hired: '2025-04-14',
    week: '30',
    shifts: SHOP([1, 2, 3, 4, 5], 12),
    away: [8, 14],
  },
  { id: '1037', name: 'Larsson, Emil', hired: '2025-08-25', week: '16', shifts: week([6, 7], 6, 8.5) },
  { id: '1038', name: 'Greene, Aaliyah', hired: '2026-01-12', week: '40', shifts: NIGHT([1, 2, 3, 5, 6]) },
  { id: '1040', name: 'Novak, Petra', hired: '2026-06-01', week: '24', shifts: SHOP([1, 2, 6, 7], 11) },
  // Hired in September under a wait of 120 days: earns from the first hour, uses from 2027-01-12.
  { id: '1041', name: 'Tran, Minh', hired: '2026-09-14', week: '40', shifts: EARLY([1, 2, 3, 4, 5]) },
  { id: '1042', name: 'Schreiber, Owen', hired: '2026-11-02', week: '20', shifts: SHOP([4, 5, 6, 7], 13) },
];

/** First Monday and number of weeks of the timesheet: 2026-06-22 to 2026-11-15. */
export const FIRST_MONDAY = '2026-06-22';
export const WEEKS = 21;
