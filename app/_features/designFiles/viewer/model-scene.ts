import {
  AmbientLight,
  Box3,
  DirectionalLight,
  Mesh,
  PerspectiveCamera,
  Raycaster,
  Scene,
  Vector2,
  Vector3,
  WebGLRenderer,
} from 'three'
import { OrbitControls } from 'three/examples/jsm/controls/OrbitControls.js'
import { dropShape, type Shape } from './model-shape'

type Triple = [number, number, number]
/** A place on a face: in units of the model, and the direction the face looks in, in thousandths. */
export type ModelPlace = Readonly<{ point: Triple; normal: Triple }>
/** Where a place is on the screen, and whether its face looks away. */
export type Projected = Readonly<{ x: number; y: number; hidden: boolean }>

/** A shape under a lamp that goes with the eye; drawn when something changed, never otherwise. */
export class ModelScene {
  private readonly renderer: WebGLRenderer
  private readonly scene = new Scene()
  private readonly camera = new PerspectiveCamera(40, 1, 0.1, 10_000)
  private readonly controls: OrbitControls
  private readonly box: Box3
  private frame = 0
  private isFitted = true

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly shape: Shape,
    private readonly onDrawn: () => void,
  ) {
    this.renderer = new WebGLRenderer({ canvas, antialias: true, alpha: true })
    this.renderer.setPixelRatio(Math.min(window.devicePixelRatio, 2))
    this.box = new Box3().setFromObject(shape.group)
    const lamp = new DirectionalLight(0xffffff, 2.2)
    lamp.position.set(0.4, 0.6, 1)
    this.camera.add(lamp)
    this.camera.up.set(0, 0, 1)
    this.scene.add(shape.group, this.camera, new AmbientLight(0xffffff, 1))
    this.controls = new OrbitControls(this.camera, canvas)
    this.controls.addEventListener('change', () => this.draw())
    this.controls.addEventListener('start', () => (this.isFitted = false))
    this.fit()
  }

  /** The whole model, from the front and a little above. */
  fit(): void {
    const [middle, size] = [this.box.getCenter(new Vector3()), this.box.getSize(new Vector3())]
    const reach = Math.max(size.length(), 1e-3)
    const way = new Vector3(0.5, -1, 0.6).normalize()
    this.camera.near = reach / 1_000
    this.camera.far = reach * 20
    this.camera.position.copy(middle).addScaledVector(way, this.distanceFor(way, size))
    this.camera.updateProjectionMatrix()
    this.controls.target.copy(middle)
    this.controls.update()
    this.isFitted = true
    this.draw()
  }

  /** How far the eye stands so that a box of a size just fits, seen along a way. */
  private distanceFor(way: Vector3, { x, y, z }: Vector3): number {
    const side = way.clone().cross(this.camera.up).normalize()
    const above = side.clone().cross(way)
    const up = Math.tan((this.camera.fov * Math.PI) / 360)
    const away = [-0.5, 0.5].flatMap((a) =>
      [-0.5, 0.5].flatMap((b) =>
        [-0.5, 0.5].flatMap((c) => {
          const corner = new Vector3(a * x, b * y, c * z)
          const wide = Math.max(Math.abs(corner.dot(side)) / this.camera.aspect, Math.abs(corner.dot(above)))
          return wide / up + corner.dot(way)
        }),
      ),
    )
    return Math.max(...away, 1e-3) * 1.12
  }

  /** Closer by a factor. */
  zoom(factor: number): void {
    this.isFitted = false
    const away = this.camera.position.clone().sub(this.controls.target).divideScalar(factor)
    this.camera.position.copy(this.controls.target).add(away)
    this.controls.update()
  }

  /** Around the model by so many radians. */
  turn(across: number, up: number): void {
    this.isFitted = false
    const away = this.camera.position.clone().sub(this.controls.target)
    away.applyAxisAngle(this.camera.up, across)
    const side = away.clone().cross(this.camera.up).normalize()
    const raised = away.clone().applyAxisAngle(side, up)
    // Not over the pole: there up and down change places.
    if (Math.abs(raised.clone().normalize().dot(this.camera.up)) < 0.98) away.copy(raised)
    this.camera.position.copy(this.controls.target).add(away)
    this.controls.update()
  }

  resize(width: number, height: number): void {
    if (width === 0 || height === 0) return
    this.renderer.setSize(width, height, false)
    this.camera.aspect = width / height
    this.camera.updateProjectionMatrix()
    // Until somebody moves it, all of it is shown, however the page grows.
    if (this.isFitted) this.fit()
    else this.draw()
  }

  /** The face under a place of the canvas, in its pixels; null where there is none. */
  pick(x: number, y: number): ModelPlace | null {
    const { clientWidth, clientHeight } = this.canvas
    const ray = new Raycaster()
    ray.setFromCamera(new Vector2((x / clientWidth) * 2 - 1, 1 - (y / clientHeight) * 2), this.camera)
    const faces = this.shape.group.children.filter((object) => object instanceof Mesh)
    const [hit] = ray.intersectObjects(faces, false)
    if (!hit?.face) return null
    const normal = hit.face.normal.clone().transformDirection(hit.object.matrixWorld)
    // Surfaces without a body behind them are seen from both sides.
    if (normal.dot(ray.ray.direction) > 0) normal.negate()
    return { point: rounded(hit.point, 1_000, 1_000), normal: rounded(normal, 1_000, 1) }
  }

  project({ point, normal }: ModelPlace): Projected {
    const place = new Vector3(...point)
    const looks = new Vector3(...normal).dot(this.camera.position.clone().sub(place)) > 0
    const flat = place.project(this.camera)
    const { clientWidth, clientHeight } = this.canvas
    return {
      x: ((flat.x + 1) / 2) * clientWidth,
      y: ((1 - flat.y) / 2) * clientHeight,
      hidden: !looks,
    }
  }

  stop(): void {
    cancelAnimationFrame(this.frame)
    this.controls.dispose()
    this.scene.remove(this.shape.group)
    dropShape(this.shape)
    this.renderer.dispose()
  }

  private draw(): void {
    cancelAnimationFrame(this.frame)
    this.frame = requestAnimationFrame(() => {
      this.renderer.render(this.scene, this.camera)
      this.onDrawn()
    })
  }
}

/** `steps` to each unit, given in one `part`-th of it. */
const rounded = ({ x, y, z }: Vector3, steps: number, part: number): Triple => {
  const of = (value: number) => Math.round(value * steps) / part
  return [of(x), of(y), of(z)]
}
