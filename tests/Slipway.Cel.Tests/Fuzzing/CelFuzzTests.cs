using Slipway.Cel.Kubernetes;
using Slipway.Cel.Types;
using Slipway.Cel.Values;
using Slipway.Testing.Fuzzing;

namespace Slipway.Cel.Tests.Fuzzing;

/// <summary>Expressions as rules of definitions and policies have them: read, checked, estimated and evaluated within the cost limit.</summary>
public sealed class CelFuzzTests
{
    // kube-apiserver's limit of one evaluation.
    private const ulong CostLimit = 1_000_000;

    private static readonly CelEnvironment Environment =
        KubernetesCel.Environment.With(new CelVariable("self", CelType.Dyn), new CelVariable("s", CelType.String));

    private static readonly CelActivation Variables = new(
        KeyValuePair.Create<string, CelValue>("self", CelInt.Of(7)),
        KeyValuePair.Create<string, CelValue>("s", new CelString(new string('a', 1_000))));

    [Fact]
    public Task Expression_OfAnyText_IsEvaluatedOrRefused() => Fuzz.TextAsync(
        "cel",
        [
            "self.spec.replicas <= self.spec.max && has(self.spec.x)", "[1, 2, 3].map(a, [a, a]).filter(b, size(b) > 1).exists_one(c, c[0] == 2)",
            "[s].map(a, a + a).map(a, a + a).map(a, a + a).map(a, a + a)[0].size() > 3", "s.matches('^(a|b)*[a-z]{2,5}$')", "s.findAll('a+?', 3)",
            "s.replace('a', s).replace('a', s)", "s.split('').join(s)", "quantity('1.5Gi').add(quantity('3k')).compareTo(quantity('2'))",
            "duration('1h').getSeconds() + timestamp('2026-01-01T00:00:00Z').getFullYear('Europe/Berlin')", "{'a': {'b': [1u, 2u]}}.a.b.all(i, v, i < 9)",
            "url('https://a:80/b?c=d').getQuery()", "ip('::1').family() == 6 && cidr('10.0.0.0/8').containsIP('10.1.1.1')", "semver('1.2.3-a').major()",
            "format.dns1123Label().validate(s).hasValue()", "optional.of(self).?x.orValue(1) in [?optional.none(), 2]", "s.lowerAscii().substring(1, 5).charAt(2)",
            "[3, 1, 2].sort().sum() == lists.range(9).max()", "'%s %d %.3f %x'.format([s, 1, 1.5, b'a'])", "self.a.b.c[0]['d'].e ? true || false : !(1.0 / 0.0 > 2.0)",
        ],
        text =>
        {
            if (Environment.Compile(text).Program is { } program)
            {
                program.EstimateCost(KubernetesCel.Estimator());
                program.Evaluate(Variables, CostLimit);
            }
        },
        count: 2_500);
}
