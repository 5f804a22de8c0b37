'use client';

import { Download } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { useRefusalText } from '@/components/api/refusal-text';
import { saveFile } from '@/components/ui/save-file';
import { Button } from '@/components/ui/button';
import { Menu, MenuItem } from '@/components/ui/dropdown-menu';
import { toast } from '@/components/ui/toast-store';
import type { TopologyGraph } from '@/domain/topology/graph';
import { EXPORT_FORMATS, jsonOf, pngOf, svgOf, type ExportFormat } from './export-picture';
import { readPalette } from './palette';
import type { Picture } from './picture';
import type { Scene } from './scene';
import type { TopologyAddress } from './use-topology-address';
import { useWholeTable } from './use-whole-table';

type ExportMenuProps = { picture: Picture; graph: TopologyGraph; scene: Scene; address: TopologyAddress };

/**
 * Exactly what is shown, to be kept: with the moves, the search, the path and the colours it has now. Of a table that is every
 * row that the search leaves, on whatever page.
 */
export function ExportMenu({ picture, graph, scene, address: looked }: ExportMenuProps) {
  const t = useTranslations('topology.export');
  const refusal = useRefusalText();
  const wholeTable = useWholeTable(looked);
  const name = `topology-${picture.estate.replace(/[^\w.-]+/g, '-')}`;
  const save = async (format: ExportFormat) => {
    const address = `${window.location.pathname}${window.location.search}`;
    const { estate, revision } = picture;
    const palette = readPalette(document.body);
    if (format === 'json') {
      const whole = looked.view === 'table' ? await wholeTable() : graph;
      saveFile(`${name}.json`, 'application/json', jsonOf(whole, { estate, revision, address }));
    } else if (format === 'svg') saveFile(`${name}.svg`, 'image/svg+xml', svgOf(scene, palette, estate, measure()));
    else {
      const png = await pngOf(scene, palette);
      if (png) saveFile(`${name}.png`, 'image/png', png);
      else toast.error(t('tooLarge'));
    }
  };
  return (
    <Menu
      trigger={
        <Button size="sm">
          <Download />
          <span className="max-2xl:sr-only">{t('label')}</span>
        </Button>
      }
    >
      {EXPORT_FORMATS.map((format) => (
        <MenuItem
          key={format}
          // A table has no places to draw things in.
          disabled={format !== 'json' && scene.width === 0}
          onSelect={() => void save(format).catch((error: unknown) => toast.error(refusal(error)))}
        >
          {t(format)}
        </MenuItem>
      ))}
    </Menu>
  );
}

/** Text is as wide in the file as it is in this browser. */
function measure(): (text: string, font: string) => number {
  const pen = document.createElement('canvas').getContext('2d');
  return (text, font) => {
    if (!pen) return text.length * 6;
    pen.font = font;
    return pen.measureText(text).width;
  };
}
