// A project in all ten languages whose files follow one habit a key, large enough for each to be enforced.
import { inStyle } from './code-text.ts';

const FILES = 40;
const DIRECTORIES = 8;
const NOUNS = (
  'order cart price stock parcel invoice refund coupon basket ledger quote batch label route depot driver fleet cargo ' +
  'permit tariff voucher receipt payment account wallet budget salary tender lease asset claim policy agent branch ' +
  'client vendor factory product catalog shelf'
).split(' ');

type Names = (verb: string, style: string) => string;
type Template = { readonly path: (n: Names) => string; readonly text: (n: Names) => string };

/** Everything the templates need is the name of the thing that a file is about. */
const TEMPLATES: readonly Template[] = [
  {
    path: (n) => `web/src/${n('area', 'dir')}/part/${n('list', 'kebab')}.ts`,
    text: (n) => `import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { logger } from '../../log/log.js';
import { base } from '../../shared/base.js';
import { other } from './other.js';

const ${n('limit', 'screaming')} = 25;

interface ${n('shape', 'pascal')} {
  readonly id: string;
}

class ${n('store', 'pascal')} {
  readonly rows: ${n('shape', 'pascal')}[] = [];
}

function ${n('build', 'camel')}(id: string): ${n('store', 'pascal')} {
  const ${n('made', 'camel')} = new ${n('store', 'pascal')}();
  ${n('made', 'camel')}.rows.push({ id: join(id, String(${n('limit', 'screaming')})) });
  logger.info(\`built\`);
  logger.warn('twice');
  return ${n('made', 'camel')};
}

export async function ${n('load', 'camel')}(id: string): Promise<unknown> {
  const ${n('text', 'camel')} = await readFile(id, 'utf8');
  try {
    await base(id);
    await other(id);
    return z.string().parse(${n('text', 'camel')});
  } catch (error) {
    ${n('build', 'camel')}(id);
    throw new TypeError(id, { cause: error });
  }
}
`,
  },
  {
    path: (n) => `site/src/${n('area', 'dir')}/part/${n('list', 'kebab')}.js`,
    text: (n) => `import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { uniq } from 'lodash';
import { logger } from '../../log/log.js';
import { base } from '../../shared/base.js';
import { other } from './other.js';

const ${n('limit', 'screaming')} = 25;

class ${n('store', 'pascal')} {
  add(id) {
    return uniq([id, ${n('limit', 'screaming')}]);
  }
}

function ${n('build', 'camel')}(id) {
  const ${n('made', 'camel')} = new ${n('store', 'pascal')}();
  ${n('made', 'camel')}.add(join(id, 'x'));
  logger.info('built');
  return ${n('made', 'camel')};
}

export async function ${n('load', 'camel')}(id) {
  const ${n('text', 'camel')} = await readFile(id, 'utf8');
  try {
    await base(id);
    await other(id);
    return ${n('text', 'camel')}.trim();
  } catch (err) {
    ${n('build', 'camel')}(id);
    throw new TypeError(id, { cause: err });
  }
}
`,
  },
  {
    path: (n) => `shop/${n('area', 'dir')}/${n('list', 'snake')}.py`,
    text: (n) => `import json
import os
import sys
from requests import get
from shop.${n('area', 'dir')}.common import clean
from .base import Base

${n('limit', 'screaming')} = 25


class ${n('store', 'pascal')}:
    def total(self):
        return ${n('limit', 'screaming')}


def ${n('build', 'snake')}(rows):
    ${n('made', 'snake')} = ${n('store', 'pascal')}()
    ${n('text', 'snake')} = json.dumps(rows)
    try:
        return get(os.path.join(sys.argv[0], ${n('text', 'snake')}), ${n('made', 'snake')}.total())
    except OSError as exc:
        raise TypeError(clean(rows)) from exc


def ${n('load', 'snake')}(rows):
    return ${n('build', 'snake')}(rows) or Base
`,
  },
  {
    path: (n) => `java/src/main/java/com/shop/${n('area', 'dir')}/${n('list', 'pascal')}.java`,
    text: (n) => `package com.shop.${n('area', 'dir')};

import java.util.List;
import java.io.File;
import java.io.IOException;
import org.shop.Clock;
import com.acme.Money;

public class ${n('list', 'pascal')} {
    private static final int ${n('limit', 'screaming')} = 25;

    private int ${n('build', 'camel')}(List<String> rows) {
        int ${n('made', 'camel')} = rows.size() + ${n('limit', 'screaming')};
        try {
            new File("x").createNewFile();
        } catch (IOException e) {
            throw new IllegalStateException(Clock.name(), e);
        }
        return ${n('made', 'camel')} + Money.of(rows);
    }

    private static class ${n('store', 'pascal')} {
        int total;
    }

    public int load(List<String> rows) {
        ${n('store', 'pascal')} store = new ${n('store', 'pascal')}();
        return store.total + ${n('build', 'camel')}(rows);
    }
}
`,
  },
  {
    path: (n) => `net/${n('area', 'dir')}/${n('list', 'pascal')}.cs`,
    text: (n) => `using System;
using System.Text;
using System.Collections.Generic;
using Acme.Zebra;
using Acme.Money;

namespace Shop.${n('area', 'pascal')}
{
    public class ${n('list', 'pascal')}
    {
        private const int ${n('limit', 'pascal')} = 25;

        private int ${n('build', 'pascal')}(List<string> rows)
        {
            int ${n('made', 'camel')} = rows.Count + ${n('limit', 'pascal')};
            try
            {
                Money.Of(rows);
            }
            catch (ArgumentException ex)
            {
                throw new InvalidOperationException("x", ex);
            }
            return ${n('made', 'camel')};
        }

        public int Load(List<string> rows)
        {
            return ${n('build', 'pascal')}(rows);
        }

        private class ${n('store', 'pascal')}
        {
            public int Total;
        }
    }
}
`,
  },
  {
    path: (n) => `svc/${n('area', 'dir')}/${n('list', 'snake')}.go`,
    text: (n) => `package ${n('area', 'dir')}

import (
	"errors"
	"fmt"
	"os"

	"github.com/acme/money"
	"github.com/sirupsen/logrus"
)

const ${n('limit', 'camel')} = 25

type ${n('store', 'camel')} struct {
	total int
}

func ${n('build', 'camel')}(rows []string) (int, error) {
	${n('made', 'camel')} := ${n('store', 'camel')}{total: len(rows) + ${n('limit', 'camel')}}
	if err := money.Check(rows); err != nil {
		return 0, fmt.Errorf("check: %w", err)
	}
	logrus.Info("built", os.Args)
	if ${n('made', 'camel')}.total == 0 {
		return 0, errors.New("empty")
	}
	return ${n('made', 'camel')}.total, nil
}

func ${n('load', 'pascal')}(rows []string) (int, error) {
	return ${n('build', 'camel')}(rows)
}
`,
  },
  {
    path: (n) => `app/src/main/kotlin/shop/${n('area', 'dir')}/${n('list', 'pascal')}.kt`,
    text: (n) => `package shop.${n('area', 'dir')}

import com.acme.Clock
import com.acme.Money
import com.acme.Zone
import java.io.File
import java.io.IOException

private const val ${n('limit', 'screaming')} = 25

private class ${n('store', 'pascal')} {
    var total = 0
}

private fun ${n('build', 'camel')}(rows: List<String>): Int {
    val ${n('made', 'camel')} = ${n('store', 'pascal')}()
    try {
        File("x").createNewFile()
    } catch (e: IOException) {
        throw IllegalStateException(Clock.name(), e)
    }
    return ${n('made', 'camel')}.total + Money.of(rows) + Zone.of(${n('limit', 'screaming')})
}

fun ${n('load', 'camel')}(rows: List<String>): Int = ${n('build', 'camel')}(rows)
`,
  },
  {
    path: (n) => `php/src/${n('area', 'pascal')}/${n('list', 'pascal')}.php`,
    text: (n) => `<?php

namespace Shop\\${n('area', 'pascal')};

use Acme\\Clock;
use Acme\\Money;
use Acme\\Store;
use Acme\\Zebra;
use Acme\\Zone;

class ${n('list', 'pascal')}
{
    private const ${n('limit', 'screaming')} = 25;

    public function load(array $rows): int
    {
        return $this->${n('build', 'camel')}($rows);
    }

    private function ${n('build', 'camel')}(array $rows): int
    {
        $${n('made', 'camel')} = Money::of($rows) + self::${n('limit', 'screaming')};
        try {
            Store::save($rows, Zebra::class, Zone::class);
        } catch (\\RuntimeException $e) {
            throw new \\LogicException(Clock::name(), 0, $e);
        }

        return $${n('made', 'camel')};
    }
}
`,
  },
  {
    path: (n) => `rb/lib/shop/${n('area', 'dir')}/${n('list', 'snake')}.rb`,
    text: (n) => `require 'json'

module Shop
  class ${n('list', 'pascal')}
    def load(rows)
      ${n('build', 'snake')}(rows)
    end

    private

    def ${n('build', 'snake')}(rows)
      ${n('made', 'snake')} = rows.size
      logger.info('built')
      logger.warn('twice')
      ${n('made', 'snake')}.to_s
    rescue IOError => e
      raise ArgumentError, e.message
    end
  end
end
`,
  },
  {
    path: (n) => `core/src/${n('area', 'dir')}/${n('list', 'snake')}.rs`,
    text: (n) => `use std::fs;
use log::{info, warn};

const ${n('limit', 'screaming')}: usize = 25;

pub struct ${n('store', 'pascal')} {
    total: usize,
}

pub fn ${n('build', 'snake')}(path: &str) -> Result<${n('store', 'pascal')}, std::io::Error> {
    let ${n('text', 'snake')} = fs::read_to_string(path)?;
    info!("built {}", path);
    warn!("twice {}", path);
    Ok(${n('store', 'pascal')} { total: ${n('text', 'snake')}.len() + ${n('limit', 'screaming')} })
}
`,
  },
];

/** The files of the project by path: the same at every call. */
export function generatedProject(): Record<string, string> {
  const out: Record<string, string> = {};
  for (let i = 0; i < FILES; i++) {
    const noun = NOUNS[i] ?? '';
    const area = NOUNS[i % DIRECTORIES] ?? '';
    const names: Names = (verb, style) => {
      if (verb === 'area') return style === 'dir' ? area : inStyle([area], style);
      return inStyle(verb === 'list' ? [noun, verb] : [verb, noun], style);
    };
    for (const { path, text } of TEMPLATES) out[path(names)] = text(names);
  }
  return out;
}
