import { ECMASCRIPT, JVM, type LibraryRow } from '../library-choice.ts';

/** `Date` of JavaScript is left out: it cannot do what the libraries are for. */
const JAVASCRIPT: readonly LibraryRow[] = [
  {
    library: 'date-fns',
    languages: ECMASCRIPT,
    imports: ['date-fns', 'date-fns-tz', '@date-fns/tz', '@date-fns/utc'],
    example: "import { format } from 'date-fns';",
  },
  {
    library: 'moment',
    languages: ECMASCRIPT,
    imports: ['moment', 'moment-timezone', 'moment-mini'],
    example: "import moment from 'moment';",
  },
  { library: 'Day.js', languages: ECMASCRIPT, imports: ['dayjs'], example: "import dayjs from 'dayjs';" },
  { library: 'Luxon', languages: ECMASCRIPT, imports: ['luxon'], example: "import { DateTime } from 'luxon';" },
  {
    library: 'js-joda',
    languages: ECMASCRIPT,
    imports: ['@js-joda/core', 'js-joda'],
    example: "import { LocalDate } from '@js-joda/core';",
  },
  {
    library: 'Temporal',
    languages: ECMASCRIPT,
    imports: ['@js-temporal/polyfill', 'temporal-polyfill'],
    calls: ['Temporal'],
    platform: true,
    example: "import { Temporal } from '@js-temporal/polyfill';",
  },
  {
    library: 'spacetime',
    languages: ECMASCRIPT,
    imports: ['spacetime'],
    example: "import spacetime from 'spacetime';",
  },
  {
    library: 'date-and-time',
    languages: ECMASCRIPT,
    imports: ['date-and-time'],
    example: "const date = require('date-and-time');",
  },
  { library: 'fecha', languages: ECMASCRIPT, imports: ['fecha'], example: "import { format } from 'fecha';" },
  {
    library: 'dateformat',
    languages: ECMASCRIPT,
    imports: ['dateformat'],
    example: "import dateFormat from 'dateformat';",
  },
];

const PYTHON: readonly LibraryRow[] = [
  {
    library: 'datetime',
    languages: ['python'],
    imports: ['datetime'],
    names: ['datetime', 'date', 'time'],
    calls: ['datetime.datetime', 'datetime.date'],
    platform: true,
    example: 'from datetime import datetime',
  },
  { library: 'arrow', languages: ['python'], imports: ['arrow'], example: 'import arrow' },
  { library: 'Pendulum', languages: ['python'], imports: ['pendulum'], example: 'import pendulum' },
  { library: 'whenever', languages: ['python'], imports: ['whenever'], example: 'from whenever import Instant' },
  { library: 'Delorean', languages: ['python'], imports: ['delorean'], example: 'from delorean import Delorean' },
  { library: 'maya', languages: ['python'], imports: ['maya'], example: 'import maya' },
];

const JAVA: readonly LibraryRow[] = [
  {
    library: 'java.time',
    languages: JVM,
    imports: [
      'java.time.Instant',
      'java.time.LocalDate',
      'java.time.LocalDateTime',
      'java.time.LocalTime',
      'java.time.OffsetDateTime',
      'java.time.Year',
      'java.time.YearMonth',
      'java.time.ZonedDateTime',
    ],
    platform: true,
    example: 'import java.time.LocalDate;',
  },
  {
    library: 'java.util.Date',
    languages: JVM,
    imports: ['java.util.Date', 'java.util.Calendar', 'java.util.GregorianCalendar', 'java.text.SimpleDateFormat'],
    legacy: true,
    example: 'import java.util.Date;',
  },
  { library: 'Joda-Time', languages: JVM, imports: ['org.joda.time'], example: 'import org.joda.time.DateTime;' },
  {
    library: 'ThreeTen',
    languages: JVM,
    imports: ['org.threeten.bp', 'com.jakewharton.threetenabp'],
    example: 'import org.threeten.bp.LocalDate;',
  },
  {
    library: 'kotlinx-datetime',
    languages: ['kotlin'],
    imports: ['kotlinx.datetime'],
    example: 'import kotlinx.datetime.LocalDate',
  },
  {
    library: 'Klock',
    languages: ['kotlin'],
    imports: ['com.soywiz.klock', 'korlibs.time'],
    example: 'import com.soywiz.klock.DateTime',
  },
];

const CSHARP: readonly LibraryRow[] = [
  {
    library: 'System.DateTime',
    languages: ['csharp'],
    calls: ['DateTime', 'DateTimeOffset', 'System.DateTime', 'System.DateTimeOffset'],
    platform: true,
    example: 'class A { object b = new DateTime(2020, 1, 1); }',
  },
  { library: 'NodaTime', languages: ['csharp'], imports: ['NodaTime'], example: 'using NodaTime;' },
];

const GO: readonly LibraryRow[] = [
  {
    library: 'time',
    languages: ['go'],
    calls: ['time.Now', 'time.Date', 'time.Parse', 'time.ParseInLocation', 'time.Unix'],
    platform: true,
    example: 'package a\nimport "time"\nfunc f() { time.Now() }',
  },
  {
    library: 'carbon',
    languages: ['go'],
    imports: ['github.com/golang-module/carbon', 'github.com/dromara/carbon', 'github.com/uniplaces/carbon'],
    example: 'package a\nimport "github.com/dromara/carbon/v2"',
  },
  {
    library: 'timeutil',
    languages: ['go'],
    imports: ['github.com/leekchan/timeutil'],
    example: 'package a\nimport "github.com/leekchan/timeutil"',
  },
];

const PHP: readonly LibraryRow[] = [
  {
    library: 'PHP DateTime',
    languages: ['php'],
    calls: ['DateTime', 'DateTimeImmutable'],
    platform: true,
    example: '<?php\n$a = new \\DateTimeImmutable();',
  },
  {
    library: 'Carbon',
    languages: ['php'],
    imports: ['Carbon', 'Illuminate\\Support\\Carbon'],
    calls: ['Carbon.Carbon', 'Carbon.CarbonImmutable'],
    example: '<?php\nuse Carbon\\Carbon;',
  },
  {
    library: 'Chronos',
    languages: ['php'],
    imports: ['Cake\\Chronos', 'Cake\\I18n\\FrozenTime', 'Cake\\I18n\\DateTime'],
    example: '<?php\nuse Cake\\Chronos\\Chronos;',
  },
  {
    library: 'Brick DateTime',
    languages: ['php'],
    imports: ['Brick\\DateTime'],
    example: '<?php\nuse Brick\\DateTime\\LocalDate;',
  },
];

const RUBY: readonly LibraryRow[] = [
  { library: 'Time', languages: ['ruby'], calls: ['Time'], platform: true, example: 'Time.now' },
  { library: 'DateTime', languages: ['ruby'], calls: ['DateTime'], example: 'DateTime.now' },
];

const RUST: readonly LibraryRow[] = [
  {
    library: 'chrono',
    languages: ['rust'],
    imports: ['chrono'],
    calls: ['chrono'],
    example: 'use chrono::{DateTime, Utc};',
  },
  {
    library: 'time crate',
    languages: ['rust'],
    imports: [
      'time::OffsetDateTime',
      'time::PrimitiveDateTime',
      'time::UtcDateTime',
      'time::Date',
      'time::format_description',
      'time::macros',
    ],
    calls: ['time.OffsetDateTime'],
    example: 'use time::OffsetDateTime;',
  },
  { library: 'jiff', languages: ['rust'], imports: ['jiff'], calls: ['jiff'], example: 'use jiff::Timestamp;' },
];

/** Libraries for dates and times, by language. */
export const DATE_LIBRARIES: readonly LibraryRow[] = [
  ...JAVASCRIPT,
  ...PYTHON,
  ...JAVA,
  ...CSHARP,
  ...GO,
  ...PHP,
  ...RUBY,
  ...RUST,
];
