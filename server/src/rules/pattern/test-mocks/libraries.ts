import type { LanguageId } from '@drift/shared';

/** A library that makes test doubles, and the signs by which a file shows that it uses it. */
export interface MockLibrary {
  readonly value: string;
  readonly languages: readonly LanguageId[];
  /** Modules, exactly or with everything below them. */
  readonly modules?: readonly string[];
  /** Callees, for libraries that are there without an import. */
  readonly calls?: RegExp;
  /** A parameter of test functions that the library fills in. */
  readonly parameter?: string;
  /** Values that this one is usually built on or used beside: where it is found, they are not told as well. */
  readonly includes?: readonly string[];
}

const SCRIPT: readonly LanguageId[] = ['javascript', 'typescript'];
const JVM: readonly LanguageId[] = ['java', 'kotlin'];

/** Libraries for test doubles by language. Doubles of the network or of the clock are another question. */
export const MOCK_LIBRARIES: readonly MockLibrary[] = [
  { value: 'Jest', languages: SCRIPT, calls: /^jest\.(?:fn|mock|doMock|spyOn|createMockFromModule)$/ },
  { value: 'Vitest', languages: SCRIPT, calls: /^(?:vi|vitest)\.(?:fn|mock|doMock|spyOn|mocked|hoisted)$/ },
  { value: 'Sinon', languages: SCRIPT, modules: ['sinon', 'ts-sinon'], calls: /^sinon\.(?:stub|spy|mock|fake)$/ },
  { value: 'testdouble', languages: SCRIPT, modules: ['testdouble'] },
  { value: 'ts-mockito', languages: SCRIPT, modules: ['ts-mockito', '@typestrong/ts-mockito'] },
  { value: 'node:test', languages: SCRIPT, calls: /^test\.mock\.(?:fn|method|module|getter)$/ },
  { value: 'pytest-mock', languages: ['python'], parameter: 'mocker', includes: ['unittest.mock', 'mock'] },
  { value: 'unittest.mock', languages: ['python'], modules: ['unittest.mock'] },
  { value: 'mock', languages: ['python'], modules: ['mock'] },
  { value: 'flexmock', languages: ['python'], modules: ['flexmock'] },
  {
    value: 'Mockito',
    languages: JVM,
    modules: ['org.mockito', 'com.nhaarman.mockitokotlin2', 'com.nhaarman.mockito_kotlin'],
  },
  { value: 'EasyMock', languages: JVM, modules: ['org.easymock'] },
  { value: 'JMockit', languages: JVM, modules: ['mockit'] },
  { value: 'jMock', languages: JVM, modules: ['org.jmock'] },
  { value: 'MockK', languages: JVM, modules: ['io.mockk'] },
  { value: 'Moq', languages: ['csharp'], modules: ['Moq'] },
  { value: 'NSubstitute', languages: ['csharp'], modules: ['NSubstitute'] },
  { value: 'FakeItEasy', languages: ['csharp'], modules: ['FakeItEasy'] },
  { value: 'Rhino Mocks', languages: ['csharp'], modules: ['Rhino.Mocks'] },
  {
    value: 'PHPUnit',
    languages: ['php'],
    calls: /^\$this\.(?:createMock|createStub|getMockBuilder|getMock|createConfiguredMock|createPartialMock)$/,
  },
  { value: 'Prophecy', languages: ['php'], calls: /^\$this\.prophesize$/ },
  { value: 'Mockery', languages: ['php'], calls: /^\\?(?:Mockery|m)\.(?:mock|spy|namedMock)$/ },
  {
    value: 'rspec-mocks',
    languages: ['ruby'],
    calls: /^(?:instance_double|class_double|object_double|double|spy|allow)$/,
  },
  { value: 'Mocha', languages: ['ruby'], modules: ['mocha'], calls: /\.(?:stubs|any_instance)$/ },
  { value: 'Minitest::Mock', languages: ['ruby'], modules: ['minitest/mock'], calls: /^Minitest\.Mock\.new$/ },
  {
    value: 'gomock',
    languages: ['go'],
    modules: ['github.com/golang/mock/gomock', 'go.uber.org/mock/gomock'],
  },
  { value: 'testify/mock', languages: ['go'], modules: ['github.com/stretchr/testify/mock'] },
];
