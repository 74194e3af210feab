import type { LanguageId } from '@drift/shared';

/** How classes that a container makes look in one language. */
export interface ContainerRow {
  /** Decorators, annotations and attributes that hand a class, or its constructor, to the container. */
  readonly classMarks: ReadonlySet<string>;
  /** Names by which classes are handed over without a mark. */
  readonly classNames?: RegExp;
  /** Marks of fields, properties and setters that the container fills. */
  readonly points: ReadonlySet<string>;
  /** Calls that a field takes its service from. */
  readonly fieldCalls?: ReadonlySet<string>;
  /** Marks that stand for a constructor that is not written. */
  readonly writtenConstructors?: ReadonlySet<string>;
  /** Types of constructor parameters that are services, and types that never are. */
  readonly service: RegExp;
  readonly notService?: RegExp;
  /** Bases of classes that somebody else makes, so that nothing can be passed to their constructor. */
  readonly madeElsewhere?: RegExp;
}

const names = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const SPRING_AND_JAKARTA =
  'Service Component Controller RestController Repository Configuration ControllerAdvice RestControllerAdvice ' +
  'Singleton ApplicationScoped RequestScoped SessionScoped Dependent Named Path Inject Autowired';
const VALUES = /^(?:String|Integer|Int|Long|Boolean|Double|Duration|Locale|Clock|Class|Optional)\b/;
const ANDROID =
  /(?:Activity|Fragment|Application|BroadcastReceiver|ContentProvider|Dialog|View|Layout|Worker|IntentService|Servlet|TestCase|Tests?)$|^Service$/;
const ROLES = /(?:Service|Controller|Handler|Repository|Manager|Listener|Subscriber|Consumer|Processor|Validator)$/;

/** Containers by language. */
export const CONTAINERS: Readonly<Partial<Record<LanguageId, ContainerRow>>> = {
  java: {
    classMarks: names(SPRING_AND_JAKARTA),
    points: names('Autowired Inject Resource'),
    writtenConstructors: names('RequiredArgsConstructor AllArgsConstructor'),
    service: /^[A-Z]/,
    notService: VALUES,
    madeElsewhere: ANDROID,
  },
  kotlin: {
    classMarks: names(SPRING_AND_JAKARTA),
    points: names('Autowired Inject Resource'),
    service: /^[A-Z]/,
    notService: VALUES,
    madeElsewhere: ANDROID,
  },
  csharp: {
    classMarks: names('ApiController ServiceFilter Export'),
    classNames: ROLES,
    points: names('Inject Dependency Import ImportMany'),
    service: /^I[A-Z]/,
    notService:
      /^I(?:List|Enumerable|Collection|Dictionary|ReadOnly\w+|Comparer|EqualityComparer|Async\w+|Disposable)\b/,
    madeElsewhere: /(?:ComponentBase|Page|Window|UserControl|Form|Attribute|ViewComponent)$/,
  },
  php: {
    classMarks: names('AsController AsCommand AsMessageHandler AsEventListener AutoconfigureTag'),
    classNames: ROLES,
    points: names('Inject Required'),
    service: /^\??\\?[A-Z]/,
    notService: /^\??\\?(?:DateTime\w*|Closure|Throwable|Exception|Request|array)$/,
  },
  typescript: {
    classMarks: names('Injectable Component Directive Pipe Controller Resolver WebSocketGateway Processor'),
    points: names('Inject'),
    fieldCalls: names('inject'),
    service: /^[A-Z]/,
    notService: /^(?:String|Number|Boolean|Array|Map|Set|Promise|Record|Partial)\b/,
  },
};
