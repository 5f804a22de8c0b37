import { describe, expect, it } from 'vitest';
import { createSvgPen, escapeXml } from './svg-pen';

const drawn = (draw: (pen: ReturnType<typeof createSvgPen>['pen']) => void) => {
  const { pen, body } = createSvgPen((text) => text.length * 6);
  draw(pen);
  return body();
};

describe('a pen that writes SVG', () => {
  it.each([
    ['<script>alert(1)</script>', '&#60;script&#62;alert(1)&#60;/script&#62;'],
    ['"&\'', '&#34;&#38;&#39;'],
    ['a\u0000b\u0008c', 'abc'],
    ['中文 😀', '中文 😀'],
  ])('takes %j for text and nothing else', (text, escaped) => {
    expect(escapeXml(text)).toBe(escaped);
    expect(drawn((pen) => pen.fillText(text, 1, 2))).toContain(`>${escaped}</text>`);
  });

  it('writes outlines, dashes and text where a canvas would put them', () => {
    const svg = drawn((pen) => {
      pen.strokeStyle = '#123456';
      pen.lineWidth = 2;
      pen.setLineDash([4, 2]);
      pen.beginPath();
      pen.moveTo(0, 0);
      pen.lineTo(10.456, 5);
      pen.stroke();
      pen.textAlign = 'right';
      pen.fillText('x', 3, 4);
    });
    expect(svg).toContain('d="M0 0L10.46 5"');
    expect(svg).toContain('stroke-dasharray="4 2"');
    expect(svg).toContain('text-anchor="end"');
  });

  it('goes back to how it was', () => {
    const svg = drawn((pen) => {
      pen.fillStyle = 'red';
      pen.save();
      pen.fillStyle = 'blue';
      pen.translate(5, 5);
      pen.beginPath();
      pen.clip();
      pen.restore();
      pen.fillRect(0, 0, 1, 1);
    });
    expect(svg.split('\n').at(-1)).toBe('<rect x="0" y="0" width="1" height="1" fill="red"/>');
  });
});
