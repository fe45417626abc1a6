using BenchmarkDotNet.Attributes;
using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.Cel.Benchmarks;

/// <summary>Compiling and evaluating rules such as CRDs have.</summary>
[MemoryDiagnoser]
public class EvaluationBenchmarks
{
    private static readonly CelEnvironment Environment = CelEnvironment.Standard.With(new CelVariable("self", CelType.Dyn));

    private static readonly CelActivation Variables = CelActivation.Of("self", Sample());

    private CelProgram _program = null!;

    /// <summary>The rule.</summary>
    [Params(
        "self.replicas >= self.minReplicas && self.replicas <= self.maxReplicas",
        "!has(self.name) || self.name.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$')",
        "self.items.all(i, i.key in ['a', 'b', 'c'] && size(i.value) < 64)",
        "self.items.filter(i, i.key != 'a').map(i, i.value).size() == 2")]
    public string Rule { get; set; } = "";

    [GlobalSetup]
    public void Compile() => _program = Environment.Compile(Rule).Program!;

    [Benchmark(Baseline = true)]
    public bool Evaluate() => ((CelBool)_program.Evaluate(Variables).Value).Value;

    [Benchmark]
    public CelCompilation CompileRule() => Environment.Compile(Rule);

    private static CelMap Sample() => Map(
        ("replicas", CelInt.Of(3)),
        ("minReplicas", CelInt.Of(1)),
        ("maxReplicas", CelInt.Of(10)),
        ("name", new CelString("worker-7f9c")),
        ("items", CelList.Of([.. "abc".Select(c => Map(("key", new CelString($"{c}")), ("value", new CelString("some value"))))])));

    private static CelMap Map(params (string Key, CelValue Value)[] entries) =>
        CelMap.Of(entries.Select(e => KeyValuePair.Create<CelValue, CelValue>(new CelString(e.Key), e.Value)));
}
