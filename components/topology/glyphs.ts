import type { GraphNodeKind, GraphStatus } from '@/domain/topology/graph';
import type { Palette } from './palette';
import { strokeOutline, type Pen } from './pen';

/** The shape of a status in a 12 px square, the same as everywhere else in the product. */
export function drawStatus(pen: Pen, status: GraphStatus, x: number, y: number, palette: Palette, size = 12): void {
  pen.save();
  pen.translate(x, y);
  pen.scale(size / 12, size / 12);
  pen.fillStyle = pen.strokeStyle = palette.status[status].mark;
  pen.lineCap = pen.lineJoin = 'round';
  pen.beginPath();
  SHAPES[status](pen);
  pen.restore();
}

const SHAPES: Record<GraphStatus, (pen: Pen) => void> = {
  healthy(pen) {
    pen.arc(6, 6, 4, 0, 2 * Math.PI);
    pen.fill();
  },
  warning(pen) {
    pen.moveTo(6, 1.3);
    pen.lineTo(11.2, 10.5);
    pen.lineTo(0.8, 10.5);
    pen.closePath();
    pen.fill();
    pen.stroke();
  },
  broken(pen) {
    pen.lineWidth = 2.2;
    pen.moveTo(2.3, 2.3);
    pen.lineTo(9.7, 9.7);
    pen.moveTo(9.7, 2.3);
    pen.lineTo(2.3, 9.7);
    pen.stroke();
  },
  unknown(pen) {
    pen.lineWidth = 1.6;
    pen.lineCap = 'butt';
    pen.setLineDash([2.1, 1.28]);
    pen.arc(6, 6, 4.3, 0, 2 * Math.PI);
    pen.stroke();
  },
  changing(pen) {
    pen.lineWidth = 1.5;
    pen.arc(6, 6, 4.2, 0, 2 * Math.PI);
    pen.stroke();
    pen.beginPath();
    pen.arc(6, 6, 4.2, -Math.PI / 2, Math.PI / 2);
    pen.fill();
  },
};

/** Line icons in a 16 px square. */
const ICONS: Record<GraphNodeKind, string> = {
  region: 'M4.5 12.5a3 3 0 0 1-.2-6A4 4 0 0 1 12 7.2a2.7 2.7 0 0 1-.5 5.3z',
  vpc: 'M4.5 12.5a3 3 0 0 1-.2-6A4 4 0 0 1 12 7.2a2.7 2.7 0 0 1-.5 5.3z',
  site: 'M8 14.2S3 10 3 6.5a5 5 0 0 1 10 0c0 3.5-5 7.7-5 7.7ZM9.6 6.5a1.6 1.6 0 1 1-3.2 0 1.6 1.6 0 0 1 3.2 0Z',
  vbr: 'M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0ZM5 6.5h6m-2-2 2 2M11 9.500H5m2 2-2-2',
  gateway:
    'M2.5 5h11a1 1 0 0 1 1 1v4a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1ZM4 8h.01M6.5 8h.01M9 8h.01M11.5 8h.01',
  pool: 'M8 1.8 13.5 5v6L8 14.2 2.500 11V5zM2.700 5.100 8 8l5.300-2.900M8 8v6',
  node: 'M3 3h10a1 1 0 0 1 1 1v3H2V4a1 1 0 0 1 1-1ZM2 9h12v3a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1zM4.500 5.500h.01M4.500 11h.01',
  'router-interface': 'M3 6h9.500m-2.500-2.500L12.500 6M13 10H3.500M6 12.500 3.500 10',
  'physical-connection':
    'M6.500 9.500a2.600 2.600 0 0 0 3.700 0l2.200-2.200a2.600 2.600 0 0 0-3.700-3.700l-.8.8M9.500 6.500a2.600 2.600 0 0 0-3.700 0L3.600 8.700a2.600 2.600 0 0 0 3.700 3.700l.8-.8',
  'transit-router': 'M8 2v12M2 8h12M4 4l8 8M12 4l-8 8',
  lan: '',
};

export function drawIcon(pen: Pen, kind: GraphNodeKind, x: number, y: number, colour: string): void {
  pen.save();
  pen.translate(x, y);
  pen.strokeStyle = colour;
  pen.lineWidth = 1.4;
  pen.lineCap = pen.lineJoin = 'round';
  strokeOutline(pen, ICONS[kind]);
  pen.restore();
}

/** Points right when closed, down when open. */
export function drawChevron(pen: Pen, closed: boolean, x: number, y: number, colour: string): void {
  pen.save();
  pen.translate(x, y);
  pen.strokeStyle = colour;
  pen.lineWidth = 1.4;
  pen.lineCap = pen.lineJoin = 'round';
  strokeOutline(pen, closed ? 'M4.500 2.500 8 6l-3.500 3.500' : 'M2.500 4.500 6 8l3.500-3.500');
  pen.restore();
}
