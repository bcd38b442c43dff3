import type { Camera } from './camera'
import { easelOf } from '@/server/domains/designFiles/painting/easel'
import type { Easel, Scene } from '@/server/domains/designFiles/painting/scenes'

/** A picture that took longer than this is not made anew for every frame of a movement. */
const quickMs = 10
/** Work on a picture between two breaths of the page. */
const breathMs = 14
/** A movement is over when nothing came for so long. */
const settleMs = 90

type Picture = { canvas: HTMLCanvasElement; camera: Camera | null }

/**
 * Keeps a canvas up to date with a scene and a camera. While a board is moved, the picture that is there is moved and
 * scaled, which costs nothing; once it stands, a sharp one is made in pieces behind it and takes its place.
 */
export class Painter {
  private readonly screen: CanvasRenderingContext2D
  private front: Picture
  private back: Picture
  private readonly scratch: readonly [HTMLCanvasElement, HTMLCanvasElement]
  private scene: Scene = []
  private camera: Camera | null = null
  private lastMs = 0
  private frame = 0
  private timer: ReturnType<typeof setTimeout> | undefined
  private round = 0

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly onPainted: () => void,
  ) {
    this.screen = contextOf(canvas)
    const made = () => document.createElement('canvas')
    this.front = { canvas: made(), camera: null }
    this.back = { canvas: made(), camera: null }
    this.scratch = [made(), made()]
  }

  /** Pixels of the device for each of the page. */
  private get density(): number {
    return Math.min(window.devicePixelRatio || 1, 2)
  }

  resize(width: number, height: number): void {
    const [w, h] = [Math.max(1, Math.round(width * this.density)), Math.max(1, Math.round(height * this.density))]
    if (this.canvas.width === w && this.canvas.height === h) return
    for (const each of [this.canvas, this.back.canvas, ...this.scratch]) [each.width, each.height] = [w, h]
    this.front.camera = null
    ;[this.front.canvas.width, this.front.canvas.height] = [w, h]
    this.paint()
  }

  setScene(scene: Scene): void {
    if (scene === this.scene) return
    this.scene = scene
    this.paint()
  }

  setCamera(camera: Camera): void {
    if (camera === this.camera) return
    const turned = this.camera?.mirrored !== camera.mirrored
    this.camera = camera
    if (turned || this.lastMs < quickMs) return this.paint()
    this.round++
    this.show()
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.paint(), settleMs)
  }

  stop(): void {
    this.round++
    clearTimeout(this.timer)
    cancelAnimationFrame(this.frame)
  }

  /** Puts what there is on the screen, where it belongs now. */
  private show(): void {
    cancelAnimationFrame(this.frame)
    this.frame = requestAnimationFrame(() => this.place())
  }

  private place(): void {
    const { screen, camera, front, canvas } = this
    screen.setTransform(1, 0, 0, 1, 0, 0)
    screen.clearRect(0, 0, canvas.width, canvas.height)
    if (!camera || !front.camera || front.camera.mirrored !== camera.mirrored) return
    const grown = camera.scale / front.camera.scale
    const pixels = camera.scale * this.density
    const [w, h] = [canvas.width / 2, canvas.height / 2]
    const dx = (front.camera.x - camera.x) * pixels * (camera.mirrored ? -1 : 1)
    const dy = -(front.camera.y - camera.y) * pixels
    screen.setTransform(grown, 0, 0, grown, w + dx - w * grown, h + dy - h * grown)
    screen.drawImage(front.canvas, 0, 0)
  }

  private paint(): void {
    clearTimeout(this.timer)
    const { camera, scene } = this
    if (!camera) return
    const round = ++this.round
    const easel = this.easel(camera)
    easel.picture.clear()
    let worked = 0
    let next = 0
    const work = () => {
      if (round !== this.round) return
      const begun = performance.now()
      while (next < scene.length && performance.now() - begun < breathMs) scene[next++]?.(easel)
      worked += performance.now() - begun
      if (next < scene.length) {
        this.frame = requestAnimationFrame(work)
        return
      }
      this.lastMs = worked
      this.back.camera = camera
      ;[this.front, this.back] = [this.back, this.front]
      this.place()
      this.onPainted()
    }
    cancelAnimationFrame(this.frame)
    this.frame = requestAnimationFrame(work)
  }

  private easel(camera: Camera): Easel {
    const [first, second] = this.scratch
    const sight = { ...camera, scale: camera.scale * this.density }
    return easelOf([contextOf(this.back.canvas), contextOf(first), contextOf(second)], sight)
  }
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const ctx = canvas.getContext('2d')
  if (!ctx) throw new Error('this browser has no canvas')
  return ctx
}
