using Slipway.Cel.Kubernetes;
using Slipway.Cel.Types;

namespace Slipway.Cel.Tests.Kubernetes;

/// <summary>Costs as kube-apiserver counts and estimates them: which rules a definition may have depends on these numbers.</summary>
public sealed class KubernetesCostTests
{
    // The figures are of expressions whose constants are not folded: an estimate never folds them either.
    private static readonly CelEnvironment Environment =
        KubernetesCel.Environment.With(new CelVariable("authorizer", KubernetesCel.AuthorizerType)) with
        {
            Options = KubernetesCel.Environment.Options with { FoldConstants = false },
        };

    [Theory]
    [InlineData("'ABCDEFGHIJ abcdefghij'.lowerAscii()", 3, 3, 3)]
    [InlineData("'ABCDEFGHIJ abcdefghij'.lowerAscii() == 'abcdefghij ABCDEFGHIJ'.lowerAscii()", 7, 9, 9)]
    [InlineData("'abc 123 def 123'.replace('123', '456')", 3, 3, 3)]
    [InlineData("'abc 123 def 123'.replace('', 'x')", 3, 3, 3)]
    [InlineData("'abc 123 def 123'.split(' ')", 3, 3, 3)]
    [InlineData("'abc 123 def 123'.find('123')", 2, 2, 2)]
    [InlineData("'abc 123 def 123'.findAll('123')", 2, 2, 2)]
    [InlineData("authorizer.path('/healthz')", 2, 2, 2)]
    [InlineData("authorizer.group('apps').resource('deployments').subresource('status').namespace('test').name('backend')", 6, 6, 6)]
    [InlineData("authorizer.path('/healthz').check('get').allowed()", 350003, 350003, 350003)]
    [InlineData("quantity(\"12Mi\")", 1, 1, 1)]
    [InlineData("quantity(\"200M\") == quantity(\"200M\")", 3, 3, 3)]
    [InlineData("quantity(\"200M\") == quantity(\"0.2G\") && quantity(\"0.2G\") == quantity(\"200M\")", 3, 6, 6)]
    [InlineData("quantity(\"50M\").isLessThan(quantity(\"50Mi\"))", 3, 3, 3)]
    [InlineData("quantity(\"50Mi\").isGreaterThan(quantity(\"50M\"))", 3, 3, 3)]
    [InlineData("quantity(\"200M\").compareTo(quantity(\"0.2G\")) > 0", 4, 4, 4)]
    [InlineData("quantity(\"50k\").add(quantity(\"20\")) == quantity(\"50.02k\")", 5, 5, 5)]
    [InlineData("quantity(\"50k\").sub(quantity(\"20\")) == quantity(\"49.98k\")", 5, 5, 5)]
    [InlineData("quantity(\"50k\").sub(20) == quantity(\"49980\")", 4, 4, 4)]
    [InlineData("quantity(\"50k\").add(20).sub(quantity(\"100k\")).asInteger() > 0", 6, 6, 6)]
    [InlineData("quantity(\"50k\").add(20).sub(quantity(\"100k\")).sub(-50000).asInteger() > 0", 7, 7, 7)]
    [InlineData("quantity(\"50k\").asInteger() > 0", 3, 3, 3)]
    [InlineData("quantity(\"50\").isInteger()", 2, 2, 2)]
    [InlineData("quantity(\"50.703k\").asApproximateFloat() > 0.0", 3, 3, 3)]
    [InlineData("format.named(\"dns1123Subdomain\").value().validate(\"my-name\")", 34, 34, 17)]
    [InlineData("format.named(\"dns1123Label\").value().validate(\"my-name\")", 34, 34, 10)]
    [InlineData("semver(\"1.0.0\")", 1, 1, 1)]
    [InlineData("semver(\"1.2.3\").major()", 2, 2, 2)]
    [InlineData("semver(\"1.2.3\").minor()", 2, 2, 2)]
    [InlineData("semver(\"1.2.3\").patch()", 2, 2, 2)]
    [InlineData("semver(\"1.0.0\").isLessThan(semver(\"1.1.0\"))", 3, 3, 3)]
    [InlineData("semver(\"1.1.0\").isGreaterThan(semver(\"1.0.0\"))", 3, 3, 3)]
    [InlineData("semver(\"1.0.0\").compareTo(semver(\"1.2.3\"))", 3, 3, 3)]
    [InlineData("[1, 2, 3, 4, 5].sum()", 15, 15, 15)]
    [InlineData("[uint(1), uint(2), uint(3), uint(4), uint(5)].sum()", 20, 20, 20)]
    [InlineData("[duration('1s'), duration('2s'), duration('3s'), duration('4s'), duration('5s')].sum()", 20, 20, 20)]
    [InlineData("[1, 2, 3, 4, 5].isSorted()", 15, 15, 15)]
    [InlineData("[1, 2, 3, 4, 5].max()", 15, 15, 15)]
    [InlineData("[uint(1), uint(2), uint(3), uint(4), uint(5)].isSorted()", 20, 20, 20)]
    [InlineData("[uint(1), uint(2), uint(3), uint(4), uint(5)].max()", 20, 20, 20)]
    [InlineData("[false, true, false, true, false].isSorted()", 15, 15, 15)]
    [InlineData("[false, true, false, true, false].max()", 15, 15, 15)]
    [InlineData("[1, 2, 3, 4, 5].indexOf(3)", 15, 15, 15)]
    [InlineData("[uint(1), uint(2), uint(3), uint(4), uint(5)].indexOf(uint(3))", 21, 21, 21)]
    [InlineData("[false, true, false, true, false].indexOf(true)", 15, 15, 15)]
    public void Cost_OfALibraryCall_IsThatOfKubeApiserver(string expression, int least, int most, int actual)
    {
        var program = Environment.Compile(expression).Program;

        Assert.NotNull(program);
        var estimate = program.EstimateCost(KubernetesCel.Estimator());
        Assert.Equal(((ulong)least, (ulong)most), (estimate.Min, estimate.Max));
        var outcome = program.Evaluate(CelActivation.Of("authorizer", KubernetesCel.Authorizer(new RecordingAuthorizer())));
        Assert.False(outcome.Value.IsError, outcome.Value.ToString());
        Assert.Equal((ulong)actual, outcome.Cost);
    }

    [Fact]
    public void Estimate_OfAStringOfUnknownLength_HasNoBound()
    {
        var program = KubernetesCel.Environment.With(new CelVariable("s", CelType.String)).Compile("s.lowerAscii() == 'a'").Program!;

        Assert.True(program.EstimateCost(KubernetesCel.Estimator()).Max > 1_000_000_000_000);
    }
}
